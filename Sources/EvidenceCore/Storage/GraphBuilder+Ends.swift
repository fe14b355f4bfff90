internal import Synchronization

extension GraphBuilder {
  /// Puts the positions of nodes in the place of the keys by which statements name them.
  ///
  /// A key that no node has may stand among the `sameAs` of one: a key goes before a `sameAs`, and one that
  /// several nodes have names none. Statements that lead to no node have `.max` at both ends.
  mutating func locateEnds(_ nodeOfText: Column<UInt32>, _ diagnostics: inout [Diagnostic]) {
    let rowCount = statements.count
    let from = Mutex(statements.from)
    let to = Mutex(statements.to)
    (statements.from, statements.to) = ([], [])
    let (unknownSources, unknownTargets) = SideBySide.run(
      onTwoThreads: rowCount > StatementOrder.mostOnOneThread,
      { from.withLock { Self.locate(&$0, nodeOfText) } },
      { to.withLock { Self.locate(&$0, nodeOfText) } }
    )
    statements.from = from.withLock { Self.taken(&$0) }
    statements.to = to.withLock { Self.taken(&$0) }
    let isMissing = { (text: UInt32) in
      text != StringTable.none && nodeOfText[Int(text)] == UInt32.max
    }
    let unnamed = statements.sources.values.indices.filter { isMissing(statements.sources[$0]) }
    var dangling: [(row: Int, key: UInt32)] = []
    if !unknownSources.isEmpty || !unknownTargets.isEmpty || !unnamed.isEmpty {
      let owners = sameAsOwners()
      for row in unnamed {
        guard let owner = owners[statements.sources[row]], let owner else { continue }
        statements.sources.set(owner, at: row)
      }
      func node(_ key: UInt32) -> UInt32? {
        owners[key].flatMap { $0 }.map { nodeOfText[Int($0)] }.flatMap { $0 == .max ? nil : $0 }
      }
      for (row, key) in unknownSources {
        if let node = node(key) { statements.from[row] = node } else { dangling.append((row, key)) }
      }
      for (row, key) in unknownTargets {
        if let node = node(key) { statements.to[row] = node } else { dangling.append((row, key)) }
      }
    }
    for (row, key) in dangling {
      diagnostics.append(self.dangling(texts[key], row: row))
      statements.from[row] = .max
      statements.to[row] = .max
    }
  }

  /// Puts nodes in the place of their keys, and `.max` where there is none.
  ///
  /// - Returns: the rows without a node, ascending, and the keys that they name.
  private static func locate(
    _ ends: inout Column<UInt32>,
    _ nodeOfText: Column<UInt32>
  ) -> [(row: Int, key: UInt32)] {
    var unknown: [(row: Int, key: UInt32)] = []
    nodeOfText.withValues { nodeOfText in
      ends.withMutableValues { ends in
        for (row, key) in ends.enumerated() {
          ends[row] = nodeOfText[Int(key)]
          if ends[row] == .max { unknown.append((row, key)) }
        }
      }
    }
    return unknown
  }

  private static func taken(_ column: inout Column<UInt32>) -> Column<UInt32> {
    defer { column = [] }
    return column
  }

  private func dangling(_ key: String, row: Int) -> Diagnostic {
    let relation = texts[relations.names[Int(statements.relations[row])]]
    return Diagnostic(
      .error,
      "dangling-reference",
      "\(relation) statement refers to '\(key)', which is not in this graph",
      at: place(ofStatement: row),
      hint: "add the node, or correct the key"
    )
  }
}
