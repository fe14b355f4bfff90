/// What became of everything that was added to a builder.
package struct BuildAccount: Sendable {
  /// What became of a statement that does not stand in the graph just as it was added.
  package enum Fate: UInt8, Sendable {
    /// It says what another one says, and counts once with it.
    case repeated
    /// It leads to no node, or its id stands for another statement; a finding says which.
    case dropped
    /// It differs from another one in no part of the derived id, and was given an id that tells them apart.
    case numbered
  }

  /// A statement that does not stand in the graph just as it was added.
  package struct Exception: Sendable {
    package var row: Int
    package var fate: Fate
    package var relation: Relation
    /// The line of the input where it stands.
    package var line: Int
  }

  package var graph: EvidenceGraph
  /// The findings, in the order of the inputs.
  package var diagnostics: [Diagnostic]
  /// The statements that do not stand in the graph just as they were added, by row.
  package var exceptions: [Exception]
  /// How many lines of each input hold statements, of which none is left, and nothing else.
  package var lostLines: [Int]
}

extension GraphBuilder {
  /// What became of the statements that do not stand in the graph just as they were added.
  ///
  /// - Parameter kept: the rows that do, and those that were numbered.
  /// - Complexity: O(*m*) for *m* statements.
  func exceptions(
    _ kept: [UInt32],
    _ identities: borrowing StatementIdentities
  ) -> [BuildAccount.Exception] {
    var fates: [(row: Int, fate: BuildAccount.Fate)] = []
    fates += identities.repeated.map { (Int($0), .repeated) }
    fates += identities.numbered.map { (Int($0), .numbered) }
    if kept.count + identities.repeated.count < statements.count {
      var isLeft = [Bool](repeating: false, count: statements.count)
      for row in kept { isLeft[Int(row)] = true }
      for row in identities.repeated { isLeft[Int(row)] = true }
      for row in isLeft.indices where !isLeft[row] { fates.append((row, .dropped)) }
    }
    fates.sort { $0.row != $1.row ? $0.row < $1.row : $0.fate.rawValue < $1.fate.rawValue }
    return fates.map { row, fate in
      let relation = Relation(texts[relations.names[Int(statements.relations[row])]])
      return .init(row: row, fate: fate, relation: relation, line: Int(statements.lines[row]))
    }
  }

  /// How many lines of each input hold statements, of which none is left, and nothing else.
  ///
  /// - Parameters:
  ///   - inputs: the rows of each input, as they were added.
  ///   - nodeLines: the lines of the nodes in the order in which they were added.
  func lostLines(
    _ exceptions: [BuildAccount.Exception],
    _ inputs: [InputRows],
    _ nodeLines: SparseColumn<UInt32>
  ) -> [Int] {
    let dropped = exceptions.filter { $0.fate == .dropped }
    return inputs.map { input in
      let rows = Set(dropped.lazy.map(\.row).filter { input.statements.contains($0) })
      var lost = Set(rows.map { statements.lines[$0] })
      if lost.isEmpty { return 0 }
      for row in input.nodes { lost.remove(nodeLines[row]) }
      for row in input.statements where !rows.contains(row) { lost.remove(statements.lines[row]) }
      return lost.count
    }
  }
}
