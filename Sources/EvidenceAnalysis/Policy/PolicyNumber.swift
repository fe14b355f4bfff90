/// The numbers of a policy, by the names that a policy file gives them.
public enum PolicyNumber: String, Sendable, CaseIterable {
  /// The confidence that stands for an unknown one.
  case unknown
  /// The factor of an EXACT_MATCH.
  case exactMatch = "match.exact"
  /// The factor of a CLOSE_MATCH.
  case closeMatch = "match.close"
  /// The factor of a BROAD_MATCH or a NARROW_MATCH.
  case broadMatch = "match.broad"
  /// The factor of an assertion, and of a claim that does not state its type.
  case assertion = "evidence.assertion"
  /// The factor of expert judgment.
  case expertJudgment = "evidence.expert-judgment"
  /// The factor of one case.
  case caseStudy = "evidence.case"
  /// The factor of an observation.
  case observational = "evidence.observational"
  /// The factor of an experiment.
  case experimental = "evidence.experimental"
  /// The factor of a synthesis.
  case synthesis = "evidence.synthesis"
  /// The share at which a mixed statement enters either side.
  case mixed = "stance.mixed"
  /// The factor of a direct chain.
  case direct = "directness.direct"
  /// The factor of a chain whose claim is another work's.
  case borrowed = "directness.borrowed"
  /// The factor of a chain with a match or an inferred statement in it.
  case inferred = "directness.inferred"
  /// Fewer independent papers than this are thin.
  case thinBelow = "thresholds.thin"
  /// Evidence older than this at the graph's as-of date is stale, in years.
  case staleAfterYears = "thresholds.stale-years"
  /// From this many primary studies on, a missing synthesis is a gap.
  case synthesisFrom = "thresholds.synthesis"

  /// Whether the number counts things, so that it must be whole.
  public var isCount: Bool {
    self == .thinBelow || self == .staleAfterYears || self == .synthesisFrom
  }
}
