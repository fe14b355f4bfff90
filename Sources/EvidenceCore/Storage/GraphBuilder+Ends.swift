/// The nodes at one end of all statements.
private struct Ends: Sendable {
  /// The node of each row; `.max` where there is none.
  var nodes: Column<UInt32>
  /// The rows without a node, ascending, and the keys that they name.
  var missing: [(row: Int, key: UInt32)] = []

  init(_ keys: Column<UInt32>, _ nodeOfText: Column<UInt32>) {
    nodes = Column(repeating: 0, count: keys.count)
    var missing: [(row: Int, key: UInt32)] = []
    keys.withValues { keys in
      nodeOfText.withValues { nodeOfText in
        nodes.withMutableValues { nodes in
          for (row, key) in keys.enumerated() {
            nodes[row] = nodeOfText[Int(key)]
            if nodes[row] == .max { missing.append((row, key)) }
          }
        }
      }
    }
    self.missing = missing
  }
}

extension GraphBuilder {
  /// Puts the positions of nodes in the place of the keys by which statements name them.
  ///
  /// A key that no node has may stand among the `sameAs` of one: a key goes before a `sameAs`, and one that
  /// several nodes have names none. Statements that lead to no node have `.max` at both ends.
  mutating func locateEnds(_ nodeOfText: Column<UInt32>, _ diagnostics: inout [Diagnostic]) {
    let (from, to) = (statements.from, statements.to)
    var (sources, targets) = SideBySide.run(
      onTwoThreads: statements.count > StatementOrder.mostOnOneThread,
      { Ends(from, nodeOfText) },
      { Ends(to, nodeOfText) }
    )
    let isMissing = { (text: UInt32) in
      text != StringTable.none && nodeOfText[Int(text)] == UInt32.max
    }
    let unknown = statements.sources.values.indices.filter { isMissing(statements.sources[$0]) }
    var dangling: [(row: Int, key: UInt32)] = []
    if !sources.missing.isEmpty || !targets.missing.isEmpty || !unknown.isEmpty {
      let owners = sameAsOwners()
      for row in unknown {
        guard let owner = owners[statements.sources[row]], let owner else { continue }
        statements.sources.set(owner, at: row)
      }
      func node(_ key: UInt32) -> UInt32? {
        owners[key].flatMap { $0 }.map { nodeOfText[Int($0)] }.flatMap { $0 == .max ? nil : $0 }
      }
      for (row, key) in sources.missing {
        if let node = node(key) { sources.nodes[row] = node } else { dangling.append((row, key)) }
      }
      for (row, key) in targets.missing {
        if let node = node(key) { targets.nodes[row] = node } else { dangling.append((row, key)) }
      }
    }
    statements.from = sources.nodes
    statements.to = targets.nodes
    for (row, key) in dangling {
      diagnostics.append(self.dangling(texts[key], row: row))
      statements.from[row] = .max
      statements.to[row] = .max
    }
  }

  private func dangling(_ key: String, row: Int) -> Diagnostic {
    let relation = texts[relationNames[Int(statements.relations[row])]]
    return Diagnostic(
      .error,
      "dangling-reference",
      "\(relation) statement refers to '\(key)', which is not in this graph",
      at: place(ofStatement: row),
      hint: "add the node, or correct the key"
    )
  }
}
