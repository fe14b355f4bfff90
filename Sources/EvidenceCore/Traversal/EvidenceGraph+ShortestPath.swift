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
    return storage.keptSearches.withBreadthFirst(nodeCount: nodeCount) { search in
      Meeting(start, end, &search, rows)?.depth
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
    return storage.keptSearches.withBreadthFirst(nodeCount: nodeCount) { search in
      Meeting(start, end, &search, rows)?.path(&search.near, &search.far, rows)
    }
  }
}

/// What is walked from either end.
private struct TwoWayRows {
  let along: AdjacentRows
  let against: AdjacentRows

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    along = graph.adjacentRows(direction, along: relations)
    against =
      switch direction {
      case .outgoing: graph.adjacentRows(.incoming, along: relations)
      case .incoming: graph.adjacentRows(.outgoing, along: relations)
      case .either: along
      }
  }
}

/// The statements at the nodes of a search's last ring, added up no further than somebody asks.
private struct RingCost {
  private(set) var sum = 0
  private var left: Range<Int>
  /// The fewest that a node has.
  private let leastEach: Int
  init(_ reached: ReachedNodes, _ rows: AdjacentRows) {
    left = reached.lastRing
    leastEach = rows.leadBack && reached.count > 1 ? 1 : 0
  }

  /// Whether the sum is that of the whole ring.
  var isWhole: Bool { left.isEmpty }

  /// What the sum of the whole ring is at least.
  var least: Int { sum + leastEach * left.count }

  mutating func addSome(_ reached: ReachedNodes, _ rows: AdjacentRows) {
    let portion = left.prefix(GatheredRows.mostNodes)
    left = left.dropFirst(portion.count)
    sum += reached.withNodes(portion) { rows.degree(of: $0) }
  }
}

/// Where breadth-first searches from two nodes met.
private struct Meeting {
  /// How many hops lie between the two nodes.
  private(set) var depth = 0
  /// Reached from both sides.
  private var node: UInt32 = 0

  /// Lets the cheaper side grow until it meets the other; `nil` where it never does.
  ///
  /// The other side's last ring is complete, so that the first meeting is a shortest way.
  init?(_ start: NodeID, _ end: NodeID, _ search: inout BreadthFirst, _ rows: TwoWayRows) {
    var steps = 0
    defer { WorkCounter.add(steps) }
    search.begin(at: start, end)
    var near = RingCost(search.near, rows.along)
    var far = RingCost(search.far, rows.against)
    while !search.near.lastRing.isEmpty, !search.far.lastRing.isEmpty {
      depth += 1
      let met: UInt32?
      if Self.isNearCheaper(&near, &far, search, rows) {
        met = search.near.grow(rows.along, &search.marks, &steps)
        near = RingCost(search.near, rows.along)
      } else {
        met = search.far.grow(rows.against, &search.marks, &steps)
        far = RingCost(search.far, rows.against)
      }
      if let met {
        node = met
        return
      }
    }
    return nil
  }

  /// Whether no more statements are at the near side's last ring than at the far side's.
  private static func isNearCheaper(
    _ near: inout RingCost,
    _ far: inout RingCost,
    _ search: borrowing BreadthFirst,
    _ rows: TwoWayRows
  ) -> Bool {
    while true {
      if near.isWhole, near.sum <= far.least { return true }
      if far.isWhole, far.sum < near.least { return false }
      if near.isWhole || !far.isWhole && far.least < near.least {
        far.addSome(search.far, rows.against)
      } else {
        near.addSome(search.near, rows.along)
      }
    }
  }

  func path(
    _ near: inout ReachedNodes,
    _ far: inout ReachedNodes,
    _ rows: TwoWayRows
  ) -> GraphPath {
    let toStart = near.wayBack(from: node, rows.along)
    let toEnd = far.wayBack(from: node, rows.against)
    return GraphPath(
      nodes: toStart.nodes.reversed() + toEnd.nodes.dropFirst(),
      edges: toStart.edges.reversed() + toEnd.edges
    )
  }
}
