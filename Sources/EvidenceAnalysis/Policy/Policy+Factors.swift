package import EvidenceCore

extension Policy {
  /// What a statement contributes to the strength of a chain that holds it: its confidence times
  /// the factor of its evidence type or kind of match; `nil` where that stays unknown.
  package func factor(
    of edge: EdgeID, relation: Relation, in graph: EvidenceGraph
  ) -> Double? {
    let confidence = graph.confidence(of: edge)
    switch relation {
    case .addresses, .identifies:
      guard let sure = confidence ?? unknown else { return nil }
      return sure * (self[Self.number(of: graph.evidenceType(of: edge) ?? .assertion)] ?? 0)
    case .exactMatch: return (confidence ?? 1) * (self[.exactMatch] ?? 0)
    case .closeMatch: return (confidence ?? 1) * (self[.closeMatch] ?? 0)
    case .broadMatch, .narrowMatch: return (confidence ?? 1) * (self[.broadMatch] ?? 0)
    default: return confidence ?? 1
    }
  }

  private static func number(of type: EvidenceType) -> PolicyNumber {
    switch type {
    case .assertion: .assertion
    case .expertJudgment: .expertJudgment
    case .caseStudy: .caseStudy
    case .observational: .observational
    case .experimental: .experimental
    case .synthesis: .synthesis
    }
  }
}
