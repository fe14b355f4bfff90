public import EvidenceCore

extension EvidenceType {
  /// The letter in the corner of a cell.
  public var letter: String {
    switch self {
    case .assertion: "A"
    case .expertJudgment: "J"
    case .caseStudy: "C"
    case .observational: "O"
    case .experimental: "E"
    case .synthesis: "S"
    }
  }

  /// The type as a legend names it, in one word.
  public var word: String {
    switch self {
    case .assertion: "assertion"
    case .expertJudgment: "judgment"
    case .caseStudy: "case"
    case .observational: "observed"
    case .experimental: "experiment"
    case .synthesis: "synthesis"
    }
  }
}
