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
    let neighbours = Neighbours(self, direction, along: relations)
    var seen = NodeSet(nodeCount: nodeCount)
    seen.insert(node)
    var rings = [[node]]
    var steps = 0
    defer { WorkCounter.add(steps) }
    var ring = [node.index]
    for _ in 0..<max(0, hops) {
      var next: [UInt32] = []
      for node in ring {
        neighbours.visit(node) {
          steps += 1
          if seen.insert(NodeID($0)) { next.append($0) }
        }
      }
      if next.isEmpty { break }
      rings.append(next.sorted().map { NodeID($0) })
      ring = next
    }
    return Neighbourhood(rings: rings, nodes: seen)
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
    let neighbours = Neighbours(self, direction, along: relations)
    var seen = NodeSet(nodeCount: nodeCount)
    seen.insert(node)
    var ring = [node.index]
    var count = 0
    var steps = 0
    defer { WorkCounter.add(steps) }
    for hop in 0..<max(0, hops) {
      var next: [UInt32] = []
      let isLast = hop == hops - 1
      for node in ring {
        neighbours.visit(node) {
          steps += 1
          guard seen.insert(NodeID($0)) else { return }
          count += 1
          if !isLast { next.append($0) }
        }
      }
      if next.isEmpty { break }
      ring = next
    }
    return count
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
