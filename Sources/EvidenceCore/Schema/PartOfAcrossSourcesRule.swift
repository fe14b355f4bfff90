/// A part and its whole are of one source.
struct PartOfAcrossSourcesRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard graph.relation(of: edge) == .partOf else { return nil }
      let (from, to) = (source(graph.from(edge), graph), source(graph.to(edge), graph))
      guard let from, let to, from != to else { return nil }
      return Diagnostic(
        .warning,
        "part-of-across-sources",
        "PART_OF leads from source '\(from)' into '\(to)': \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: "across sources, state a match"
      )
    }
  }

  /// What stands before the slash in `mitigation:<paper slug>/<id>`.
  private func source(_ node: NodeID, _ graph: EvidenceGraph) -> String? {
    let local = graph.key(of: node).local
    guard let slash = local.firstIndex(of: "/") else { return nil }
    return String(local[..<slash])
  }
}
