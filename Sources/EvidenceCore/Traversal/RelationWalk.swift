/// Walks statements of one relation without looking its name up at every step.
package struct RelationWalk: Sendable {
  private let storage: GraphStorage
  private let relation: UInt32?
  private let isOutgoing: Bool

  /// Prepares to walk a relation; one that does not occur leads nowhere.
  package init(_ graph: EvidenceGraph, _ relation: Relation, outgoing: Bool) {
    storage = graph.storage
    self.relation = graph.relationNumber(relation)
    isOutgoing = outgoing
  }

  /// The statements of the relation at a node, in the order of (other end, id).
  ///
  /// - Complexity: O(log *d*) for *d* statements at the node.
  package func edges(at node: NodeID) -> EdgeRange {
    let adjacency = storage.adjacency
    let row = (isOutgoing ? adjacency.outgoingStarts : adjacency.incomingStarts).row(node.position)
    guard let relation, !row.isEmpty else { return EdgeRange(storage: nil, range: 0..<0) }
    let first = boundary(row) { $0 >= relation }
    let last = boundary(first..<row.upperBound) { $0 > relation }
    return EdgeRange(storage: isOutgoing ? nil : storage, range: first..<last)
  }

  /// The other end of a statement.
  package func end(of edge: EdgeID) -> NodeID {
    NodeID(
      isOutgoing ? storage.statements.to[edge.position] : storage.statements.from[edge.position]
    )
  }

  /// Adds the other ends of the statements of the relation at a node that are not denied.
  ///
  /// - Complexity: O(log *d* + result) for *d* statements at the node.
  package func appendEnds(at node: NodeID, to ends: inout [NodeID]) {
    let (negated, edges) = (storage.statements.negated, edges(at: node))
    for index in edges.indices {
      let edge = edges[index]
      if negated[edge.position] == 0 { ends.append(end(of: edge)) }
    }
  }

  /// Calls a function with every statement of the relation: the end it is walked from, the edge,
  /// the end it leads to.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation.
  package func forEach(_ body: (NodeID, EdgeID, NodeID) -> Void) {
    guard let relation else { return }
    let relations = storage.statements.relations
    let (from, to) =
      isOutgoing
      ? (storage.statements.from, storage.statements.to)
      : (storage.statements.to, storage.statements.from)
    for edge in relations.indices where relations[edge] == relation {
      body(NodeID(from[edge]), EdgeID(edge), NodeID(to[edge]))
    }
  }

  private func boundary(_ row: Range<Int>, _ isPast: (UInt32) -> Bool) -> Int {
    var low = row.lowerBound
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      let edge = isOutgoing ? middle : Int(storage.adjacency.incoming[middle])
      if isPast(storage.statements.relations[edge]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
