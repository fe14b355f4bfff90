/// No evidence rests on a paper that was retracted (`"retracted": true`).
struct RetractedSourceRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let retracted = Set(
      graph.nodes(of: .paper).filter { graph.property("retracted", of: $0) == .boolean(true) }
    )
    guard !retracted.isEmpty else { return [] }
    return graph.edges.compactMap { edge in
      guard graph.relation(of: edge).bearsEvidence, let source = graph.sourceNode(of: edge),
        retracted.contains(source)
      else { return nil }
      return Diagnostic(
        .warning,
        "retracted-source",
        "rests on '\(graph.key(of: source))', which was retracted: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "remove the statement, or keep it and say so where you report it"
      )
    }
  }
}
