/// No statement joins a node to itself.
struct SelfLoopRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.filter { graph.from($0) == graph.to($0) }.map { edge in
      Diagnostic(
        .warning,
        "self-loop",
        "a statement joins a node to itself: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "is one of its ends the wrong key?"
      )
    }
  }
}
