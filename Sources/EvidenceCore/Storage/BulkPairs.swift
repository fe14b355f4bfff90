/// Finds statements of a bulk input that have one identity: equal from, relation, to, source, via
/// and locator.
///
/// - Invariant: a slot holds the row of a statement or ``StringTable/none``; at most three of four
///   are taken; the first statement of each identity stands in a slot at or behind the one its hash
///   names.
package struct BulkPairs: Sendable {
  private var slots = [UInt32](repeating: StringTable.none, count: 1 << 16)
  private var count = 0
  /// What the later statements of one identity say, where the first says something else.
  private var contents: Set<Statement> = []

  /// Knows no statement.
  package init() {}

  /// Adds the last statement.
  ///
  /// - Returns: the row of the first one of the same identity.
  /// - Complexity: O(1), amortised.
  fileprivate mutating func add(_ statements: StatementColumns) -> UInt32? {
    if count * 4 >= slots.count * 3 { grow(statements) }
    let row = statements.count - 1
    let mask = slots.count - 1
    var slot = Self.hash(statements, row) & mask
    while slots[slot] != StringTable.none {
      if Self.haveOneIdentity(statements, Int(slots[slot]), row) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(row)
    count += 1
    return nil
  }

  fileprivate mutating func isNew(_ content: Statement) -> Bool {
    contents.insert(content).inserted
  }

  private static func haveOneIdentity(_ all: StatementColumns, _ a: Int, _ b: Int) -> Bool {
    all.from[a] == all.from[b] && all.to[a] == all.to[b] && all.relations[a] == all.relations[b]
      && all.sources[a] == all.sources[b] && all.vias[a] == all.vias[b]
      && all.locators[a] == all.locators[b]
  }

  private mutating func grow(_ statements: StatementColumns) {
    var larger = [UInt32](repeating: StringTable.none, count: slots.count * 4)
    let mask = larger.count - 1
    for row in slots where row != StringTable.none {
      var slot = Self.hash(statements, Int(row)) & mask
      while larger[slot] != StringTable.none { slot = (slot + 1) & mask }
      larger[slot] = row
    }
    slots = larger
  }

  private static func hash(_ statements: StatementColumns, _ row: Int) -> Int {
    var value = UInt64(statements.from[row]) << 32 | UInt64(statements.to[row])
    let place = UInt64(statements.sources[row]) << 32 | UInt64(statements.locators[row])
    value ^= UInt64(statements.relations[row]) &* 0x9e37_79b9_7f4a_7c15
    value ^= place &* 0xff51_afd7_ed55_8ccd
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (value ^ (value >> 31)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}

extension GraphBuilder {
  /// Whether the last statement has the identity of an earlier one and says something else; the two
  /// are then told apart by their content when the graph is built.
  package func isLastApart(_ pairs: inout BulkPairs) -> Bool {
    guard let twin = pairs.add(statements) else { return false }
    let row = statements.count - 1
    guard statements.ids[row] == StringTable.none else { return false }
    let content = bulkContent(row)
    return content != bulkContent(Int(twin)) && pairs.isNew(content)
  }

  private func bulkContent(_ row: Int) -> Statement {
    Materializer(texts: texts).statement(
      statements,
      row,
      from: Key(texts[statements.from[row]]),
      relation: Relation(texts[relationNames[Int(statements.relations[row])]]),
      to: Key(texts[statements.to[row]])
    )
  }
}
