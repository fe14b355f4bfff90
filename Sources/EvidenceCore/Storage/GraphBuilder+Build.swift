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
    let nodeOrder = sortedNodes(&diagnostics)
    // What stands in order already, as in an archive, is not copied: that would be the peak of memory.
    if !Self.isIdentity(nodeOrder, nodes.count) { nodes.permute(nodeOrder) }
    sortNames()
    var nodeOfText = [UInt32](repeating: UInt32.max, count: texts.count)
    for (index, key) in nodes.keys.enumerated() { nodeOfText[Int(key)] = UInt32(index) }
    resolveSameAs(nodeOfText)
    var identities = StatementIdentities()
    let order = sortedStatements(nodeOfText, &identities, &diagnostics)
    // Numbered ids are new texts, and no keys.
    nodeOfText += repeatElement(UInt32.max, count: texts.count - nodeOfText.count)
    let kept = StatementTally(order, identities, statements.count)
    if !Self.isIdentity(order, statements.count) { statements.permute(order) }
    for index in 0..<statements.count {
      statements.from[index] = nodeOfText[Int(statements.from[index])]
      statements.to[index] = nodeOfText[Int(statements.to[index])]
    }
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
      nodeOfText: Column(nodeOfText),
      kinds: kindNames.map { Kind(texts[$0]) },
      relations: relationNames.map { Relation(texts[$0]) }
    )
    storage.checkInvariants()
    return BuildAccount(
      graph: EvidenceGraph(storage: storage),
      diagnostics: diagnostics,
      fates: kept.fates,
      numbered: identities.numbered
    )
  }

  private static func isIdentity(_ order: [UInt32], _ count: Int) -> Bool {
    order.count == count && order.indices.allSatisfy { order[$0] == UInt32($0) }
  }

  /// The nodes in the order of their keys, each key once.
  private func sortedNodes(_ diagnostics: inout [Diagnostic]) -> [UInt32] {
    var order = (0..<UInt32(nodes.count)).map { $0 }
    if !withdrawn.isEmpty { order.removeAll { withdrawn.contains($0) } }
    var sorted = withdrawn.isEmpty
    for row in order.indices.dropFirst() where sorted {
      sorted = texts.compare(nodes.keys[row - 1], nodes.keys[row]) < 0
    }
    if sorted { return order }
    var comparisons = 0
    defer { WorkCounter.add(comparisons) }
    order.sort {
      comparisons += 1
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
    let kindOrder = kindNames.indices.sorted { texts.precedes(kindNames[$0], kindNames[$1]) }
    var kindRank = [UInt32](repeating: 0, count: kindNames.count)
    for (rank, old) in kindOrder.enumerated() { kindRank[old] = UInt32(rank) }
    for row in nodes.kinds.indices { nodes.kinds[row] = kindRank[Int(nodes.kinds[row])] }
    kindNames = kindOrder.map { kindNames[$0] }
    let order = relationNames.indices.sorted {
      texts.precedes(relationNames[$0], relationNames[$1])
    }
    var rank = [UInt32](repeating: 0, count: relationNames.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    for row in statements.relations.indices {
      statements.relations[row] = rank[Int(statements.relations[row])]
    }
    relationNames = order.map { relationNames[$0] }
  }

  /// The sound statements in the order of (from, relation, to, id), each once.
  private mutating func sortedStatements(
    _ nodeOfText: [UInt32],
    _ identities: inout StatementIdentities,
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: nodes.count + 1)
    var sound = [Bool](repeating: true, count: statements.count)
    for row in 0..<statements.count {
      let (from, to) = (statements.from[row], statements.to[row])
      if nodeOfText[Int(from)] == UInt32.max || nodeOfText[Int(to)] == UInt32.max {
        sound[row] = false
        for end in [from, to] where nodeOfText[Int(end)] == UInt32.max {
          diagnostics.append(dangling(texts[end], row: row))
        }
      }
      if sound[row] { starts[Int(nodeOfText[Int(statements.from[row])]) + 1] += 1 }
    }
    for node in 0..<nodes.count { starts[node + 1] += starts[node] }
    var order = [UInt32](repeating: 0, count: Int(starts[nodes.count]))
    var next = starts
    for row in 0..<statements.count where sound[row] {
      let node = Int(nodeOfText[Int(statements.from[row])])
      order[Int(next[node])] = UInt32(row)
      next[node] += 1
    }
    let repeats = sortRows(&order, starts, nodeOfText)
    return identified(order, repeats, &identities, &diagnostics)
  }

  /// Puts the statements from each node in the order of relation, target and row.
  ///
  /// - Returns: whether each statement joins the same two nodes by the same relation as the one before it.
  private func sortRows(
    _ order: inout [UInt32],
    _ starts: [UInt32],
    _ nodeOfText: [UInt32]
  ) -> [Bool] {
    var repeats = [Bool](repeating: false, count: order.count)
    var comparisons = 0
    defer { WorkCounter.add(comparisons) }
    var row: [(key: UInt64, statement: UInt32)] = []
    for node in 0..<nodes.count {
      let range = Int(starts[node])..<Int(starts[node + 1])
      guard range.count > 1 else { continue }
      row.removeAll(keepingCapacity: true)
      for place in range {
        let statement = Int(order[place])
        let target = nodeOfText[Int(statements.to[statement])]
        let key = UInt64(statements.relations[statement]) << 32 | UInt64(target)
        row.append((key, order[place]))
      }
      row.sort {
        comparisons += 1
        return $0.key != $1.key ? $0.key < $1.key : $0.statement < $1.statement
      }
      for (offset, entry) in row.enumerated() {
        order[range.lowerBound + offset] = entry.statement
        if offset > 0 { repeats[range.lowerBound + offset] = row[offset - 1].key == entry.key }
      }
    }
    return repeats
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

  package func node(at row: UInt32) -> Node {
    Materializer(texts: texts.columns).node(
      nodes,
      Int(row),
      kind: Kind(texts[kindNames[Int(nodes.kinds[Int(row)])]])
    )
  }

  func statement(at row: UInt32) -> Statement {
    let row = Int(row)
    return Materializer(texts: texts.columns).statement(
      statements,
      row,
      from: Key(texts[statements.from[row]]),
      relation: Relation(texts[relationNames[Int(statements.relations[row])]]),
      to: Key(texts[statements.to[row]])
    )
  }
}
