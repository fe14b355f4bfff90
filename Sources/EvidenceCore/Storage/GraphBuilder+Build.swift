extension GraphBuilder {
  /// Makes the graph.
  ///
  /// - Throws: `EvidenceError` with every dangling reference, every key that two unequal nodes
  ///   share and every id that two unequal statements share. Statements that only their content tells
  ///   apart are no error: they are numbered by it.
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
    var diagnostics: [Diagnostic] = []
    let nodeOrder = sortedNodes(&diagnostics)
    nodes = nodes.permuted(nodeOrder)
    sortNames()
    var nodeOfText = [UInt32](repeating: UInt32.max, count: texts.count)
    for (index, key) in nodes.keys.enumerated() { nodeOfText[Int(key)] = UInt32(index) }
    let order = sortedStatements(nodeOfText, &diagnostics)
    nodeOfText += repeatElement(UInt32.max, count: texts.count - nodeOfText.count)
    statements = statements.permuted(order)
    for index in 0..<statements.count {
      statements.from[index] = nodeOfText[Int(statements.from[index])]
      statements.to[index] = nodeOfText[Int(statements.to[index])]
    }
    diagnostics.sort { ($0.place?.line ?? 0, $0.message) < ($1.place?.line ?? 0, $1.message) }
    let storage = GraphStorage(
      header: header,
      file: file,
      texts: texts,
      nodes: nodes,
      statements: statements,
      nodeOfText: nodeOfText,
      kinds: kindNames.map { Kind(texts[$0]) },
      relations: relationNames.map { Relation(texts[$0]) }
    )
    return (EvidenceGraph(storage: storage), diagnostics)
  }

  /// The nodes in the order of their keys, each key once.
  private func sortedNodes(_ diagnostics: inout [Diagnostic]) -> [UInt32] {
    var order = (0..<UInt32(nodes.count)).map { $0 }
    var sorted = true
    for row in order.indices.dropFirst() where sorted {
      sorted = texts.compare(nodes.keys[row - 1], nodes.keys[row]) < 0
    }
    if sorted { return order }
    order.sort {
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
        let line = Int(nodes.lines[Int(last)])
        diagnostics.append(
          Diagnostic(
            .error,
            "duplicate-key",
            "key '\(texts[nodes.keys[Int(row)]])' stands for two different nodes"
              + (line > 0 ? "; the other is on line \(line)" : ""),
            at: Place(file, line: Int(nodes.lines[Int(row)])),
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
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: nodes.count + 1)
    var sound = [Bool](repeating: true, count: statements.count)
    for row in 0..<statements.count {
      for end in [statements.from[row], statements.to[row]]
      where nodeOfText[Int(end)] == UInt32.max {
        sound[row] = false
        diagnostics.append(dangling(texts[end], row: row))
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
    let targets = statements.to
    let relations = statements.relations
    order.withUnsafeMutableBufferPointer { order in
      for node in 0..<nodes.count where starts[node + 1] - starts[node] > 1 {
        var row = UnsafeMutableBufferPointer(
          rebasing: order[Int(starts[node])..<Int(starts[node + 1])]
        )
        row.sort {
          let (a, b) = (Int($0), Int($1))
          if relations[a] != relations[b] { return relations[a] < relations[b] }
          let (x, y) = (nodeOfText[Int(targets[a])], nodeOfText[Int(targets[b])])
          return x != y ? x < y : $0 < $1
        }
      }
    }
    return withoutRepeats(order, &diagnostics)
  }

  private func dangling(_ key: String, row: Int) -> Diagnostic {
    let relation = texts[relationNames[Int(statements.relations[row])]]
    return Diagnostic(
      .error,
      "dangling-reference",
      "\(relation) statement refers to '\(key)', which is not in this graph",
      at: Place(file, line: Int(statements.lines[row])),
      hint: "add the node, or correct the key"
    )
  }

  /// Orders statements of one pair by id, drops repeats, numbers those that only their content tells
  /// apart and reports ids that clash.
  private mutating func withoutRepeats(
    _ order: [UInt32],
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(order.count)
    var index = 0
    while index < order.count {
      var end = index + 1
      while end < order.count, samePair(order[index], order[end]) { end += 1 }
      if end - index == 1 {
        result.append(order[index])
      } else {
        result += toldApart(order[index..<end], &diagnostics)
      }
      index = end
    }
    WorkCounter.add(order.count)
    let clashes = clashes(result, &diagnostics)
    return clashes.isEmpty ? result : result.filter { !clashes.contains($0) }
  }

  /// The statements of one pair in the order of their ids, each once.
  private mutating func toldApart(
    _ rows: ArraySlice<UInt32>,
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt32] {
    var group = rows.map { row in
      let statement = statement(at: row)
      return (id: statement.effectiveID, content: statement.contentText, row: row)
    }
    group.sort {
      if $0.id != $1.id { return $0.id.precedesInUTF8($1.id) }
      if $0.content != $1.content { return $0.content.precedesInUTF8($1.content) }
      return $0.row < $1.row
    }
    var taken = Set(group.map(\.id))
    var result: [(id: String, row: UInt32)] = []
    var last: (id: String, content: String, row: UInt32)?
    var number = 1
    for item in group {
      guard let before = last, before.id == item.id else {
        result.append((item.id, item.row))
        last = item
        number = 1
        continue
      }
      if before.content == item.content, haveOneIdentity(before.row, item.row) { continue }
      guard statements.ids[Int(item.row)] == StringTable.none,
        statements.ids[Int(before.row)] == StringTable.none
      else {
        report(item.id, before.row, item.row, &diagnostics)
        continue
      }
      var id: String
      repeat {
        number += 1
        id = "\(item.id)#\(number)"
      } while !taken.insert(id).inserted
      statements.ids.append(texts.intern(id), at: Int(item.row))
      result.append((id, item.row))
      last = item
    }
    return result.sorted { $0.id.precedesInUTF8($1.id) }.map(\.row)
  }
  /// The rows whose id is that of an earlier, unequal statement: two given ones, or a given one and
  /// one that follows from what a statement says.
  private func clashes(_ rows: [UInt32], _ diagnostics: inout [Diagnostic]) -> Set<UInt32> {
    var seen: [UInt32: UInt32] = [:]
    var clashes: Set<UInt32> = []
    var couldBeDerived: [String: UInt32] = [:]
    for row in rows.filter({ statements.ids[Int($0)] != StringTable.none }).sorted() {
      let id = statements.ids[Int(row)]
      if let other = seen[id] {
        report(texts[id], other, row, &diagnostics)
        clashes.insert(row)
      } else {
        seen[id] = row
        if StatementDigest.couldMake(texts.range(id), texts.bytes) {
          couldBeDerived[texts[id]] = row
        }
      }
    }
    guard !couldBeDerived.isEmpty else { return clashes }
    for row in rows where statements.ids[Int(row)] == StringTable.none {
      let id = statement(at: row).derivedID
      guard let other = couldBeDerived[id] else { continue }
      report(id, min(other, row), max(other, row), &diagnostics)
      clashes.insert(max(other, row))
    }
    return clashes
  }

  private func haveOneIdentity(_ a: UInt32, _ b: UInt32) -> Bool {
    let (a, b) = (Int(a), Int(b))
    return statements.sources[a] == statements.sources[b]
      && statements.vias[a] == statements.vias[b]
      && statements.locators[a] == statements.locators[b]
  }

  private func samePair(_ a: UInt32, _ b: UInt32) -> Bool {
    let (a, b) = (Int(a), Int(b))
    return statements.from[a] == statements.from[b] && statements.to[a] == statements.to[b]
      && statements.relations[a] == statements.relations[b]
  }

  private func report(
    _ id: String,
    _ first: UInt32,
    _ second: UInt32,
    _ diagnostics: inout [Diagnostic]
  ) {
    var (a, b) = (statement(at: first), statement(at: second))
    a.id = id
    b.id = id
    guard a != b else { return }
    let line = Int(statements.lines[Int(first)])
    diagnostics.append(
      Diagnostic(
        .error,
        "statement-id-clash",
        "statement id '\(id)' stands for two different statements"
          + (line > 0 ? "; the other is on line \(line)" : ""),
        at: Place(file, line: Int(statements.lines[Int(second)])),
        hint: "give them ids or locators of their own, or make the two records say the same"
      )
    )
  }

  private func node(at row: UInt32) -> Node {
    Materializer(texts: texts).node(
      nodes,
      Int(row),
      kind: Kind(texts[kindNames[Int(nodes.kinds[Int(row)])]])
    )
  }

  private func statement(at row: UInt32) -> Statement {
    let row = Int(row)
    return Materializer(texts: texts).statement(
      statements,
      row,
      from: Key(texts[statements.from[row]]),
      relation: Relation(texts[relationNames[Int(statements.relations[row])]]),
      to: Key(texts[statements.to[row]])
    )
  }
}
