internal import EvidenceCore

extension StepCompiler {
  /// What a row of relationships has to end at, and where it is put.
  private struct WalkEnd {
    let run: QueryRun
    let walk: PathWalk
    let labels: [Int]
    let isTaken: ((EdgeID) -> Bool)?
    let tests: [() throws -> Bool]

    /// Whether a relationship can belong to the row.
    func takes(_ edge: EdgeID) throws -> Bool {
      if let isTaken, isTaken(edge) { return false }
      guard !tests.isEmpty else { return true }
      run.slots[walk.elementSlot] = .relationship(edge)
      for test in tests where try !test() { return false }
      return true
    }

    /// Whether the row may end at a node; if so, the node is put into its slot.
    func ends(at node: NodeID) -> Bool {
      if walk.expansion.isInto {
        guard case .node(let end) = run.slots[walk.expansion.to] else { return false }
        return end == node
      }
      for label in labels where !run.graph.hasLabel(node, label) { return false }
      run.slots[walk.expansion.to] = .node(node)
      return true
    }
  }

  private func walkEnd(_ walk: PathWalk) -> WalkEnd? {
    guard let labels = labelNumbers(walk.expansion.labels) else { return nil }
    return WalkEnd(
      run: run,
      walk: walk,
      labels: labels,
      isTaken: isTaken(walk.expansion.others),
      tests: walk.elementConditions.map { condition($0) }
    )
  }

  /// The relationships that lead on from a node, with where they lead.
  private func neighbours(_ expansion: Expansion) -> (NodeID) throws -> [(EdgeID, NodeID)] {
    let (run, graph) = (run, run.graph)
    let types = typeNumbers(expansion.types)
    let directions = Self.directions(expansion.arrow)
    return { node in
      var result: [(EdgeID, NodeID)] = []
      for outgoing in directions {
        for type in types {
          _ = try graph.forEachRelationship(of: node, type: type, outgoing: outgoing) {
            edge,
            other in
            try run.step()
            if directions.count > 1, !outgoing, other == node { return true }
            result.append((edge, other))
            return true
          }
        }
      }
      return result
    }
  }

  /// Every row of relationships from a node, none twice in a row; depth first.
  func walk(_ walk: PathWalk, _ next: @escaping Sink) -> Sink {
    guard let end = walkEnd(walk) else { return { true } }
    let (run, neighbours) = (run, neighbours(walk.expansion))
    let (least, most) = (walk.length.least, walk.length.most ?? Int.max)
    let (slot, isReversed) = (walk.expansion.relationship, walk.isReversed)
    return {
      guard case .node(let start) = run.slots[walk.expansion.from] else { return true }
      if most < least { return true }
      var trail: [QueryValue] = []
      if least == 0, end.ends(at: start) {
        run.slots[slot] = .list([])
        if try !next() { return false }
      }
      guard most > 0 else { return true }
      // The open nodes, each with the relationships that are still to be tried.
      var open = [(edges: try neighbours(start), index: 0)]
      while let level = open.indices.last {
        guard open[level].index < open[level].edges.count else {
          open.removeLast()
          if !trail.isEmpty { trail.removeLast() }
          continue
        }
        let (edge, node) = open[level].edges[open[level].index]
        open[level].index += 1
        if trail.contains(.relationship(edge)) { continue }
        guard try end.takes(edge) else { continue }
        trail.append(.relationship(edge))
        if trail.count >= least, end.ends(at: node) {
          run.slots[slot] = .list(isReversed ? trail.reversed() : trail)
          if try !next() { return false }
        }
        if trail.count < most {
          open.append((edges: try neighbours(node), index: 0))
        } else {
          trail.removeLast()
        }
      }
      return true
    }
  }

  /// A list of relationships that is known already, walked from a node.
  func retrace(_ walk: PathWalk, _ next: @escaping Sink) -> Sink {
    guard let end = walkEnd(walk) else { return { true } }
    let (run, graph) = (run, run.graph)
    let (least, most) = (walk.length.least, walk.length.most ?? Int.max)
    let types = walk.expansion.types.isEmpty ? nil : Set(typeNumbers(walk.expansion.types))
    let arrow = walk.expansion.arrow
    return {
      guard case .node(let start) = run.slots[walk.expansion.from],
        case .list(let values) = run.slots[walk.expansion.relationship],
        values.count >= least, values.count <= most
      else { return true }
      var node = start
      for value in walk.isReversed ? values.reversed() : values {
        guard case .relationship(let edge) = value else { return true }
        if let types, !types.contains(graph.type(of: edge)) { return true }
        guard try end.takes(edge) else { return true }
        let (first, last) = (graph.start(of: edge), graph.end(of: edge))
        if arrow != .left, first == node {
          node = last
        } else if arrow != .right, last == node {
          node = first
        } else {
          return true
        }
      }
      return end.ends(at: node) ? try next() : true
    }
  }

  /// The shortest rows of relationships between two nodes: one, or all of that length; breadth
  /// first.
  func shortest(_ walk: PathWalk, isAll: Bool, _ next: @escaping Sink) -> Sink {
    guard let end = walkEnd(walk) else { return { true } }
    let (run, neighbours) = (run, neighbours(walk.expansion))
    let (least, most) = (walk.length.least, walk.length.most ?? Int.max)
    let slot = walk.expansion.relationship
    return {
      guard case .node(let start) = run.slots[walk.expansion.from],
        case .node(let goal) = run.slots[walk.expansion.to]
      else { return true }
      if start == goal, least == 0 {
        run.slots[slot] = .list([])
        return try next()
      }
      var steps: [NodeID: (depth: Int, from: [(NodeID, EdgeID)])] = [:]
      if start != goal { steps[start] = (0, []) }
      var (level, depth) = ([start], 0)
      while !level.isEmpty, depth < most, steps[goal] == nil {
        depth += 1
        var found: [NodeID] = []
        for node in level {
          for (edge, other) in try neighbours(node) {
            if other == start, start != goal { continue }
            if let known = steps[other] {
              if isAll, known.depth == depth, try end.takes(edge) {
                steps[other]?.from.append((node, edge))
              }
            } else if try end.takes(edge) {
              steps[other] = (depth, [(node, edge)])
              found.append(other)
            }
          }
        }
        level = found
      }
      guard steps[goal] != nil else { return true }
      // Back from the goal, each way that leads to the start.
      var open: [(node: NodeID, trail: [QueryValue])] = [(goal, [])]
      while let (node, trail) = open.popLast() {
        if node == start, !trail.isEmpty {
          run.slots[slot] = .list(trail.reversed())
          guard try next() else { return false }
          if !isAll { return true }
          continue
        }
        for (before, edge) in (steps[node]?.from ?? []).reversed() {
          try run.step()
          open.append((before, trail + [.relationship(edge)]))
        }
      }
      return true
    }
  }
}
