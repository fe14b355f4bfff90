extension EvidenceGraph {
  /// The fewest hops from one node to another, by breadth-first search from both ends.
  ///
  /// A short way through a shared category says nothing of evidence; this is for finding one's
  /// way around.
  ///
  /// Only the relations named are walked; `nil` is every one.
  ///
  /// - Returns: 0 for the node itself; `nil` where there is no way.
  /// - Complexity: O(*n* + *m*) at most; of the two sides the one with fewer statements grows.
  public func hopDistance(
    from start: NodeID,
    to end: NodeID,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> Int? {
    if start == end { return 0 }
    let opposite: Direction =
      switch direction {
      case .outgoing: .incoming
      case .incoming: .outgoing
      case .either: .either
      }
    var near = SearchSide(start, Neighbours(self, direction, along: relations), nodeCount)
    var far = SearchSide(end, Neighbours(self, opposite, along: relations), nodeCount)
    defer { WorkCounter.add(near.steps + far.steps) }
    while !near.ring.isEmpty, !far.ring.isEmpty {
      let met = near.cost <= far.cost ? near.grow(towards: far.seen) : far.grow(towards: near.seen)
      if met { return near.depth + far.depth }
    }
    return nil
  }
}

/// One of the two sides of a search.
private struct SearchSide {
  private let neighbours: Neighbours
  var seen: NodeSet
  var ring: [UInt32]
  var depth = 0
  private(set) var steps = 0

  init(_ node: NodeID, _ neighbours: Neighbours, _ nodeCount: Int) {
    self.neighbours = neighbours
    seen = NodeSet([node], nodeCount: nodeCount)
    ring = [node.index]
    cost = neighbours.degree(node.index)
  }

  /// The statements that the next ring would look at.
  private(set) var cost: Int

  /// Goes one hop further.
  ///
  /// - Returns: whether it met the other side. The other side's ring is complete, so that the
  ///   first meeting is a shortest way.
  mutating func grow(towards other: NodeSet) -> Bool {
    depth += 1
    var next: [UInt32] = []
    var met = false
    var cost = 0
    for node in ring {
      neighbours.visit(node) {
        steps += 1
        guard seen.insert(NodeID($0)) else { return }
        if other.contains(NodeID($0)) { met = true }
        cost += neighbours.degree($0)
        next.append($0)
      }
      if met { return true }
    }
    ring = next
    self.cost = cost
    return false
  }
}
