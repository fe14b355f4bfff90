public import EvidenceCore

extension DifferenceAnswer {
  /// The title of a node, as in the newer graph, else as in the older; `nil` where neither has it.
  public func title(of key: Key) -> String? {
    find(key).map { $0.graph.title(of: $0.node) }
  }

  /// The citation of a work, else the title of a node, else the key itself.
  public func name(of key: Key) -> String {
    guard let (node, graph) = find(key) else { return key.text }
    let citation = graph.kind(of: node) == .paper ? Citation(of: node, in: graph)?.text : nil
    return citation ?? graph.title(of: node)
  }

  /// Why a cell has another state, by the names of works, in a sentence without a full stop.
  public func reason(of cell: CellChange) -> String {
    var parts: [String] = []
    if cell.old == nil { parts.append("the older graph has no such cell") }
    if cell.new == nil { parts.append("the newer graph has no such cell") }
    func add(_ keys: [Key], _ what: String) {
      guard !keys.isEmpty else { return }
      let shown = keys.prefix(3).map { name(of: $0) }.joined(separator: ", ")
      parts.append("\(what): \(shown)" + (keys.count > 3 ? " and \(keys.count - 3) more" : ""))
    }
    add(cell.gainedWorks, "came")
    add(cell.lostWorks, "went")
    // One or two witnesses are named; many are what the works brought or took.
    if cell.gainedWorks.isEmpty || cell.gainedWitnesses.count < 3 {
      add(cell.gainedWitnesses, "reached now by")
    }
    if cell.lostWorks.isEmpty || cell.lostWitnesses.count < 3 {
      add(cell.lostWitnesses, "reached no more by")
    }
    let counts = [
      (cell.gainedStatements.count, "added"), (cell.lostStatements.count, "removed"),
      (cell.changedStatements.count, "changed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    switch cell.cause {
    case .records: if !counts.isEmpty { parts.append("statements: \(counts)") }
    case .order: parts.append("concepts are ordered or matched otherwise (statements: \(counts))")
    case .searches: parts.append("a search record was added or removed")
    case .nodes: parts.append("a node changed, or which papers are versions of one work")
    }
    return parts.joined(separator: "; ")
  }

  private func find(_ key: Key) -> (node: NodeID, graph: EvidenceGraph)? {
    let (older, newer) = (difference.older, difference.newer)
    if let node = newer.node(key) { return (node, newer) }
    return older.node(key).map { ($0, older) }
  }
}
