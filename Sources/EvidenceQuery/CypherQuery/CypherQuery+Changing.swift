public import EvidenceCore

/// A graph that a query has made of another one.
public struct ChangedGraph: Sendable {
  /// The new graph.
  public var graph: EvidenceGraph
  /// What the query returned; nodes and statements are those of the new graph, and null where they
  /// were deleted.
  public var result: QueryResult
  /// What differs.
  public var changes: GraphChanges
  /// What the schema has to say of the new graph that it did not say of the old one; no errors.
  public var findings: [Diagnostic]
}

extension CypherQuery {
  /// Whether the query creates, changes or deletes anything.
  ///
  /// - Parameter options: its parameters and procedures.
  /// - Throws: `EvidenceError` where the query cannot be meant.
  public func writes(_ options: QueryOptions = QueryOptions()) throws(EvidenceError) -> Bool {
    try bound(options).query.writes
  }

  /// Asks an evidence graph, and makes the graph that CREATE, MERGE, SET, DELETE and REMOVE change it
  /// into; the graph itself stays as it is.
  ///
  /// The new graph goes through the door of every archive: each node has one label and a `key`, each
  /// word that carries meaning is one that is known, and what the schema takes for an error is one,
  /// unless it was wrong already.
  ///
  /// ```swift
  /// let query = try CypherQuery("MATCH (p:Paper {key: $key}) SET p.year = 2024")
  /// let changed = try query.changing(graph, options: options)
  /// print(changed.changes.text)  // 1 property set
  /// ```
  ///
  /// - Parameters:
  ///   - graph: the graph that is asked.
  ///   - options: how the query is run.
  /// - Returns: the new graph, what the query returned, and what differs.
  /// - Throws: `EvidenceError` where the query fails, or with everything that the schema refuses of the
  ///   new graph.
  /// - Complexity: O(*n* + *m*) beside the query: the graph is copied, written and read, all in memory.
  public func changing(
    _ graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> ChangedGraph {
    var options = options
    if options.now == nil { options.now = Self.now(of: graph) }
    let reader = EvidenceReader(graph)
    let store = EvidenceCopy.store(of: reader)
    var result = try run(on: store, options)
    var copy = EvidenceCopy(store, of: reader)
    let (changed, findings) = try copy.graph()
    let moved = MovedElements(store, changed)
    for row in result.rows.indices { result.rows[row] = result.rows[row].map { moved.value($0) } }
    return ChangedGraph(
      graph: changed,
      result: result,
      changes: copy.changes,
      findings: findings
    )
  }
}

/// Finds in a new graph what a query returned of its working copy.
private struct MovedElements {
  private let store: PropertyStore
  private let graph: EvidenceGraph
  private let reader: EvidenceReader

  init(_ store: PropertyStore, _ graph: EvidenceGraph) {
    self.store = store
    self.graph = graph
    reader = EvidenceReader(graph)
  }

  func value(_ value: QueryValue) -> QueryValue {
    switch value {
    case .node(let old): return node(old).map { .node($0) } ?? .null
    case .relationship(let old): return edge(old).map { .relationship($0) } ?? .null
    case .path(let path):
      let nodes = path.nodes.compactMap(node)
      let edges = path.relationships.compactMap(edge)
      let isWhole = nodes.count == path.nodes.count && edges.count == path.relationships.count
      return isWhole ? .path(QueryPath(nodes: nodes, relationships: edges)) : .null
    case .list(let items): return .list(items.map { self.value($0) })
    case .map(let map): return .map(QueryMap(map.pairs.map { ($0.name, self.value($0.value)) }))
    default: return value
    }
  }

  private func node(_ old: NodeID) -> NodeID? {
    let record = store.graph.nodes[old.position]
    guard !record.isDeleted, case .string(let key)? = record.properties["key"] else { return nil }
    return graph.node(Key(key))
  }

  private func edge(_ old: EdgeID) -> EdgeID? {
    let record = store.graph.relationships[old.position]
    guard !record.isDeleted, let from = node(NodeID(record.start)),
      let to = node(NodeID(record.end))
    else { return nil }
    let relation = Relation(store.graph.typeNames[record.type])
    let candidates = graph.outgoing(from, relation).filter { graph.to($0) == to }
    return candidates.first { reader.properties(of: $0) == record.properties }
      ?? candidates.first { candidate in
        // Its id may be one that was made for it.
        var (old, new) = (record.properties, reader.properties(of: candidate))
        (old["id"], new["id"]) = (nil, nil)
        return old == new
      }
  }
}
