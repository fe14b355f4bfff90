/// No circle of BROADER, of PART_OF or of a relation that is declared acyclic.
struct CycleRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    schema.relations.filter(\.isAcyclic).map(\.relation)
      .filter { graph.relations.contains($0) }
      .flatMap { circles(of: $0, in: graph) }
  }

  /// One finding for each statement that closes a circle, depth-first without recursion.
  private func circles(of relation: Relation, in graph: EvidenceGraph) -> [Diagnostic] {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: graph.nodeCount)
    var result: [Diagnostic] = []
    for start in graph.nodes where marks[start.position] == .new {
      var path: [(node: NodeID, edges: EdgeRange, next: Int)] = []
      marks[start.position] = .open
      path.append((start, graph.outgoing(start, relation), 0))
      while let top = path.last {
        guard top.next < top.edges.count else {
          marks[top.node.position] = .done
          path.removeLast()
          continue
        }
        let edge = top.edges[top.next]
        path[path.count - 1].next += 1
        let target = graph.to(edge)
        if target == top.node { continue }
        switch marks[target.position] {
        case .done: break
        case .new:
          marks[target.position] = .open
          path.append((target, graph.outgoing(target, relation), 0))
        case .open:
          let circle = path.map(\.node).drop { $0 != target } + [target]
          let keys = circle.map { "'\(graph.key(of: $0))'" }
          result.append(
            Diagnostic(
              .error,
              "cycle",
              "\(relation) goes in a circle: \(keys.joined(separator: " → "))",
              at: graph.place(of: edge),
              hint: "remove one of these statements"
            )
          )
        }
      }
    }
    return result
  }
}
