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

  /// Calls a function with each statement of the relation at a node that is not denied, and its other
  /// end, in the order of (other end, id).
  ///
  /// - Complexity: O(log *d* + result) for *d* statements at the node.
  package func forEach(at node: NodeID, _ body: (EdgeID, NodeID) -> Void) {
    let row = row(of: node)
    guard let relation, !row.isEmpty else { return }
    let first = boundary(row) { $0 >= relation }
    for place in first..<row.upperBound {
      let edge = isOutgoing ? place : Int(storage.adjacency.incoming[place])
      guard storage.statements.relations[edge] == relation else { return }
      guard storage.statements.negated[edge] == 0 else { continue }
      let end = isOutgoing ? storage.statements.to[edge] : storage.adjacency.sources[place]
      body(EdgeID(edge), NodeID(end))
    }
  }

  private func row(of node: NodeID) -> Range<Int> {
    isOutgoing
      ? storage.adjacency.outgoingStarts.row(node.position)
      : storage.adjacency.incomingStarts.row(node.position)
  }

  /// Calls a function with both ends of every statement of the relation that is not denied: the one it
  /// is walked from, and the one it leads to; in the order of the statements.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation, one after the other as they lie in memory.
  package func forEachEnds(_ body: (NodeID, NodeID) -> Void) {
    guard let relation else { return }
    let (statements, negated) = (storage.statements, storage.statements.negated)
    let hasDenied = !negated.values.isEmpty
    statements.relations.withValues { relations in
      statements.from.withValues { from in
        statements.to.withValues { to in
          for edge in relations.indices where relations[edge] == relation {
            if hasDenied, negated[edge] != 0 { continue }
            if isOutgoing {
              body(NodeID(from[edge]), NodeID(to[edge]))
            } else {
              body(NodeID(to[edge]), NodeID(from[edge]))
            }
          }
        }
      }
    }
  }

  /// The first place of a row, or its end, whose relation is past some.
  private func boundary(_ row: Range<Int>, _ isPast: (UInt32) -> Bool) -> Int {
    func relation(_ place: Int) -> UInt32 {
      storage.statements.relations[isOutgoing ? place : Int(storage.adjacency.incoming[place])]
    }
    // Most rows begin with what is looked for.
    guard !row.isEmpty, !isPast(relation(row.lowerBound)) else { return row.lowerBound }
    var low = row.lowerBound + 1
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isPast(relation(middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
