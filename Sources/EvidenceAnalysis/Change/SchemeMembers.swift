internal import EvidenceCore

/// The concepts of a scheme.
enum SchemeMembers {
  /// The concepts of a scheme in the order of their codes.
  ///
  /// - Throws: `EvidenceError` if the graph has none.
  static func concepts(
    of scheme: String,
    in graph: EvidenceGraph
  ) throws(EvidenceError) -> [NodeID] {
    let concepts = graph.nodes.filter { graph.scheme(of: $0) == scheme }
    guard concepts.isEmpty else {
      return concepts.sorted { a, b in
        let (x, y) = (graph.notation(of: a), graph.notation(of: b))
        if let x, let y, x != y { return NaturalOrder.precedes(x, y) }
        return a < b
      }
    }
    let known = Set(graph.schemesOfNodes.map(\.id))
      .sorted { $0.precedesInUTF8($1) }
    throw EvidenceError(
      "unknown-scheme",
      "no concept of this graph is of scheme '\(scheme)'",
      hint: Suggestion.hint(for: scheme, among: known)
        ?? (known.isEmpty ? "it has no schemes" : "there are: \(known.joined(separator: ", "))")
    )
  }
}
