internal import ArgumentParser
internal import EvidenceCore

/// What a difference of two graphs can hold, so that a check in CI can refuse it.
enum DifferenceKind: String, CaseIterable {
  case headerChanged = "header-changed"
  case nodeAdded = "node-added"
  case nodeRemoved = "node-removed"
  case nodeChanged = "node-changed"
  case statementAdded = "statement-added"
  case statementRemoved = "statement-removed"
  case statementChanged = "statement-changed"
  /// The same statement was read elsewhere: only `via`, `locator` and the id they make differ.
  case statementRelocated = "statement-relocated"
  /// A cell held a witness and holds none now.
  case cellLost = "cell-lost"
  /// A cell moved to an earlier state of the order.
  case cellWorse = "cell-worse"
  /// A cell is in another state, whichever.
  case cellChanged = "cell-changed"

  static func named(_ name: String) throws -> DifferenceKind {
    if let kind = DifferenceKind(rawValue: name) { return kind }
    let known = allCases.map(\.rawValue)
    throw ValidationError(
      "unknown kind of difference '\(name)'; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
