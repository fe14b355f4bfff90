internal import EvidenceCore

extension StepCompiler {
  /// One walk of a path that is repeated.
  private struct Lap {
    var edges: [EdgeID]
    var end: NodeID
    /// What its variables were.
    var values: [QueryValue]
  }

  /// Every row of walks of a path, each from where the last one ended, with no relationship twice;
  /// depth first.
  func repeating(
    _ walk: PathWalk,
    _ group: BoundMatch.Group,
    _ steps: [QueryStep],
    _ next: @escaping Sink
  ) throws -> Sink {
    let run = run
    guard let labels = labelNumbers(walk.expansion.labels) else { return { true } }
    let isTaken = isTaken(walk.expansion.others)
    let (least, most) = (walk.length.least, walk.length.most ?? Int.max)
    var found: [Lap] = []
    let inner = try chain(steps) {
      guard case .node(let end) = run.slots[group.end] else { return true }
      var edges: [EdgeID] = []
      for slot in group.relationships {
        switch run.slots[slot] {
        case .relationship(let edge): edges.append(edge)
        case .list(let values):
          for case .relationship(let edge) in values { edges.append(edge) }
        default: break
        }
      }
      if let isTaken, edges.contains(where: isTaken) { return true }
      found.append(Lap(edges: edges, end: end, values: group.lists.map { run.slots[$0.inner] }))
      return true
    }
    func laps(from node: NodeID) throws -> [Lap] {
      found = []
      run.slots[group.start] = .node(node)
      _ = try inner()
      return found
    }
    func hand(_ trail: [Lap], at node: NodeID) throws -> Bool {
      if walk.expansion.isInto {
        guard case .node(let end) = run.slots[walk.expansion.to], end == node else { return true }
      } else {
        for label in labels where !run.graph.hasLabel(node, label) { return true }
        run.slots[walk.expansion.to] = .node(node)
      }
      run.slots[walk.expansion.relationship] = .list(
        trail.flatMap { $0.edges.map { .relationship($0) } }
      )
      for (index, list) in group.lists.enumerated() {
        run.slots[list.outer] = .list(trail.map { $0.values[index] })
      }
      return try next()
    }
    return {
      guard case .node(let start) = run.slots[walk.expansion.from], most >= least else {
        return true
      }
      if least == 0, try !hand([], at: start) { return false }
      guard most > 0 else { return true }
      var trail: [Lap] = []
      var open = [(laps: try laps(from: start), index: 0)]
      while let level = open.indices.last {
        guard open[level].index < open[level].laps.count else {
          open.removeLast()
          if !trail.isEmpty { trail.removeLast() }
          continue
        }
        let lap = open[level].laps[open[level].index]
        open[level].index += 1
        try run.step()
        let isUsed = lap.edges.contains { edge in trail.contains { $0.edges.contains(edge) } }
        // A walk of no relationship leads nowhere, however often.
        if isUsed || (lap.edges.isEmpty && trail.count >= least) { continue }
        trail.append(lap)
        if trail.count >= least, try !hand(trail, at: lap.end) { return false }
        if trail.count < most {
          open.append((laps: try laps(from: lap.end), index: 0))
        } else {
          trail.removeLast()
        }
      }
      return true
    }
  }
}
