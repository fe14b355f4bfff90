/// The source of a statement is a paper of the graph, so that versions of one work count once.
struct UnknownSourceRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard let source = graph.source(of: edge) else { return nil }
      if let node = graph.sourceNode(of: edge) {
        guard graph.kind(of: node) != .paper, graph.relation(of: edge).bearsEvidence else {
          return nil
        }
        return Diagnostic(
          .warning,
          "unknown-source",
          "source '\(source)' is a \(graph.kind(of: node)), not a Paper: \(graph.phrase(edge))",
          at: graph.place(of: edge),
          hint: "a source is the key of the work that makes the claim"
        )
      }
      return Diagnostic(
        .warning,
        "unknown-source",
        "source '\(source)' is not in this graph: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "add the Paper; two keys of one work would count as two works"
      )
    }
  }
}
