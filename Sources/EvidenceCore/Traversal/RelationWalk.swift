/// Walks statements of one relation without looking its name up at every step.
///
/// It holds the columns that it reads: threads that walk at the same time have one each, and share no
/// count of references.
package final class RelationWalk: Sendable {
  private let storage: GraphStorage
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
  private let hasDenied: Bool
  /// Between which nodes all are that have a statement of the relation this way, where that is known.
  private let nodes: Range<Int>

  /// Prepares to walk a relation; one that does not occur leads nowhere.
  ///
  /// - Parameters:
  ///   - graph: where to walk.
  ///   - relation: which statements are followed.
  ///   - outgoing: whether they are followed from their subjects, and not from their objects.
  ///   - isForMost: whether most nodes will be asked, so that it pays to know between which of them
  ///     the relation stands.
  /// - Complexity: O(1); for most nodes O(*m*) for *m* statements, once a graph.
  package init(
    _ graph: EvidenceGraph,
    _ relation: Relation,
    outgoing: Bool,
    forMost isForMost: Bool = false
  ) {
    let (statements, adjacency) = (graph.storage.statements, graph.storage.adjacency)
    storage = graph.storage
    self.relation = graph.relationNumber(relation)
    isOutgoing = outgoing
    starts = outgoing ? adjacency.outgoingStarts : adjacency.incomingStarts
    ends = outgoing ? statements.to : adjacency.sources
    incoming = adjacency.incoming
    from = statements.from
    to = statements.to
    relations = statements.relations
    negated = statements.negated
    hasDenied = !negated.values.isEmpty
    // Subjects tell by the first of their statements, which lie side by side.
    nodes =
      if isForMost, !outgoing, let number = self.relation {
        graph.storage.keptShapes.relations(in: graph.storage)[Int(number)].objects
      } else {
        0..<graph.nodeCount
      }
  }

  private init(_ other: RelationWalk) {
    storage = other.storage
    relation = other.relation
    isOutgoing = other.isOutgoing
    from = other.from
    to = other.to
    starts = other.starts
    ends = other.ends
    incoming = other.incoming
    relations = other.relations
    negated = other.negated
    hasDenied = other.hasDenied
    nodes = other.nodes
  }

  /// The same walk for another thread.
  package func apart() -> RelationWalk { RelationWalk(self) }

  /// Calls a function with each statement of the relation at a node that is not denied, and its other
  /// end, in the order of (other end, id).
  ///
  /// - Complexity: O(log *d* + result) for *d* statements at the node.
  package func forEach(at node: NodeID, _ body: (EdgeID, NodeID) -> Void) {
    guard let relation, nodes.contains(node.position) else { return }
    let row = starts.row(node.position)
    for place in boundary(row, of: relation)..<row.upperBound {
      let edge = isOutgoing ? place : Int(incoming[place])
      guard relations[edge] == relation else { return }
      if hasDenied, negated[edge] != 0 { continue }
      body(EdgeID(edge), NodeID(ends[place]))
    }
  }

  /// Both ends of every statement of the relation that is not denied, the one it is walked from first; in
  /// the order of the statements.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation, one after the other as they lie in memory;
  ///   of a relation of few statements O(result), once it was asked of the graph.
  package func pairs() -> [(NodeID, NodeID)] {
    guard let relation else { return [] }
    let shape = storage.keptShapes.relations(in: storage)[Int(relation)]
    if let few = shape.statements { return pairs(of: few) }
    return relations.withValues { relations in
      // Each is written where the next one that counts will be: which of them do is not foreseen.
      var edges = [UInt32](repeating: 0, count: shape.count + 1)
      var place = 0
      for edge in relations.indices {
        edges[place] = UInt32(truncatingIfNeeded: edge)
        place += relations[edge] == relation ? 1 : 0
      }
      edges.removeLast()
      return pairs(of: edges)
    }
  }

  private func pairs(of edges: [UInt32]) -> [(NodeID, NodeID)] {
    from.withValues { from in
      to.withValues { to in
        var ends: [(NodeID, NodeID)] = []
        ends.reserveCapacity(edges.count)
        for edge in edges {
          if hasDenied, negated[Int(edge)] != 0 { continue }
          let (start, end) = (NodeID(from[Int(edge)]), NodeID(to[Int(edge)]))
          ends.append(isOutgoing ? (start, end) : (end, start))
        }
        return ends
      }
    }
  }

  /// The first place of a row that is not of a relation before this one, or the row's end.
  private func boundary(_ row: Range<Int>, of relation: UInt32) -> Int {
    @inline(__always)
    func isBefore(_ place: Int) -> Bool {
      relations[isOutgoing ? place : Int(incoming[place])] < relation
    }
    // Most rows begin with what is looked for.
    guard !row.isEmpty, isBefore(row.lowerBound) else { return row.lowerBound }
    var low = row.lowerBound + 1
    var high = row.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
