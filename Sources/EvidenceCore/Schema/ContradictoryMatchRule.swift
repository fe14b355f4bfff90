/// No pair is said to be broader each than the other; no chain uses such matches.
struct ContradictoryMatchRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let contradictions = MatchContradictions(graph)
    return graph.edges.compactMap { edge in
      let relation = graph.relation(of: edge)
      guard relation == .broadMatch || relation == .narrowMatch, !graph.isNegated(edge),
        contradictions.contains(edge, in: graph)
      else { return nil }
      return Diagnostic(
        .warning,
        "contradictory-match",
        "both directions are said to be broader, so neither is used: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "keep the one that its source states"
      )
    }
  }
}
