/// Visits the neighbours of nodes over some relations, straight from the columns.
struct Neighbours {
  private let to: Column<UInt32>
  private let relations: Column<UInt32>
  private let adjacency: Adjacency
  private let allowed: [Bool]?
  private let outgoing: Bool
  private let incoming: Bool

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    let storage = graph.storage
    to = storage.statements.to
    self.relations = storage.statements.relations
    adjacency = storage.adjacency
    allowed = relations.map { wanted in storage.relations.map { wanted.contains($0) } }
    outgoing = direction != .incoming
    incoming = direction != .outgoing
  }

  /// Calls a function with each neighbour, once a statement.
  @inline(__always)
  func visit(_ node: UInt32, _ body: (UInt32) -> Void) {
    let node = Int(node)
    if outgoing {
      let row = adjacency.outgoingStarts.row(node)
      to.withValues(in: row) { neighbours in
        for (place, neighbour) in neighbours.enumerated()
        where isAllowed(row.lowerBound + place) { body(neighbour) }
      }
    }
    if incoming {
      let row = adjacency.incomingStarts.row(node)
      adjacency.sources.withValues(in: row) { neighbours in
        for (place, neighbour) in neighbours.enumerated() {
          if allowed != nil, !isAllowed(Int(adjacency.incoming[row.lowerBound + place])) {
            continue
          }
          body(neighbour)
        }
      }
    }
  }

  /// How many statements a visit would look at.
  func degree(_ node: UInt32) -> Int {
    let node = Int(node)
    return (outgoing ? adjacency.outgoingStarts.row(node).count : 0)
      + (incoming ? adjacency.incomingStarts.row(node).count : 0)
  }

  @inline(__always)
  private func isAllowed(_ edge: Int) -> Bool {
    guard let allowed else { return true }
    return allowed[Int(relations[edge])]
  }
}
