/// Matches join concepts of different schemes; within one, BROADER orders them.
struct MatchWithinSchemeRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard graph.relation(of: edge).isMatch, graph.relation(of: edge) != .relatedMatch,
        let scheme = graph.scheme(of: graph.from(edge)),
        scheme == graph.scheme(of: graph.to(edge))
      else { return nil }
      return Diagnostic(
        .warning,
        "match-within-scheme",
        "a match within one scheme '\(scheme)': \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "within a scheme, state BROADER, or merge the two"
      )
    }
  }
}
