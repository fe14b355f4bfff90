/// A concept's key, scheme and code agree, its scheme is declared for its kind, and BROADER stays
/// within one scheme: the same code means something else in another.
struct WrongSchemeRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let declared = Dictionary(graph.header.schemes.map { ($0.id, $0) }) { first, _ in first }
    let known = declared.keys.sorted { $0.precedesInUTF8($1) }
    return graph.nodes.flatMap { concept($0, graph, declared, known) } + broader(graph)
  }

  private func concept(
    _ node: NodeID,
    _ graph: EvidenceGraph,
    _ declared: [String: Scheme],
    _ known: [String]
  ) -> [Diagnostic] {
    let key = graph.key(of: node)
    guard key.namespace.contains("@") else { return [] }
    var result: [Diagnostic] = []
    func report(_ message: String, hint: String) {
      result.append(
        Diagnostic(.error, "wrong-scheme", message, at: graph.place(of: node), hint: hint)
      )
    }
    if let scheme = graph.scheme(of: node), scheme != key.namespace {
      report(
        "'\(key)' says that its scheme is '\(scheme)'",
        hint: "the key of a concept is scheme@version:notation"
      )
    }
    if let notation = graph.notation(of: node), notation != key.local {
      report(
        "'\(key)' says that its notation is '\(notation)'",
        hint: "the key of a concept is scheme@version:notation"
      )
    }
    if let scheme = declared[key.namespace] {
      if let kind = scheme.kind, kind != graph.kind(of: node) {
        report(
          "'\(key)' is a \(graph.kind(of: node)), but scheme '\(scheme.id)' is of \(kind)",
          hint: "is the code from another scheme?"
        )
      }
    } else {
      report(
        "scheme '\(key.namespace)' of '\(key)' is not declared",
        hint: Suggestion.hint(for: key.namespace, among: known)
          ?? "declare it in the header: \"schemes\": [{\"id\": \"\(key.namespace)\"}]"
      )
    }
    return result
  }

  private func broader(_ graph: EvidenceGraph) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard graph.relation(of: edge) == .broader else { return nil }
      let (from, to) = (graph.scheme(of: graph.from(edge)), graph.scheme(of: graph.to(edge)))
      guard let from, let to, from != to else { return nil }
      return Diagnostic(
        .error,
        "wrong-scheme",
        "BROADER leads from scheme '\(from)' into '\(to)': \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "across schemes, state a BROAD_MATCH"
      )
    }
  }
}
