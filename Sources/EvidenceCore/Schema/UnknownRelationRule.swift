/// Every relation is built in or declared in the header.
struct UnknownRelationRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let unknown = Set(graph.relations.filter { schema.definition(of: $0) == nil })
    guard !unknown.isEmpty else { return [] }
    return graph.edges.filter { unknown.contains(graph.relation(of: $0)) }.map { edge in
      let relation = graph.relation(of: edge)
      return Diagnostic(
        .error,
        "unknown-relation",
        "unknown relation in \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: Suggestion.hint(
          for: relation.name,
          among: schema.relations.map(\.relation.name)
        )
          ?? "declare it in the header: \"relations\": [{\"name\": \"\(relation)\", \"from\": […], \"to\": […]}]"
      )
    }
  }
}
