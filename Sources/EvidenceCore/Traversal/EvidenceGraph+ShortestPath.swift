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
    return withRows(direction, along: relations) { rows in
      var search = MeetingSearch(start, end, rows, nodeCount)
      return search.meet(rows) == nil ? nil : search.depth
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
    return withRows(direction, along: relations) { rows in
      var search = MeetingSearch(start, end, rows, nodeCount)
      return search.meet(rows).map { search.path(through: $0, rows) }
    }
  }
}

/// A breadth-first search from two nodes until both sides meet.
private struct MeetingSearch {
  private struct Side {
    var seen: [UInt64]
    /// What was reached, in its order; and for each the position of what it was reached from, and the
    /// place of the statement.
    var nodes: [UInt32]
    var origins: [UInt32] = [0]
    var places: [UInt32] = [0]
    /// The first node of the last ring.
    var ring = 0
    /// The statements that the next ring would look at.
    var cost: Int

    init(_ node: NodeID, _ rows: AdjacentRows, _ nodeCount: Int) {
      seen = [UInt64](repeating: 0, count: (nodeCount + 63) / 64)
      seen[node.position >> 6] = 1 << UInt64(node.index & 63)
      nodes = [node.index]
      cost = rows.degree(node.index)
    }
  }

  /// Where the sides met: reached from one side, and known to the other.
  struct Meeting {
    var node: UInt32
    var isNear: Bool
    var origin: Int
    var place: Int
  }

  private var near: Side
  private var far: Side
  /// How many hops lie between the two nodes, as far as the sides have come.
  private(set) var depth = 0
  private var steps = 0

  init(_ start: NodeID, _ end: NodeID, _ rows: AdjacentRows, _ nodeCount: Int) {
    near = Side(start, rows, nodeCount)
    far = Side(end, rows.reversed, nodeCount)
  }

  /// Lets the cheaper side grow until it meets the other; `nil` where it never does.
  mutating func meet(_ rows: AdjacentRows) -> Meeting? {
    defer { WorkCounter.add(steps) }
    let reversed = rows.reversed
    while near.ring < near.nodes.count, far.ring < far.nodes.count {
      depth += 1
      let isNear = near.cost <= far.cost
      let met =
        isNear
        ? Self.grow(&near, towards: far.seen, rows, &steps)
        : Self.grow(&far, towards: near.seen, reversed, &steps)
      if var met {
        met.isNear = isNear
        return met
      }
    }
    return nil
  }

  /// Goes one hop further. The other side's ring is complete, so that the first meeting is a shortest
  /// way.
  private static func grow(
    _ side: inout Side,
    towards other: [UInt64],
    _ rows: AdjacentRows,
    _ steps: inout Int
  ) -> Meeting? {
    var (cost, looked) = (0, 0)
    var met: Meeting?
    let ring = side.ring..<side.nodes.count
    for position in ring {
      let isOpen = rows.forEach(of: side.nodes[position]) { node, place in
        looked += 1
        let (word, bit) = (Int(node >> 6), 1 << UInt64(node & 63) as UInt64)
        if other[word] & bit != 0 {
          met = Meeting(node: node, isNear: true, origin: position, place: place)
          return false
        }
        if side.seen[word] & bit == 0 {
          side.seen[word] |= bit
          side.nodes.append(node)
          side.origins.append(UInt32(position))
          side.places.append(UInt32(place))
          cost += rows.degree(node)
        }
        return true
      }
      if !isOpen { break }
    }
    side.ring = ring.upperBound
    side.cost = cost
    steps += looked
    return met
  }

  func path(through meeting: Meeting, _ rows: AdjacentRows) -> GraphPath {
    let (side, other) = meeting.isNear ? (near, far) : (far, near)
    var (nodes, edges) = Self.wayBack(from: meeting.origin, side, rows)
    nodes.reverse()
    edges.reverse()
    edges.append(rows.edge(at: meeting.place))
    let known = other.nodes.firstIndex(of: meeting.node) ?? 0
    let rest = Self.wayBack(from: known, other, rows)
    nodes += rest.nodes
    edges += rest.edges
    if !meeting.isNear {
      nodes.reverse()
      edges.reverse()
    }
    return GraphPath(nodes: nodes, edges: edges)
  }

  /// What leads from a node of a side to where the side began.
  private static func wayBack(
    from position: Int,
    _ side: Side,
    _ rows: AdjacentRows
  ) -> (nodes: [NodeID], edges: [EdgeID]) {
    var nodes = [NodeID(side.nodes[position])]
    var edges: [EdgeID] = []
    var position = position
    while position > 0 {
      edges.append(rows.edge(at: Int(side.places[position])))
      position = Int(side.origins[position])
      nodes.append(NodeID(side.nodes[position]))
    }
    return (nodes, edges)
  }
}
