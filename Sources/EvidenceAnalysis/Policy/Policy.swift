public import EvidenceCore

/// The numbers under which evidence is weighed: ours, not a standard, and stated with every result.
public struct Policy: Hashable, Sendable {
  public var name: String
  /// The confidence that stands for an unknown one; `nil` leaves what needs it unknown.
  public var unknown: Double?
  /// The factor of each kind of match.
  public var exactMatch: Double
  public var closeMatch: Double
  public var broadMatch: Double
  /// The factor of each type of evidence.
  public var evidence: [EvidenceType: Double]
  /// Fewer independent papers than this are thin.
  public var thinBelow: Int
  /// Evidence older than this at the graph's as-of date is stale, in years.
  public var staleAfterYears: Int
  /// From this many primary studies a missing synthesis is a gap.
  public var synthesisFrom: Int
  /// The lower limits of the classes 2, 3 and 4 that a map fills its cells by, in papers.
  public var classLimits: [Int]

  /// The documented default.
  public static let standard = Policy(
    name: "default",
    unknown: 0.5,
    exactMatch: 1,
    closeMatch: 0.8,
    broadMatch: 0.9,
    evidence: [
      .assertion: 0.3, .expertJudgment: 0.5, .caseStudy: 0.5, .observational: 0.6,
      .experimental: 0.8, .synthesis: 0.8,
    ],
    thinBelow: 2,
    staleAfterYears: 5,
    synthesisFrom: 3,
    classLimits: [6, 11, 21]
  )
}
