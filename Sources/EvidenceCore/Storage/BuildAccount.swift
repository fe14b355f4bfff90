/// What became of everything that was added to a builder.
package struct BuildAccount: Sendable {
  /// What became of a statement.
  package enum Fate: UInt8, Sendable {
    /// It stands in the graph.
    case kept
    /// It says what another one says, and counts once with it.
    case repeated
    /// It leads to no node, or its id stands for another statement; a finding says which.
    case dropped
  }

  package var graph: EvidenceGraph
  /// The findings, in the order of the inputs.
  package var diagnostics: [Diagnostic]
  /// What became of each statement, by its row.
  package var fates: [Fate]
  /// Statements that differ from another one in no part of the derived id, with the ids that tell
  /// them apart.
  package var numbered: [(row: Int, id: String)]
}

/// The fates of the statements of a builder.
struct StatementTally {
  private(set) var fates: [BuildAccount.Fate]

  init(_ kept: [UInt32], _ identities: borrowing StatementIdentities, _ count: Int) {
    fates = [BuildAccount.Fate](repeating: .dropped, count: count)
    for row in kept { fates[Int(row)] = .kept }
    for row in identities.repeated { fates[Int(row)] = .repeated }
  }
}
