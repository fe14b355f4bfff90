/// Finds statements of a bulk input that join the same two nodes by the same relation.
///
/// - Invariant: a slot holds the row of a statement or ``StringTable/none``; at most three of four
///   are taken; every statement added stands in a slot at or behind the one its hash names.
package struct BulkPairs: Sendable {
  private var slots = [UInt32](repeating: StringTable.none, count: 1 << 16)
  private var count = 0

  /// Knows no statement.
  package init() {}

  /// Adds the last statement.
  ///
  /// - Returns: the rows of the earlier ones of the same pair and relation.
  mutating func add(_ statements: StatementColumns) -> [UInt32] {
    if count * 4 >= slots.count * 3 { grow(statements) }
    let row = statements.count - 1
    let mask = slots.count - 1
    var slot = Self.hash(statements, row) & mask
    var twins: [UInt32] = []
    while slots[slot] != StringTable.none {
      let other = Int(slots[slot])
      if statements.from[other] == statements.from[row], statements.to[other] == statements.to[row],
        statements.relations[other] == statements.relations[row]
      {
        twins.append(slots[slot])
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(row)
    count += 1
    return twins
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
    value ^= UInt64(statements.relations[row]) &* 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (value ^ (value >> 31)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}

extension GraphBuilder {
  /// Keeps the last statement apart from earlier ones of the same pair that say something else,
  /// by a locator of its own; one that says the same is left to collapse.
  ///
  /// - Returns: whether it had to be kept apart.
  package mutating func separateLast(_ pairs: inout BulkPairs) -> Bool {
    let twins = pairs.add(statements)
    guard !twins.isEmpty else { return false }
    let row = statements.count - 1
    guard statements.ids[row] == StringTable.none, statements.locators[row] == StringTable.none
    else { return false }
    let content = bulkContent(row)
    var isApart = false
    for twin in twins {
      var other = bulkContent(Int(twin))
      if other == content { return false }
      let locator = statements.locators[Int(twin)]
      other.locator = nil
      if other == content {
        statements.locators.append(locator, at: row)
        return false
      }
      isApart = isApart || (other.source == content.source && other.via == content.via)
    }
    guard isApart else { return false }
    let locator = texts.intern("line \(statements.lines[row])")
    statements.locators.append(locator, at: row)
    return true
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
