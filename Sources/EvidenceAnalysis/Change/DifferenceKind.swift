/// What a difference of two graphs can hold, so that a check in CI can refuse it.
public enum DifferenceKind: String, Sendable, CaseIterable {
  /// A member of the header says something else.
  case headerChanged = "header-changed"
  /// Only the newer graph has the node.
  case nodeAdded = "node-added"
  /// Only the older graph has the node.
  case nodeRemoved = "node-removed"
  /// A node of both has other properties.
  case nodeChanged = "node-changed"
  /// Only the newer graph has the statement.
  case statementAdded = "statement-added"
  /// Only the older graph has the statement.
  case statementRemoved = "statement-removed"
  /// A statement of both says something else.
  case statementChanged = "statement-changed"
  /// The same statement was read elsewhere: only `via`, `locator` and the id they make differ.
  case statementRelocated = "statement-relocated"
  /// Somebody's judgment of a cell came, went or says something else.
  case judgmentChanged = "judgment-changed"
  /// The status of a cell or node came, went or says something else.
  case statusChanged = "status-changed"
  /// A cell held a witness and holds none now.
  case cellLost = "cell-lost"
  /// A cell moved to an earlier state of the order.
  case cellWorse = "cell-worse"
  /// A cell is in another state, whichever.
  case cellChanged = "cell-changed"
}
