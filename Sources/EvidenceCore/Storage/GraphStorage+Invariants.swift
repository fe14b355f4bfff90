extension GraphStorage {
  /// Traps where an invariant is broken, in builds with assertions; elsewhere it is nothing.
  func checkInvariants() {
    assert(brokenInvariants().isEmpty, brokenInvariants().joined(separator: "; "))
  }

  /// What the prose of ``GraphStorage`` and of its columns promises and does not hold.
  ///
  /// - Complexity: O(*n* log *n* + *m* log *m*) for *n* nodes and *m* statements.
  func brokenInvariants() -> [String] {
    var broken = texts.brokenInvariants()
    func require(_ holds: Bool, _ promise: String) { if !holds { broken.append(promise) } }
    broken += nodes.brokenInvariants(texts: texts.count, kinds: kinds.count)
    broken += statements.brokenInvariants(
      texts: texts.count,
      nodes: nodes.count,
      relations: relations.count
    )
    guard broken.isEmpty else { return broken }
    func ascend(_ count: Int, _ precedes: (Int, Int) -> Bool) -> Bool {
      (0..<max(0, count - 1)).allSatisfy { precedes($0, $0 + 1) }
    }
    require(
      ascend(nodes.count) { texts.compare(nodes.keys[$0], nodes.keys[$1]) < 0 },
      "nodes ascend by key"
    )
    require(ascend(kinds.count) { kinds[$0] < kinds[$1] }, "kinds ascend by name")
    require(ascend(relations.count) { relations[$0] < relations[$1] }, "relations ascend by name")
    require(ascend(statements.count, statementsAscend), "statements ascend by identity")
    require(nodeOfText.count == texts.count, "each text may be a key")
    require(
      nodeOfText.count { $0 != .max } == nodes.count
        && nodes.keys.enumerated().allSatisfy { nodeOfText[Int($0.element)] == $0.offset },
      "each key finds its node"
    )
    require(
      isPartition(adjacency.outgoingStarts, nodes.count, statements.count),
      "rows part the statements"
    )
    require(
      isPartition(adjacency.incomingStarts, nodes.count, statements.count),
      "rows part the statements"
    )
    require(
      nodes.keys.enumerated().allSatisfy { node, key in
        texts.withBytes(key) { keys.find($0, nodes.keys, texts) } == UInt32(node)
      },
      "each node is found by its key"
    )
    guard broken.isEmpty else { return broken }
    for node in 0..<nodes.count {
      let outgoing = adjacency.outgoingStarts.row(node)
      require(
        outgoing.allSatisfy { statements.from[$0] == node },
        "a row holds the statements from its node"
      )
      let places = adjacency.incomingStarts.row(node)
      let row = places.map { Int(adjacency.incoming[$0]) }
      require(
        places.allSatisfy { adjacency.sources[$0] == statements.from[Int(adjacency.incoming[$0])] },
        "a row holds where its statements start"
      )
      require(
        row.allSatisfy { statements.to[$0] == node },
        "a row holds the statements to its node"
      )
      require(
        zip(row, row.dropFirst()).allSatisfy { a, b in
          (statements.relations[a], a) < (statements.relations[b], b)
        },
        "the statements to a node ascend by relation and start"
      )
    }
    return broken
  }

  private func statementsAscend(_ a: Int, _ b: Int) -> Bool {
    let columns = statements
    if columns.from[a] != columns.from[b] { return columns.from[a] < columns.from[b] }
    if columns.relations[a] != columns.relations[b] {
      return columns.relations[a] < columns.relations[b]
    }
    if columns.to[a] != columns.to[b] { return columns.to[a] < columns.to[b] }
    let graph = EvidenceGraph(storage: self)
    return graph.id(of: EdgeID(a)).precedesInUTF8(graph.id(of: EdgeID(b)))
  }

  private func isPartition(_ starts: Column<UInt32>, _ rows: Int, _ count: Int) -> Bool {
    starts.count == rows + 1 && starts.first == 0 && Int(starts[rows]) == count
      && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }
}

extension TextColumns {
  /// What the texts promise and do not hold.
  func brokenInvariants() -> [String] {
    var broken: [String] = []
    if !zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }) { broken.append("offsets rise") }
    if offsets.first != 0 || Int(offsets[count]) != bytes.count {
      broken.append("offsets part the bytes")
    }
    return broken
  }
}

extension NodeColumns {
  func brokenInvariants(texts: Int, kinds kindCount: Int) -> [String] {
    var broken: [String] = []
    if kinds.count != count || !kinds.allSatisfy({ $0 < kindCount }) {
      broken.append("each node has a kind")
    }
    let isInTable =
      keys.allSatisfy { $0 < texts }
      && [labels, notations, schemes].allSatisfy { $0.holds(upTo: count) { $0 < texts } }
      && sameAs.count <= count && sameAs.items.allSatisfy { $0 < texts }
    if !isInTable || !lines.holds(upTo: count, { _ in true }) {
      broken.append("the texts of a node are in the table")
    }
    return broken + properties.brokenInvariants(rows: count)
  }
}

extension StatementColumns {
  func brokenInvariants(texts: Int, nodes: Int, relations relationCount: Int) -> [String] {
    var broken: [String] = []
    if to.count != count || !from.allSatisfy({ $0 < nodes })
      || !to.allSatisfy({ $0 < nodes })
    {
      broken.append("each statement joins two nodes")
    }
    if relations.count != count || !relations.allSatisfy({ $0 < relationCount }) {
      broken.append("each statement has a relation")
    }
    let isInTable = [
      ids, sources, vias, locators, justifications, rationales, coders, reviewers,
    ].allSatisfy { $0.holds(upTo: count) { $0 < texts } }
    if !isInTable { broken.append("the texts of a statement are in the table") }
    let isOnce =
      digests.holds(upTo: count) { _ in true }
      && (0..<count).allSatisfy { digests[$0] == 0 || ids[$0] == StringTable.none }
    if !isOnce { broken.append("a statement has one id") }
    let isCoded =
      stances.holds(upTo: count) { $0 <= Stance.allCases.count }
      && evidenceTypes.holds(upTo: count) { $0 <= EvidenceType.allCases.count }
      && methods.holds(upTo: count) { $0 <= Method.allCases.count }
    if !isCoded { broken.append("a word of a statement is one of its vocabulary") }
    return broken + properties.brokenInvariants(rows: count)
  }
}

extension PropertyColumns {
  func brokenInvariants(rows count: Int) -> [String] {
    let holds = columns.values.joined().allSatisfy { column in
      let values =
        switch column.values {
        case .strings(let values): values.count
        case .integers(let values): values.count
        case .numbers(let values): values.count
        case .booleans(let values): values.count
        case .lists(let values): values.count
        }
      return values == column.rows.count && (column.rows.last ?? 0) <= max(0, count - 1)
        && zip(column.rows, column.rows.dropFirst()).allSatisfy { $0 < $1 }
    }
    return holds ? [] : ["the rows of a property rise, each with a value"]
  }
}
