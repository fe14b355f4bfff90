extension ReachedNodes {
  /// A statement of a node that was reached.
  struct Step {
    /// The position of the node.
    var origin: Int
    /// The place in its row.
    var place: Int
  }

  /// How many nodes are looked at before what was found at them is added.
  private static let portion = 128

  /// Goes one hop further.
  ///
  /// - Parameters:
  ///   - rows: what is walked.
  ///   - other: a search that ends this one where both meet.
  ///   - steps: the statements that are looked at are added to it.
  /// - Returns: the first node that the other search has reached too, and what leads to it.
  /// - Complexity: O(*d*) for *d* statements at the nodes of the last ring.
  @discardableResult
  mutating func grow(
    _ rows: AdjacentRows,
    towards other: ReachedNodes? = nil,
    _ steps: inout Int
  ) -> (node: UInt32, step: Step)? {
    var left = lastRing
    beginRing()
    while !left.isEmpty {
      let portion = left.prefix(Self.portion)
      left = left.dropFirst(portion.count)
      gather(portion) { rows.gather($0, into: &$1) }
      steps += found.count
      if let other, let place = firstFound(reachedBy: other) {
        return (found.neighbours[place], step(to: place, portion))
      }
      addFound()
    }
    return nil
  }

  /// Goes so many hops further, as long as there is anything.
  mutating func grow(_ rows: AdjacentRows, hops: Int, _ steps: inout Int) {
    var left = hops
    while left > 0, !lastRing.isEmpty {
      grow(rows, &steps)
      left -= 1
    }
  }

  /// Counts the nodes one hop further, and ends the search: they are in no list.
  ///
  /// - Complexity: O(*d*) for *d* statements at the nodes of the last ring.
  mutating func countFurther(_ rows: AdjacentRows, _ steps: inout Int) -> Int {
    var (left, count) = (lastRing, 0)
    while !left.isEmpty {
      let portion = left.prefix(Self.portion)
      left = left.dropFirst(portion.count)
      gather(portion) { rows.gather($0, into: &$1) }
      steps += found.count
      count += countFound()
    }
    return count
  }

  /// The statements, of any relation, at the nodes of the last ring.
  func cost(_ rows: AdjacentRows) -> Int {
    rows.degree(nodes[lastRing].span)
  }

  /// What leads from a node back to where the search began, each node reached from the first one of the
  /// ring before that leads to it.
  ///
  /// - Complexity: as growing to the node.
  mutating func wayBack(
    from position: Int,
    _ rows: AdjacentRows
  ) -> (nodes: [NodeID], edges: [EdgeID]) {
    var position = position
    var nodes = [NodeID(self[position])]
    var edges: [EdgeID] = []
    for ring in ringRanges.reversed() where ring.upperBound <= position {
      guard let step = firstStep(from: ring, to: self[position], rows) else { break }
      edges.append(edge(of: step, rows))
      position = step.origin
      nodes.append(NodeID(self[position]))
    }
    return (nodes, edges)
  }

  private mutating func firstStep(
    from ring: Range<Int>,
    to node: UInt32,
    _ rows: AdjacentRows
  ) -> Step? {
    var left = ring
    while !left.isEmpty {
      let portion = left.prefix(Self.portion)
      left = left.dropFirst(portion.count)
      gather(portion) { rows.gather($0, into: &$1) }
      if let place = found.neighbours[..<found.count].firstIndex(of: node) {
        return step(to: place, portion)
      }
    }
    return nil
  }

  /// The statement that a step goes along.
  func edge(of step: Step, _ rows: AdjacentRows) -> EdgeID {
    var (place, found) = (0, UInt32(0))
    rows.forEach(of: self[step.origin]) { _, edge in
      if place == step.place { found = edge }
      place += 1
    }
    return EdgeID(found)
  }

  private func step(to place: Int, _ portion: Range<Int>) -> Step {
    let row = found.rows.firstIndex { place < $0 } ?? 0
    let start = row == 0 ? 0 : found.rows[row - 1]
    return Step(origin: portion.lowerBound + row, place: place - start)
  }
}
