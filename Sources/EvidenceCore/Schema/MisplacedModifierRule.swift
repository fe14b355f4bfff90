/// Denials: of matches alone, and by `Not` alone.
struct MisplacedModifierRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard let modifier = graph.property("predicateModifier", of: edge) else { return nil }
      if modifier != .string("Not") {
        return Diagnostic(
          .error,
          "predicate-modifier",
          "unknown predicateModifier '\(modifier.text)': \(graph.phrase(edge))",
          at: graph.place(of: edge),
          hint: "the one modifier is \"Not\""
        )
      }
      guard !graph.relation(of: edge).isMatch else { return nil }
      return Diagnostic(
        .warning,
        "predicate-modifier",
        "only a match can be denied: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "evidence against a claim has \"stance\": \"opposes\""
      )
    }
  }
}
