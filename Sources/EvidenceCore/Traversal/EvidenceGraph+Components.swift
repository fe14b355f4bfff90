extension EvidenceGraph {
  /// The parts of the graph between which there is no way, whatever the direction.
  ///
  /// - Parameter relations: the relations that join; `nil` is every one.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func components(along relations: Set<Relation>? = nil) -> Components {
    var found = [UInt32](repeating: .max, count: nodeCount)
    var sizes: [Int] = []
    var stack: [UInt32] = []
    var steps = nodeCount
    defer { WorkCounter.add(steps) }
    let rows = AdjacentRows(self, .either, along: relations)
    var row = GatheredRows()
    for node in 0..<UInt32(nodeCount) where found[Int(node)] == .max {
      let number = UInt32(sizes.count)
      var size = 1
      found[Int(node)] = number
      stack.append(node)
      while let node = stack.popLast() {
        rows.gather([node].span, into: &row)
        steps += row.count
        for other in row.neighbours[..<row.count] where found[Int(other)] == .max {
          found[Int(other)] = number
          size += 1
          stack.append(other)
        }
      }
      sizes.append(size)
    }
    let order = sizes.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
    var rank = [UInt32](repeating: 0, count: sizes.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    return Components(sizes: order.map { sizes[$0] }, members: found.map { rank[Int($0)] })
  }
}

/// The parts of a graph that hang together.
public struct Components: Hashable, Sendable {
  /// The number of nodes of each, the largest first; of equals the one with the first key first.
  public var sizes: [Int]
  /// For each node, by position, the position of its component among the sizes.
  var members: [UInt32]

  /// How many there are.
  public var count: Int { sizes.count }

  /// The position among the sizes of the component that a node is in.
  public func component(of node: NodeID) -> Int { Int(members[node.position]) }

  /// The nodes of a component, in the order of keys.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  public func nodes(of component: Int) -> [NodeID] {
    members.indices.filter { members[$0] == component }.map { NodeID($0) }
  }
}
