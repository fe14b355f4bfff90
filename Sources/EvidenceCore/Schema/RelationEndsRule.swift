/// A statement joins the kinds that its relation is for.
struct RelationEndsRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      let relation = graph.relation(of: edge)
      let (from, to) = (graph.kind(of: graph.from(edge)), graph.kind(of: graph.to(edge)))
      guard !schema.allows(relation, from: from, to: to) else { return nil }
      return Diagnostic(
        .error,
        "wrong-end",
        "\(relation) from \(from) to \(to): \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: hint(relation, from, to, schema)
      )
    }
  }

  private func hint(
    _ relation: Relation,
    _ from: Kind,
    _ to: Kind,
    _ schema: EvidenceSchema
  ) -> String {
    if schema.allows(relation, from: to, to: from) { return "swap its two ends" }
    if relation.isMatch { return "a match joins like kinds, or a Risk and a RiskDomain" }
    guard let definition = schema.definition(of: relation), !definition.from.isEmpty else {
      return "\(relation) joins two nodes of one kind"
    }
    func names(_ kinds: [Kind]) -> String { kinds.map(\.name).joined(separator: " or ") }
    return "\(relation) leads from \(names(definition.from)) to \(names(definition.to))"
  }
}
