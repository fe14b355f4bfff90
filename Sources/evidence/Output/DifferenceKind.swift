internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

extension DifferenceKind {
  /// The kind that an option names.
  static func named(_ name: String) throws -> DifferenceKind {
    if let kind = DifferenceKind(rawValue: name) { return kind }
    let known = allCases.map(\.rawValue)
    throw ValidationError(
      "unknown kind of difference '\(name)'; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
