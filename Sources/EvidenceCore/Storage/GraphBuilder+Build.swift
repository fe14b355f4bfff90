extension GraphBuilder {
  /// Makes the graph.
  ///
  /// - Throws: `EvidenceError` with every dangling reference, every key that two unequal nodes
  ///   share and every id that two unequal statements share.
  /// - Complexity: O(*n* log *n* + *m* log *d*) for *n* nodes, *m* statements and at most *d*
  ///   statements from one node.
  public consuming func build() throws(EvidenceError) -> EvidenceGraph {
    let (graph, diagnostics) = buildReporting()
    if diagnostics.contains(where: { $0.severity == .error }) { throw EvidenceError(diagnostics) }
    return graph
  }

  /// Makes the graph of what is sound, and says what had to be left out.
  ///
  /// - Returns: the graph, without the statements that dangle and without the later one of two
  ///   records that contradict each other; and the findings, in the order of the input.
  public consuming func buildReporting() -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    let account = buildAccounting()
    return (account.graph, account.diagnostics)
  }

  /// Makes the graph of what is sound, and accounts for every statement that was added.
  package consuming func buildAccounting() -> BuildAccount {
    var diagnostics: [Diagnostic] = []
    WorkCounter.add(texts.probes + nodes.count + statements.count)
    // Few texts are added from here on, and memory is what a large graph has least of.
    texts.endLookUps()
    reportSpellings(&diagnostics)
    let (inputRows, nodeLines) = (inputRows, nodes.lines)
    let nodeOrder = sortedNodes(&diagnostics)
    // What stands in order already, as in an archive, is not copied: that would be the peak of memory.
    if !Self.isIdentity(nodeOrder, nodes.count) { nodes.permute(nodeOrder) }
    // Rows have other numbers from here on, and none that was withdrawn.
    withdrawn = []
    sortNames()
    var nodeOfText = Column(repeating: UInt32.max, count: texts.count)
    nodeOfText.withMutableValues {
      for (index, key) in nodes.keys.enumerated() { $0[Int(key)] = UInt32(index) }
    }
    let index = index()
    locateEnds(nodeOfText, &diagnostics)
    var order = StatementOrder(statements, nodes: nodes.count)
    // Of repeats some may get ids that are new texts; should others hold the texts, all would be copied.
    var keys = order.repeats.isEmpty ? nil : index.takeFound()
    let (kept, identities) = identified(order, &diagnostics)
    // Numbered ids are new texts, and no keys.
    let numbered = texts.count - nodeOfText.count
    nodeOfText.append(contentsOf: repeatElement(UInt32.max, count: numbered))
    let exceptions = exceptions(kept, identities)
    let lostLines = lostLines(exceptions, inputRows, nodeLines)
    order.take(kept, of: statements)
    permuteStatements(order)
    let adjacency = Adjacency(statements, nodes: nodes.count, relations: relations.names.count)
    keys = keys ?? index.takeFound()
    let fileOrder = Dictionary(
      inputs.enumerated().map { ($0.element.file, $0.offset) },
      uniquingKeysWith: min
    )
    func rank(_ diagnostic: Diagnostic) -> (Int, Int, String) {
      let place = diagnostic.place
      return (place.flatMap { fileOrder[$0.file] } ?? -1, place?.line ?? 0, diagnostic.message)
    }
    diagnostics.sort { rank($0) < rank($1) }
    let storage = GraphStorage(
      header: header,
      file: file,
      texts: texts.columns,
      nodes: nodes,
      statements: statements,
      nodeOfText: nodeOfText,
      kinds: kinds.names.map { Kind(texts[$0]) },
      relations: relations.names.map { Relation(texts[$0]) },
      adjacency: adjacency,
      keys: keys ?? KeyIndex(nodes.keys, texts.columns)
    )
    storage.checkInvariants()
    return BuildAccount(
      graph: EvidenceGraph(storage: storage),
      diagnostics: diagnostics,
      exceptions: exceptions,
      lostLines: lostLines
    )
  }

  /// The index of the nodes, which is made beside all that follows.
  private func index() -> BesideWork<KeyIndex> {
    let (keys, columns) = (nodes.keys, texts.columns)
    let isLarge = statements.count > StatementOrder.mostOnOneThread
    return BesideWork(onTwoThreads: isLarge) { KeyIndex(keys, columns) }
  }

  /// Puts the statements in their order, which is needed no more.
  private mutating func permuteStatements(_ order: consuming StatementOrder) {
    statements.permute(order)
  }

  private static func isIdentity(_ order: [UInt32], _ count: Int) -> Bool {
    order.count == count && order.indices.allSatisfy { order[$0] == UInt32($0) }
  }

  /// The nodes in the order of their keys, each key once.
  private func sortedNodes(_ diagnostics: inout [Diagnostic]) -> [UInt32] {
    var order = (0..<UInt32(nodes.count)).map { $0 }
    if !withdrawn.isEmpty { order.removeAll { withdrawn.contains($0) } }
    let beginnings = nodes.keys.map { texts.columns.beginning($0) }
    var sorted = withdrawn.isEmpty
    for row in order.indices.dropFirst() where sorted {
      let (first, second) = (beginnings[row - 1], beginnings[row])
      sorted =
        first == second
        ? texts.compare(nodes.keys[row - 1], nodes.keys[row]) < 0 : first < second
    }
    if sorted { return order }
    var comparisons = 0
    defer { WorkCounter.add(comparisons) }
    order.sort {
      comparisons += 1
      let (first, second) = (beginnings[Int($0)], beginnings[Int($1)])
      if first != second { return first < second }
      let sign = texts.compare(nodes.keys[Int($0)], nodes.keys[Int($1)])
      return sign < 0 || (sign == 0 && $0 < $1)
    }
    var kept: [UInt32] = []
    kept.reserveCapacity(order.count)
    for row in order {
      guard let last = kept.last, nodes.keys[Int(last)] == nodes.keys[Int(row)] else {
        kept.append(row)
        continue
      }
      if node(at: last) != node(at: row) {
        let other = place(ofNode: Int(last))
        diagnostics.append(
          Diagnostic(
            .error,
            "duplicate-key",
            "key '\(texts[nodes.keys[Int(row)]])' stands for two different nodes"
              + (other.line > 0 ? "; the other is at \(other)" : ""),
            at: place(ofNode: Int(row)),
            hint: "give one of them another key, or make the two records say the same"
          )
        )
      }
    }
    return kept
  }

  /// Renumbers kinds and relations in the order of their names.
  private mutating func sortNames() {
    let kindOrder = kinds.names.indices.sorted { texts.precedes(kinds.names[$0], kinds.names[$1]) }
    var kindRank = [UInt32](repeating: 0, count: kinds.names.count)
    for (rank, old) in kindOrder.enumerated() { kindRank[old] = UInt32(rank) }
    nodes.kinds.withMutableValues { kinds in
      for row in kinds.indices { kinds[row] = kindRank[Int(kinds[row])] }
    }
    kinds.names = kindOrder.map { kinds.names[$0] }
    let order = relations.names.indices.sorted {
      texts.precedes(relations.names[$0], relations.names[$1])
    }
    var rank = [UInt32](repeating: 0, count: relations.names.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    statements.relations.withMutableValues { relations in
      for row in relations.indices { relations[row] = rank[Int(relations[row])] }
    }
    relations.names = order.map { relations.names[$0] }
  }

  package func node(at row: UInt32) -> Node {
    Materializer(texts: texts.columns).node(
      nodes,
      Int(row),
      kind: Kind(texts[kinds.names[Int(nodes.kinds[Int(row)])]])
    )
  }

  /// The statement of a row whose ends are located.
  func statement(at row: UInt32) -> Statement {
    let row = Int(row)
    return Materializer(texts: texts.columns).statement(
      statements,
      row,
      from: Key(texts[nodes.keys[Int(statements.from[row])]]),
      relation: Relation(texts[relations.names[Int(statements.relations[row])]]),
      to: Key(texts[nodes.keys[Int(statements.to[row])]])
    )
  }
}
