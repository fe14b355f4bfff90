public import EvidenceCore

/// Why a gap is one.
public enum GapKind: String, Sendable, CaseIterable {
  case absolute
  case notSearched = "not-searched"
  case opposed
  case conflicting
  case inferredOnly = "inferred-only"
  /// Listed on request alone: the data do not state their sources, which is no gap of the evidence.
  case unsourced
  case assertedOnly = "asserted-only"
  case thin
  case singleSource = "single-source"
  case stale
  case synthesis
  case riskWithoutMitigation = "risk-without-mitigation"
  case mitigationWithoutRisk = "mitigation-without-risk"
  case unclassified

  /// Whether it is a gap of a cell, which needs the two axes of a matrix; else it is one of a node.
  public var isOfCells: Bool {
    switch self {
    case .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified: false
    default: true
    }
  }
}

/// Something that is not known, with its cause and what lies nearest.
public struct Gap: Hashable, Sendable {
  public var kind: GapKind
  /// The cell, for a gap of a matrix.
  public var row: NodeID?
  public var column: NodeID?
  /// The node, for a gap of one node.
  public var node: NodeID?
  /// Which link is missing, in a sentence without a full stop.
  public var reason: String
  /// What lies nearest.
  public var nearest: NodeID?
  /// The question that would settle it, where one can be asked of what the graph holds.
  public var question: String?
  /// The sources of what evidence there is, in the order of keys.
  public var restsOn: [Key] = []
  /// How urgent: need × demand, a ranking of our own; the article on cells and gaps has the formula.
  public var priority: Double = 0
}
