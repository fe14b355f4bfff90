extension EvidenceGraph {
  /// One circle for each set of nodes that statements of a relation join in circles, whatever their
  /// number: a shortest one through the first of these nodes.
  ///
  /// - Returns: the statements of each circle, from its first node on; a statement that joins a node
  ///   to itself is a circle. In the order of the first nodes.
  /// - Complexity: O(*m*) for *m* statements.
  /// - Note: the sets are found as by R. Tarjan, "Depth-first search and linear graph algorithms",
  ///   1972, on a stack of our own.
  package func circles(along relation: Relation) -> [[EdgeID]] {
    let walk = RelationWalk(self, relation, outgoing: true)
    var starts: [NodeID] = []
    for (node, _) in walk.pairs() where starts.last != node { starts.append(node) }
    var search = CircleSearch(walk)
    var firsts: [UInt32: NodeID] = [:]
    for node in starts { search.visit(node) }
    for node in starts {
      guard let part = search.parts[node], firsts[part] == nil else { continue }
      if search.sizes[Int(part)] > 1 || walk.ends(at: node).contains(where: { $0.node == node }) {
        firsts[part] = node
      }
    }
    WorkCounter.add(search.steps)
    return firsts.values.sorted().compactMap { search.circle(through: $0) }
  }
}

/// Finds the sets of nodes that reach each other.
private struct CircleSearch {
  private let walk: RelationWalk
  private var order: [NodeID: UInt32] = [:]
  private var least: [NodeID: UInt32] = [:]
  private var open: [NodeID] = []
  /// The number of the set that each node visited is in.
  private(set) var parts: [NodeID: UInt32] = [:]
  private(set) var sizes: [Int] = []
  private(set) var steps = 0

  init(_ walk: RelationWalk) { self.walk = walk }

  mutating func visit(_ start: NodeID) {
    guard order[start] == nil else { return }
    var path: [(node: NodeID, ends: [(edge: EdgeID, node: NodeID)], next: Int)] = []
    mark(start)
    path.append((start, walk.ends(at: start), 0))
    while let top = path.last {
      steps += 1
      guard top.next < top.ends.count else {
        path.removeLast()
        close(top.node, into: path.last?.node)
        continue
      }
      path[path.count - 1].next += 1
      let target = top.ends[top.next].node
      if order[target] == nil {
        mark(target)
        path.append((target, walk.ends(at: target), 0))
      } else if parts[target] == nil, let position = order[target] {
        least[top.node] = min(least[top.node] ?? position, position)
      }
    }
  }

  private mutating func mark(_ node: NodeID) {
    let position = UInt32(order.count)
    order[node] = position
    least[node] = position
    open.append(node)
  }

  /// Ends the visit of a node; where it reaches nothing before itself, its set is complete.
  private mutating func close(_ node: NodeID, into parent: NodeID?) {
    let own = least[node] ?? 0
    if let parent { least[parent] = min(least[parent] ?? own, own) }
    guard own == order[node] else { return }
    var size = 0
    while let last = open.popLast() {
      parts[last] = UInt32(sizes.count)
      size += 1
      if last == node { break }
    }
    sizes.append(size)
  }

  /// A shortest circle through a node, within its set.
  func circle(through start: NodeID) -> [EdgeID]? {
    var origins: [NodeID: (node: NodeID, edge: EdgeID)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for (edge, target) in walk.ends(at: node) {
        if target == start {
          var circle = [edge]
          var current = node
          while let origin = origins[current] {
            circle.append(origin.edge)
            current = origin.node
          }
          return circle.reversed()
        }
        guard parts[target] == parts[start], origins[target] == nil else { continue }
        origins[target] = (node, edge)
        queue.append(target)
      }
    }
    return nil
  }
}

extension RelationWalk {
  /// The statements of the relation at a node that are not denied, each with its other end.
  fileprivate func ends(at node: NodeID) -> [(edge: EdgeID, node: NodeID)] {
    var ends: [(edge: EdgeID, node: NodeID)] = []
    forEach(at: node) { ends.append(($0, $1)) }
    return ends
  }
}
