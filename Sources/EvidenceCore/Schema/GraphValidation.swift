/// Checks a graph against the schema: every rule, every finding.
public enum GraphValidation {
  private static let rules: [any SchemaRule] = [
    HeaderRule(), UnknownKindRule(), UnknownRelationRule(), RelationEndsRule(), SelfLoopRule(),
    CycleRule(), WrongSchemeRule(), ConfidenceRangeRule(), MissingProvenanceRule(),
    UnknownSourceRule(), ContradictoryMatchRule(), MisplacedModifierRule(), MatchWithinSchemeRule(),
    PartOfAcrossSourcesRule(), RetractedSourceRule(), DuplicatePaperRule(), SearchRecordRule(),
    PlaceRecordRule(), AppraisalRule(),
  ]

  /// Everything that is wrong with a graph.
  ///
  /// - Returns: the findings in the order of lines, then of the rules.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements, times the number of rules.
  public static func findings(in graph: EvidenceGraph) -> [Diagnostic] {
    let schema = EvidenceSchema(graph.header)
    let all = rules.flatMap { $0.findings(in: graph, schema) }
    WorkCounter.add(all.reduce(graph.nodeCount) { $0 + $1.message.utf8.count })
    return all.enumerated().sorted { a, b in
      (a.element.place?.line ?? 0, a.offset) < (b.element.place?.line ?? 0, b.offset)
    }
    .map(\.element)
  }
}
