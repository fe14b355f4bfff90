/// Every kind is built in or declared in the header.
struct UnknownKindRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let unknown = Set(graph.kinds).subtracting(schema.kinds)
    guard !unknown.isEmpty else { return [] }
    return graph.nodes.filter { unknown.contains(graph.kind(of: $0)) }.map { node in
      let kind = graph.kind(of: node)
      return Diagnostic(
        .error,
        "unknown-kind",
        "unknown kind '\(kind)' of '\(graph.key(of: node))'",
        at: graph.place(of: node),
        hint: Suggestion.hint(for: kind.name, among: schema.kinds.map(\.name))
          ?? "declare it in the header: \"kinds\": [{\"name\": \"\(kind)\"}]"
      )
    }
  }
}
