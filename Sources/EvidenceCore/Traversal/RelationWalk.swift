/// Walks statements of one relation without looking its name up at every step.
///
/// It holds the columns that it reads: threads that walk at the same time have one each, and share no
/// count of references.
package final class RelationWalk: Sendable {
  private let relation: UInt32?
  private let isOutgoing: Bool
  private let from: Column<UInt32>
  private let to: Column<UInt32>
  /// Where the rows of nodes start, and the other ends in them.
  private let starts: Column<UInt32>
  private let ends: Column<UInt32>
  /// The statements of incoming rows.
  private let incoming: Column<UInt32>
  private let relations: Column<UInt32>
  private let negated: SparseColumn<UInt8>

  /// Prepares to walk a relation; one that does not occur leads nowhere.
  package init(_ graph: EvidenceGraph, _ relation: Relation, outgoing: Bool) {
    let (statements, adjacency) = (graph.storage.statements, graph.storage.adjacency)
    self.relation = graph.relationNumber(relation)
    isOutgoing = outgoing
    starts = outgoing ? adjacency.outgoingStarts : adjacency.incomingStarts
    ends = outgoing ? statements.to : adjacency.sources
    incoming = adjacency.incoming
    from = statements.from
    to = statements.to
    relations = statements.relations
    negated = statements.negated
  }

  private init(_ other: RelationWalk) {
    relation = other.relation
    isOutgoing = other.isOutgoing
    from = other.from
    to = other.to
    starts = other.starts
    ends = other.ends
    incoming = other.incoming
    relations = other.relations
    negated = other.negated
  }

  /// The same walk for another thread.
  package func apart() -> RelationWalk { RelationWalk(self) }

  /// Calls a function with each statement of the relation at a node that is not denied, and its other
  /// end, in the order of (other end, id).
  ///
  /// - Complexity: O(log *d* + result) for *d* statements at the node.
  package func forEach(at node: NodeID, _ body: (EdgeID, NodeID) -> Void) {
    let row = starts.row(node.position)
    guard let relation, !row.isEmpty else { return }
    let first = boundary(row) { $0 >= relation }
    for place in first..<row.upperBound {
      let edge = isOutgoing ? place : Int(incoming[place])
      guard relations[edge] == relation else { return }
      guard negated[edge] == 0 else { continue }
      body(EdgeID(edge), NodeID(ends[place]))
    }
  }

  /// Calls a function with both ends of every statement of the relation that is not denied: the one it
  /// is walked from, and the one it leads to; in the order of the statements.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation, one after the other as they lie in memory.
  package func forEachEnds(_ body: (NodeID, NodeID) -> Void) {
    guard let relation else { return }
    let hasDenied = !negated.values.isEmpty
    relations.withValues { relations in
      from.withValues { from in
        to.withValues { to in
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
      relations[isOutgoing ? place : Int(incoming[place])]
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
