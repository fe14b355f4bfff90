internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// How the option reads that says what the number of a cell counts.
enum CountOption {
  static let help: ArgumentHelp =
    "What a cell's number counts: works, papers or witnesses. Works where unsaid."

  static func named(_ name: String) throws -> CellCount {
    if let count = CellCount(rawValue: name) { return count }
    let known = CellCount.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is nothing that a cell counts; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
