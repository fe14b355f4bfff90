/// What a claim rests on. Quality is another thing, and has a channel of its own.
public enum EvidenceType: String, Sendable, CaseIterable {
  /// Said without more.
  case assertion
  /// Said by experts who were asked.
  case expertJudgment = "expert-judgment"
  /// One case, described.
  case caseStudy = "case"
  /// Observed, without control over the conditions.
  case observational
  /// Tested under controlled conditions.
  case experimental
  /// Put together from other studies; no stronger than what it synthesises.
  case synthesis
}
