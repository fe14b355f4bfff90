extension EvidenceGraph {
  /// The fewest hops from one node to another, by breadth-first search from both ends.
  ///
  /// A short way through a shared category says nothing of evidence; this is for finding one's
  /// way around.
  ///
  /// - Parameters:
  ///   - start: where the way begins.
  ///   - end: where it ends.
  ///   - direction: which way statements are walked.
  ///   - relations: the relations that are walked; `nil` is every one.
  /// - Returns: 0 for the node itself; `nil` where there is no way.
  /// - Complexity: O(*n* + *m*) at most; of the two sides the one with fewer statements grows.
  public func hopDistance(
    from start: NodeID,
    to end: NodeID,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> Int? {
    if start == end { return 0 }
    let rows = TwoWayRows(self, direction, along: relations)
    return storage.keptSearches.withTwoReached(nodeCount: nodeCount) { near, far in
      Meeting(start, &near, end, &far, rows)?.depth
    }
  }

  /// A shortest path from one node to another, by breadth-first search from both ends.
  ///
  /// ```swift
  /// if let path = graph.shortestPath(from: paper, to: domain, direction: .outgoing) {
  ///   print(path.keys(in: graph))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - start: where the path begins.
  ///   - end: where it ends.
  ///   - direction: which way statements are walked.
  ///   - relations: the relations that are walked; `nil` is every one.
  /// - Returns: one of the shortest paths, the same one in each run, without statements for the node
  ///   itself; `nil` where there is none.
  /// - Complexity: O(*n* + *m*) at most; of the two sides the one with fewer statements grows.
  public func shortestPath(
    from start: NodeID,
    to end: NodeID,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> GraphPath? {
    if start == end { return GraphPath(nodes: [start], edges: []) }
    let rows = TwoWayRows(self, direction, along: relations)
    return storage.keptSearches.withTwoReached(nodeCount: nodeCount) { near, far in
      Meeting(start, &near, end, &far, rows)?.path(&near, &far, rows)
    }
  }
}

/// What is walked from either end.
private struct TwoWayRows {
  let along: AdjacentRows
  let against: AdjacentRows

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    along = AdjacentRows(graph, direction, along: relations)
    against =
      switch direction {
      case .outgoing: AdjacentRows(graph, .incoming, along: relations)
      case .incoming: AdjacentRows(graph, .outgoing, along: relations)
      case .either: along
      }
  }
}

/// Where breadth-first searches from two nodes met.
private struct Meeting {
  /// How many hops lie between the two nodes.
  private(set) var depth = 0
  /// Reached from one side, and known to the other.
  private let node: UInt32
  private let step: ReachedNodes.Step
  private let isNear: Bool

  /// Lets the cheaper side grow until it meets the other; `nil` where it never does.
  ///
  /// The other side's last ring is complete, so that the first meeting is a shortest way.
  init?(
    _ start: NodeID,
    _ near: inout ReachedNodes,
    _ end: NodeID,
    _ far: inout ReachedNodes,
    _ rows: TwoWayRows
  ) {
    var steps = 0
    defer { WorkCounter.add(steps) }
    near.begin(at: start.index)
    far.begin(at: end.index)
    var (nearCost, farCost) = (near.cost(rows.along), far.cost(rows.against))
    while !near.lastRing.isEmpty, !far.lastRing.isEmpty {
      depth += 1
      let isNear = nearCost <= farCost
      let met =
        isNear
        ? near.grow(rows.along, towards: far, &steps)
        : far.grow(rows.against, towards: near, &steps)
      if let met {
        self.isNear = isNear
        (node, step) = met
        return
      }
      if isNear { nearCost = near.cost(rows.along) } else { farCost = far.cost(rows.against) }
    }
    return nil
  }

  func path(
    _ near: inout ReachedNodes,
    _ far: inout ReachedNodes,
    _ rows: TwoWayRows
  ) -> GraphPath {
    var nodes: [NodeID]
    var edges: [EdgeID]
    let rest: (nodes: [NodeID], edges: [EdgeID])
    if isNear {
      (nodes, edges) = near.wayBack(from: step.origin, rows.along)
      rest = far.wayBack(from: far.nodes.firstIndex(of: node) ?? 0, rows.against)
      edges.insert(near.edge(of: step, rows.along), at: 0)
    } else {
      (nodes, edges) = near.wayBack(from: near.nodes.firstIndex(of: node) ?? 0, rows.along)
      rest = far.wayBack(from: step.origin, rows.against)
      edges.insert(far.edge(of: step, rows.against), at: 0)
    }
    return GraphPath(
      nodes: nodes.reversed() + rest.nodes,
      edges: edges.reversed() + rest.edges
    )
  }
}
