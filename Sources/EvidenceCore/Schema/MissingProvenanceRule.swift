/// A statement says who makes it, or at least where it was read.
struct MissingProvenanceRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.filter { graph.source(of: $0) == nil && graph.via(of: $0) == nil }.map { edge in
      Diagnostic(
        .error,
        "missing-provenance",
        "a statement with neither source nor via: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "add \"source\" (who says so) or \"via\" (where it was read)"
      )
    }
  }
}
