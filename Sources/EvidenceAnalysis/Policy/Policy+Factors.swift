internal import EvidenceCore

extension Policy {
  /// What a statement contributes to the strength of a chain that holds it: its confidence times
  /// the factor of its evidence type or kind of match; `nil` where that stays unknown.
  func factor(of edge: EdgeID, relation: Relation, in graph: EvidenceGraph) -> Double? {
    let confidence = graph.confidence(of: edge)
    switch relation {
    case .addresses, .identifies:
      guard let sure = confidence ?? unknown else { return nil }
      return sure * (evidence[graph.evidenceType(of: edge) ?? .assertion] ?? 0)
    case .exactMatch: return (confidence ?? 1) * exactMatch
    case .closeMatch: return (confidence ?? 1) * closeMatch
    case .broadMatch, .narrowMatch: return (confidence ?? 1) * broadMatch
    default: return confidence ?? 1
    }
  }
}
