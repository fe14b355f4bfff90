public import EvidenceCore

/// A cell that has another state in a newer graph, and what came and went.
public struct CellChange: Hashable, Sendable {
  public var row: Key
  public var column: Key
  /// The state in the older graph; `nil` where its matrix has no such cell.
  public var old: CellState?
  /// The state in the newer graph; `nil` where its matrix has no such cell.
  public var new: CellState?
  /// Witnesses that came, and that went, in the order of keys.
  public var gainedWitnesses: [Key]
  public var lostWitnesses: [Key]
  /// Works that came, and that went, in the order of keys.
  public var gainedWorks: [Key]
  public var lostWorks: [Key]
  /// The ids of the statements that came, went, or say something else, and that bear on the cell.
  public var gainedStatements: [String]
  public var lostStatements: [String]
  public var changedStatements: [String]
  /// What made the difference.
  public var cause: Cause

  /// What can make the difference.
  public enum Cause: String, Sendable, CaseIterable {
    /// Witnesses, works or statements of the cell itself came, went or say something else.
    case records
    /// Nothing near the cell changed, but statements that order concepts or match nodes did.
    case order
    /// Only search records changed.
    case searches
    /// A node changed, or which papers are versions of one work.
    case nodes
  }

  /// Whether the cell held a witness and holds none now.
  public var isLost: Bool { old.map { !$0.isEmpty } == true && (new?.isEmpty ?? true) }

  /// Whether the cell moved to an earlier state of the order.
  public var isWorse: Bool { Self.rank(new) < Self.rank(old) }

  /// A cell that is not there counts as one that nobody looked at.
  private static func rank(_ state: CellState?) -> Int {
    state.flatMap { CellState.allCases.firstIndex(of: $0) } ?? 0
  }
}
