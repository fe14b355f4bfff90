extension EvidenceGraph {
  /// The parts of the graph between which there is no way, whatever the direction.
  ///
  /// - Parameter relations: the relations that join; `nil` is every one.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func components(along relations: Set<Relation>? = nil) -> Components {
    var found = [UInt32](repeating: .max, count: nodeCount)
    var sizes: [Int] = []
    var steps = nodeCount
    defer { WorkCounter.add(steps) }
    let rows = adjacentRows(.either, along: relations)
    var row = GatheredRows()
    var members: [UInt32] = []
    for node in 0..<UInt32(nodeCount) where found[Int(node)] == .max {
      let number = UInt32(sizes.count)
      found[Int(node)] = number
      members.removeAll(keepingCapacity: true)
      members.append(node)
      var left = 0..<1
      while !left.isEmpty {
        let looked = rows.gather(members.span.extracting(left), into: &row)
        steps += row.count
        Self.take(row.neighbours.span.extracting(0..<row.count), number, &found, &members)
        left = left.lowerBound + looked..<members.count
      }
      sizes.append(members.count)
    }
    let order = sizes.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
    var rank = [UInt32](repeating: 0, count: sizes.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    return Components(sizes: order.map { sizes[$0] }, members: found.map { rank[Int($0)] })
  }

  /// Puts nodes that are in no component yet into one.
  private static func take(
    _ nodes: Span<UInt32>,
    _ number: UInt32,
    _ found: inout [UInt32],
    _ members: inout [UInt32]
  ) {
    var found = found.mutableSpan
    for index in nodes.indices where found[Int(nodes[index])] == .max {
      found[Int(nodes[index])] = number
      members.append(nodes[index])
    }
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
