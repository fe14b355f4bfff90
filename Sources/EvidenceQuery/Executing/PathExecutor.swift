internal import EvidenceCore

/// Runs a path plan over a graph.
///
/// First it finds, from the end backwards, the nodes from which each step can still come to an
/// end, so that no walk runs into nothing; then it counts or lists from the start.
struct PathExecutor {
  let plan: PathPlan
  let graph: EvidenceGraph
  /// Where paths start, and where each step ends.
  private(set) var starts: NodeSet
  private(set) var ends: [NodeSet]
  /// The nodes that a step may enter: of its kind, and with a way to an end of the step.
  private(set) var entered: [NodeSet]
  let walks: [RelationWalk]

  init(_ plan: PathPlan, _ graph: EvidenceGraph) {
    self.plan = plan
    self.graph = graph
    starts = plan.start.nodes(in: graph)
    var known: [PathPlan.NodeTest: NodeSet] = [:]
    func nodes(_ test: PathPlan.NodeTest) -> NodeSet {
      if let found = known[test] { return found }
      let found = test.nodes(in: graph)
      known[test] = found
      return found
    }
    ends = plan.steps.map { nodes($0.node) }
    entered = plan.steps.map { step in
      step.repetitions.upperBound > 1
        ? nodes(PathPlan.NodeTest(kind: step.node.kind)) : nodes(step.node)
    }
    walks = plan.steps.map { RelationWalk(graph, $0.relation, outgoing: $0.isOutgoing) }
    prune()
  }

  /// How many statements in a row a step may take: a path longer than the graph repeats a node.
  func longest(_ step: Int) -> Int {
    min(plan.steps[step].repetitions.upperBound, max(1, graph.nodeCount))
  }

  /// Whether a statement may be walked in a step.
  func holds(_ edge: EdgeID, _ step: Int) -> Bool {
    let conditions = plan.steps[step].statementConditions
    return conditions.isEmpty || conditions.allSatisfy { $0.holds(edge, graph) }
  }

  /// Narrows the sets, last step first: what cannot reach an end is taken out. Where far fewer
  /// paths start than end, walking on from the start is cheaper.
  private mutating func prune() {
    guard let last = ends.last, starts.count * 8 >= last.count else { return }
    for step in plan.steps.indices.reversed() {
      let back = RelationWalk(
        graph,
        plan.steps[step].relation,
        outgoing: !plan.steps[step].isOutgoing
      )
      // Backwards from the ends, as far as the step may go.
      var reached = ends[step]
      var ring = reached.nodes
      for _ in 1..<max(1, longest(step)) where !ring.isEmpty {
        var next: [NodeID] = []
        for node in ring {
          for edge in back.edges(at: node) {
            let other = back.end(of: edge)
            if entered[step].contains(other), !reached.contains(other), holds(edge, step) {
              reached.insert(other)
              next.append(other)
            }
          }
        }
        ring = next
      }
      if longest(step) > 1 {
        entered[step].formIntersection(reached)
      } else {
        entered[step] = ends[step]
      }
      // What can take the step's first statement, or need take none.
      var before = NodeSet(nodeCount: graph.nodeCount)
      for node in entered[step].nodes {
        for edge in back.edges(at: node) where holds(edge, step) {
          before.insert(back.end(of: edge))
        }
      }
      if plan.steps[step].repetitions.lowerBound == 0 { before.formUnion(ends[step]) }
      if step > 0 {
        ends[step - 1].formIntersection(before)
      } else {
        starts.formIntersection(before)
      }
    }
  }

  /// The first paths in order.
  func paths(limit: Int) -> [PathMatch] {
    var result: [PathMatch] = []
    guard limit > 0 else { return result }
    var walker = PathWalker(self)
    walker.run { nodes, edges in
      result.append(PathMatch(nodes: nodes, edges: edges))
      return result.count < limit
    }
    return result
  }

  /// How many paths there are.
  func count() -> Int {
    if canPropagate { return propagatedCount() }
    var result = 0
    var walker = PathWalker(self)
    walker.run { _, _ in
      result += 1
      return true
    }
    return result
  }
}
