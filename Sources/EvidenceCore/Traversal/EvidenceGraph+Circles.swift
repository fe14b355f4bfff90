extension EvidenceGraph {
  /// One circle for each set of nodes that statements of a relation join in circles, whatever their
  /// number: a shortest one through the first of these nodes.
  ///
  /// - Returns: the statements of each circle, from its first node on; a statement that joins a node
  ///   to itself is a circle. In the order of the first nodes.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  /// - Note: the sets are found as by R. Tarjan, "Depth-first search and linear graph algorithms",
  ///   1972, on a stack of our own.
  package func circles(along relation: Relation) -> [[EdgeID]] {
    let walk = RelationWalk(self, relation, outgoing: true)
    var search = CircleSearch(walk, isDenied: { isNegated($0) })
    var firsts: [UInt32: NodeID] = [:]
    for node in nodes { search.visit(node) }
    for node in nodes {
      guard let part = search.parts[node], firsts[part] == nil else { continue }
      if search.sizes[Int(part)] > 1 || walk.edges(at: node).contains(where: { to($0) == node }) {
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
  private let isDenied: (EdgeID) -> Bool
  private var order: [NodeID: UInt32] = [:]
  private var least: [NodeID: UInt32] = [:]
  private var open: [NodeID] = []
  /// The number of the set that each node visited is in.
  private(set) var parts: [NodeID: UInt32] = [:]
  private(set) var sizes: [Int] = []
  private(set) var steps = 0

  init(_ walk: RelationWalk, isDenied: @escaping (EdgeID) -> Bool) {
    self.walk = walk
    self.isDenied = isDenied
  }

  mutating func visit(_ start: NodeID) {
    guard order[start] == nil, !walk.edges(at: start).isEmpty else { return }
    var path: [(node: NodeID, edges: EdgeRange, next: Int)] = []
    func enter(_ node: NodeID) -> (node: NodeID, edges: EdgeRange, next: Int) {
      (node, walk.edges(at: node), 0)
    }
    mark(start)
    path.append(enter(start))
    while let top = path.last {
      steps += 1
      guard top.next < top.edges.count else {
        path.removeLast()
        close(top.node, into: path.last?.node)
        continue
      }
      path[path.count - 1].next += 1
      let edge = top.edges[top.next]
      guard !isDenied(edge) else { continue }
      let target = walk.end(of: edge)
      if order[target] == nil {
        mark(target)
        path.append(enter(target))
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
      for edge in walk.edges(at: node) where !isDenied(edge) {
        let target = walk.end(of: edge)
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
