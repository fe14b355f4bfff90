extension ReachedNodes {
  /// A statement of a node that was reached.
  struct Step {
    /// The position of the node.
    var origin: Int
    var edge: EdgeID
  }

  /// Goes one hop further, or as far as to where its counterpart has been.
  ///
  /// - Parameters:
  ///   - rows: what is walked.
  ///   - marks: those of both searches.
  ///   - steps: the statements that are looked at are added to it.
  /// - Returns: the first node that the other search has reached too.
  /// - Complexity: O(*d*) for *d* statements at the nodes of the last ring.
  @discardableResult
  mutating func grow(
    _ rows: AdjacentRows,
    _ marks: inout NodeMarks,
    _ steps: inout Int
  ) -> UInt32? {
    var left = lastRing
    beginRing()
    while !left.isEmpty {
      left = left.dropFirst(gather(left) { rows.gather($0, into: &$1) })
      steps += found.count
      if let met = addFound(&marks) {
        forgetLastRing()
        return met
      }
    }
    return nil
  }

  /// Goes so many hops further, as long as there is anything.
  mutating func grow(
    _ rows: AdjacentRows,
    hops: Int,
    _ marks: inout NodeMarks,
    _ steps: inout Int
  ) {
    var left = hops
    while left > 0, !lastRing.isEmpty {
      grow(rows, &marks, &steps)
      left -= 1
    }
  }

  /// Counts the nodes one hop further, and ends the search: they are in no list.
  ///
  /// - Complexity: O(*d*) for *d* statements at the nodes of the last ring.
  mutating func countFurther(
    _ rows: AdjacentRows,
    _ marks: inout NodeMarks,
    _ steps: inout Int
  ) -> Int {
    var (left, count) = (lastRing, 0)
    while !left.isEmpty {
      left = left.dropFirst(gather(left) { rows.gather($0, into: &$1) })
      steps += found.count
      count += countFound(&marks)
    }
    return count
  }

  /// What leads from a node of the last ring, or one to which it leads, back to where the search
  /// began: each node reached from the first one of the ring before that leads to it.
  ///
  /// - Returns: the nodes and the statements between them, the node itself first.
  /// - Complexity: as growing to the node.
  mutating func wayBack(
    from node: UInt32,
    _ rows: AdjacentRows
  ) -> (nodes: [NodeID], edges: [EdgeID]) {
    var nodes = [NodeID(node)]
    var edges: [EdgeID] = []
    let rings = ringRanges
    let reached = rings.firstIndex { self.nodes[$0].contains(node) } ?? rings.count
    for ring in rings[..<reached].reversed() {
      guard let step = firstStep(from: ring, to: nodes[nodes.count - 1].index, rows) else { break }
      edges.append(step.edge)
      nodes.append(NodeID(self[step.origin]))
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
      let looked = left.prefix(gather(left) { rows.gather($0, into: &$1) })
      left = left.dropFirst(looked.count)
      guard found.neighbours[..<found.count].contains(node) else { continue }
      var steps = GatheredSteps()
      for origin in looked {
        rows.gather(self[origin], into: &steps)
        if let place = steps.neighbours[..<steps.count].firstIndex(of: node) {
          return Step(origin: origin, edge: EdgeID(steps.edges[place]))
        }
      }
    }
    return nil
  }
}
