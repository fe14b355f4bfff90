/// The numbers of a policy, by the names that a policy file gives them.
public enum PolicyNumber: String, Sendable, CaseIterable {
  /// The confidence that stands for an unknown one.
  case unknown
  case exactMatch = "match.exact"
  case closeMatch = "match.close"
  case broadMatch = "match.broad"
  case assertion = "evidence.assertion"
  case expertJudgment = "evidence.expert-judgment"
  case caseStudy = "evidence.case"
  case observational = "evidence.observational"
  case experimental = "evidence.experimental"
  case synthesis = "evidence.synthesis"
  /// The share at which a mixed statement enters either side.
  case mixed = "stance.mixed"
  case direct = "directness.direct"
  case borrowed = "directness.borrowed"
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
