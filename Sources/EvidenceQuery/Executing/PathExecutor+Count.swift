internal import EvidenceCore

/// Counting without listing: each node carries the number of paths that end at it.
extension PathExecutor {
  /// Whether no walk of the plan can meet a node twice, but over a statement from a node to itself,
  /// so that counting walks counts paths.
  ///
  /// So it is where nodes of one kind stand only in one row of steps of one relation, one way, and
  /// that row is a single statement or the relation has no circle.
  var canPropagate: Bool {
    var rows: [(kind: Kind, steps: Range<Int>)] = []
    guard let first = plan.start.kind else { return plan.steps.isEmpty }
    rows.append((first, 0..<0))
    for (index, step) in plan.steps.enumerated() {
      guard let kind = step.node.kind else { return false }
      let last = rows[rows.count - 1]
      if kind == last.kind {
        let from = last.steps.isEmpty ? index : last.steps.lowerBound
        rows[rows.count - 1].steps = from..<index + 1
      } else {
        if step.repetitions != 1...1 || rows.contains(where: { $0.kind == kind }) { return false }
        rows.append((kind, index + 1..<index + 1))
      }
    }
    return rows.allSatisfy { row in
      let steps = plan.steps[row.steps]
      guard let first = steps.first else { return true }
      guard steps.allSatisfy({ $0.relation == first.relation && $0.isOutgoing == first.isOutgoing })
      else { return false }
      let hops = row.steps.reduce(0) { $0 + longest($1) }
      return hops <= 1 || isAcyclic(first.relation)
    }
  }

  /// Whether a relation has no circle, statements from a node to itself aside (Kahn 1962).
  private func isAcyclic(_ relation: Relation) -> Bool {
    let walk = RelationWalk(graph, relation, outgoing: true)
    var open = [Int](repeating: 0, count: graph.nodeCount)
    var edges = 0
    walk.forEach { from, _, to in
      guard from != to else { return }
      open[to.position] += 1
      edges += 1
    }
    var ready = graph.nodes.filter { open[$0.position] == 0 }
    while let node = ready.popLast() {
      for edge in walk.edges(at: node) {
        let other = walk.end(of: edge)
        guard other != node else { continue }
        edges -= 1
        open[other.position] -= 1
        if open[other.position] == 0 { ready.append(other) }
      }
    }
    return edges == 0
  }

  func propagatedCount() -> Int {
    var counts = [UInt64](repeating: 0, count: graph.nodeCount)
    var active = starts.nodes
    for node in active { counts[node.position] = 1 }
    for step in plan.steps.indices {
      (counts, active) = carry(counts, active, over: step)
      if active.isEmpty { return 0 }
    }
    return Int(clamping: active.reduce(UInt64(0)) { Self.sum($0, counts[$1.position]) })
  }

  /// The number of paths to each node behind a step.
  private func carry(
    _ counts: [UInt64],
    _ active: [NodeID],
    over step: Int
  ) -> ([UInt64], [NodeID]) {
    let repetitions = plan.steps[step].repetitions
    let walk = walks[step]
    let isFiltered = !plan.steps[step].statementConditions.isEmpty
    var result = [UInt64](repeating: 0, count: graph.nodeCount)
    var resultNodes: [NodeID] = []
    func take(_ node: NodeID, _ count: UInt64) {
      guard ends[step].contains(node) else { return }
      if result[node.position] == 0 { resultNodes.append(node) }
      result[node.position] = Self.sum(result[node.position], count)
    }
    if repetitions.lowerBound == 0 {
      for node in active { take(node, counts[node.position]) }
    }
    var counts = counts
    var active = active
    for taken in 1..<max(1, longest(step) + 1) where repetitions.upperBound > 0 {
      var next = [UInt64](repeating: 0, count: graph.nodeCount)
      var nextActive: [NodeID] = []
      for node in active {
        let count = counts[node.position]
        for edge in walk.edges(at: node) {
          let other = walk.end(of: edge)
          guard other != node, entered[step].contains(other), !isFiltered || holds(edge, step)
          else { continue }
          if next[other.position] == 0 { nextActive.append(other) }
          next[other.position] = Self.sum(next[other.position], count)
        }
      }
      if taken >= repetitions.lowerBound {
        for node in nextActive { take(node, next[node.position]) }
      }
      if nextActive.isEmpty { break }
      counts = next
      active = nextActive
    }
    return (result, resultNodes)
  }

  /// The sum, or the greatest number where it is more.
  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : result
  }
}
