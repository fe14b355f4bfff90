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
    let rows = adjacentRows(direction, along: relations)
    return storage.keptSearches.withBreadthFirst(nodeCount: nodeCount) { search in
      var steps = 0
      search.begin(at: node)
      search.near.grow(rows, hops: hops, &search.marks, &steps)
      WorkCounter.add(steps)
      let nodes = search.near.nodes
      let rings = search.near.ringRanges.map { ring in nodes[ring].sorted().map { NodeID($0) } }
      return Neighbourhood(
        rings: rings,
        nodes: NodeSet(nodes.lazy.map { NodeID($0) }, nodeCount: nodeCount)
      )
    }
  }

  /// How many other nodes lie within so many hops of a node.
  ///
  /// - Complexity: O(*d*) where *d* counts the statements at the nodes reached.
  public func neighbourCount(
    of node: NodeID,
    within hops: Int,
    direction: Direction = .either,
    along relations: Set<Relation>? = nil
  ) -> Int {
    guard hops > 0 else { return 0 }
    let rows = adjacentRows(direction, along: relations)
    return storage.keptSearches.withBreadthFirst(nodeCount: nodeCount) { search in
      var steps = 0
      search.begin(at: node)
      search.near.grow(rows, hops: hops - 1, &search.marks, &steps)
      let further = search.near.countFurther(rows, &search.marks, &steps)
      WorkCounter.add(steps)
      return search.near.count - 1 + further
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
