/// A confidence lies in 0…1.
struct ConfidenceRangeRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.edges.compactMap { edge in
      guard let confidence = graph.confidence(of: edge), !(0...1).contains(confidence) else {
        return nil
      }
      return Diagnostic(
        .error,
        "confidence-range",
        "confidence \(confidence.shortestText) is outside 0…1: \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: confidence > 1 && confidence <= 100
          ? "a percentage? write \((confidence / 100).shortestText)"
          : "leave it out where it is unknown"
      )
    }
  }
}
