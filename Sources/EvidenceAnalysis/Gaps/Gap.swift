public import EvidenceCore

/// Why a gap is one.
public enum GapKind: String, Sendable, CaseIterable {
  /// Somebody looked, and nothing is recorded.
  case absolute
  /// Nothing is recorded, and no record says that anybody looked.
  case notSearched = "not-searched"
  /// Evidence, none of it supporting.
  case opposed
  /// Evidence on both sides.
  case conflicting
  /// Every supporting chain is inferred.
  case inferredOnly = "inferred-only"
  /// Listed on request alone: the data do not state their sources, which is no gap of the evidence.
  case unsourced
  /// Every supporting claim is an assertion, or does not state its type of evidence.
  case assertedOnly = "asserted-only"
  /// Fewer independent papers than the policy asks for.
  case thin
  /// Everything rests on one work.
  case singleSource = "single-source"
  /// The newest paper is older than the policy allows at the graph's as-of date.
  case stale
  /// Enough primary studies, and no synthesis of them.
  case synthesis
  /// A risk that no stated ADDRESSES names.
  case riskWithoutMitigation = "risk-without-mitigation"
  /// A mitigation that states no risk that it addresses.
  case mitigationWithoutRisk = "mitigation-without-risk"
  /// A mitigation that no stated CLASSIFIED_AS codes.
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
  /// Which link is missing, or what there is too little of.
  public var cause: GapCause
  /// The cause in a sentence without a full stop.
  public var reason: String
  /// What lies nearest.
  public var nearest: NodeID?
  /// The question that would settle it, where one can be asked of what the graph holds.
  public var question: String?
  /// The sources of what evidence there is, in the order of keys.
  public var restsOn: [Key] = []
  /// How urgent: need × demand, a ranking of our own; the article on cells and gaps has the formula.
  public var priority: Double = 0
  /// How much waits at a cell: the witnesses that reach its row × those that reach its column. Of
  /// equally urgent gaps the one comes first where the most waits.
  public var waiting: Int = 0

  /// Makes a gap by hand.
  public init(
    kind: GapKind,
    row: NodeID? = nil,
    column: NodeID? = nil,
    node: NodeID? = nil,
    cause: GapCause,
    reason: String,
    nearest: NodeID? = nil,
    question: String? = nil,
    restsOn: [Key] = [],
    priority: Double = 0,
    waiting: Int = 0
  ) {
    self.kind = kind
    self.row = row
    self.column = column
    self.node = node
    self.cause = cause
    self.reason = reason
    self.nearest = nearest
    self.question = question
    self.restsOn = restsOn
    self.priority = priority
    self.waiting = waiting
  }

  /// What it is a gap of: the row and the column of a cell, or a node.
  public var nodes: [NodeID] { [row, column, node].compactMap { $0 } }
}
