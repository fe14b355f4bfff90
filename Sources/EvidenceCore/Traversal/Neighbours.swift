/// Visits the neighbours of nodes over some relations, straight from the columns.
struct Neighbours {
  private let storage: GraphStorage
  private let from: [UInt32]
  private let to: [UInt32]
  private let allowed: [Bool]?
  private let outgoing: Bool
  private let incoming: Bool

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    let storage = graph.storage
    self.storage = storage
    from = storage.statements.from
    to = storage.statements.to
    allowed = relations.map { wanted in storage.relations.map { wanted.contains($0) } }
    outgoing = direction != .incoming
    incoming = direction != .outgoing
  }

  /// Calls a function with each neighbour, once a statement.
  @inline(__always)
  func visit(_ node: UInt32, _ body: (UInt32) -> Void) {
    let node = Int(node)
    if outgoing {
      for edge in Int(storage.outgoingStarts[node])..<Int(storage.outgoingStarts[node + 1])
      where isAllowed(edge) {
        body(to[edge])
      }
    }
    if incoming {
      for place in Int(storage.incomingStarts[node])..<Int(storage.incomingStarts[node + 1]) {
        let edge = Int(storage.incoming[place])
        if isAllowed(edge) { body(from[edge]) }
      }
    }
  }

  /// How many statements a visit would look at.
  func degree(_ node: UInt32) -> Int {
    let node = Int(node)
    var result = 0
    if outgoing { result += Int(storage.outgoingStarts[node + 1] - storage.outgoingStarts[node]) }
    if incoming { result += Int(storage.incomingStarts[node + 1] - storage.incomingStarts[node]) }
    return result
  }

  private func isAllowed(_ edge: Int) -> Bool {
    guard let allowed else { return true }
    return allowed[Int(storage.statements.relations[edge])]
  }
}
