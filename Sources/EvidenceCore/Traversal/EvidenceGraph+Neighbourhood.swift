extension EvidenceGraph {
  /// What lies around a node: every node within so many hops of it, nearest first.
  ///
  /// It is any walk, not evidence: what carries meaning from a paper to a risk is a chain of
  /// EvidenceAnalysis.
  ///
  /// ```swift
  /// let around = graph.neighbourhood(of: paper, within: 2, along: [.proposes, .addresses])
  /// for ring in around.rings { print(ring.map { graph.key(of: $0) }) }
  /// ```
  /// Only the relations named are walked; `nil` is every one.
  ///
  /// - Returns: rings by distance, each in the order of keys; the first holds the node itself.
  /// - Complexity: O(*n* / 64 + *d*) where *d* counts the statements at the nodes reached.
  public func neighbourhood(
    of node: NodeID,
    within hops: Int,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> Neighbourhood {
    let search = search(from: node, within: hops, direction, along: relations)
    return Neighbourhood(rings: search.rings, nodes: search.seen)
  }

  /// How many other nodes lie within so many hops of a node.
  ///
  /// - Complexity: as ``neighbourhood(of:within:direction:along:)``, without the sorting.
  public func neighbourCount(
    of node: NodeID,
    within hops: Int,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> Int {
    search(from: node, within: hops, direction, along: relations).reached.count - 1
  }

  private func search(
    from node: NodeID,
    within hops: Int,
    _ direction: Direction,
    along relations: Set<Relation>?
  ) -> RingSearch {
    var search = RingSearch(node, nodeCount)
    let few = FewRows(self, direction, along: relations)
    var left = max(0, hops)
    // As long as rings are small, no more of a mapped graph is read than they need.
    while left > 0, storage.region != nil, search.reached.count < 1024 {
      left -= 1
      if !search.grow(few) { left = 0 }
    }
    if left > 0 {
      withRows(direction, along: relations) { rows in
        while left > 0, search.grow(rows) { left -= 1 }
      }
    }
    WorkCounter.add(search.steps)
    return search
  }
}

/// A breadth-first search, ring by ring.
private struct RingSearch {
  private(set) var seen: NodeSet
  /// Every node reached, ring by ring.
  private(set) var reached: [UInt32]
  private var starts = [0]
  private(set) var steps = 0

  init(_ node: NodeID, _ nodeCount: Int) {
    seen = NodeSet([node], nodeCount: nodeCount)
    reached = [node.index]
  }

  /// Goes one hop further.
  ///
  /// - Returns: whether it reached anything.
  mutating func grow(_ rows: AdjacentRows) -> Bool {
    let ring = starts[starts.count - 1]..<reached.count
    var looked = 0
    for position in ring {
      _ = rows.forEach(of: reached[position]) { node, _ in
        looked += 1
        if seen.insert(NodeID(node)) { reached.append(node) }
        return true
      }
    }
    return end(ring, looked)
  }

  /// Goes one hop further, for few nodes.
  mutating func grow(_ rows: FewRows) -> Bool {
    let ring = starts[starts.count - 1]..<reached.count
    var looked = 0
    for position in ring {
      rows.forEach(of: reached[position]) { node in
        looked += 1
        if seen.insert(NodeID(node)) { reached.append(node) }
      }
    }
    return end(ring, looked)
  }

  private mutating func end(_ ring: Range<Int>, _ looked: Int) -> Bool {
    steps += looked
    guard reached.count > ring.upperBound else { return false }
    starts.append(ring.upperBound)
    return true
  }

  /// The nodes by distance, each ring in the order of keys.
  var rings: [[NodeID]] {
    starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : reached.count
      return reached[starts[index]..<end].sorted().map { NodeID($0) }
    }
  }
}

/// The nodes around a node, by distance.
public struct Neighbourhood: Hashable, Sendable {
  /// The nodes at 0, 1, 2, … hops, each ring in the order of keys; no ring is empty.
  public var rings: [[NodeID]]
  /// All of them.
  public var nodes: NodeSet

  /// How many hops away a node is; `nil` where it is not in reach.
  ///
  /// - Complexity: O(*h* log *r*) for *h* rings of at most *r* nodes.
  public func distance(of node: NodeID) -> Int? {
    guard nodes.contains(node) else { return nil }
    return rings.firstIndex { ring in
      var low = 0
      var high = ring.count
      while low < high {
        let middle = (low + high) / 2
        if ring[middle] < node { low = middle + 1 } else { high = middle }
      }
      return low < ring.count && ring[low] == node
    }
  }
}
