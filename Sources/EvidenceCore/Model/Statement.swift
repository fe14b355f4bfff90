/// A statement that somebody made: two nodes, the relation between them, and who says so.
///
/// Several statements may join the same two nodes; they are kept apart. An absent value is
/// unknown, and stays so: a confidence that is not given is never taken as 1.
public struct Statement: Hashable, Sendable {
  public var from: Key
  public var relation: Relation
  public var to: Key
  /// The given id; where there is none, ``effectiveID`` is computed from the content.
  public var id: String?
  /// The work that makes the claim.
  public var source: Key?
  /// The data set, page or file where it was read.
  public var via: String?
  /// Where in the source: page, row, line.
  public var locator: String?
  public var stance: Stance?
  public var evidenceType: EvidenceType?
  /// How sure its author is, in 0…1.
  public var confidence: Double?
  public var justification: Justification?
  public var method: Method?
  /// Why, in one line.
  public var rationale: String?
  public var coder: String?
  public var reviewer: String?
  /// Everything else, by name. `predicateModifier: "Not"` makes a match a denial.
  public var properties: [String: PropertyValue]

  /// Makes a statement.
  public init(
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    id: String? = nil,
    source: Key? = nil,
    via: String? = nil,
    locator: String? = nil,
    stance: Stance? = nil,
    evidenceType: EvidenceType? = nil,
    confidence: Double? = nil,
    justification: Justification? = nil,
    method: Method? = nil,
    rationale: String? = nil,
    coder: String? = nil,
    reviewer: String? = nil,
    properties: [String: PropertyValue] = [:]
  ) {
    self.from = from
    self.relation = relation
    self.to = to
    self.id = id
    self.source = source
    self.via = via
    self.locator = locator
    self.stance = stance
    self.evidenceType = evidenceType
    self.confidence = confidence
    self.justification = justification
    self.method = method
    self.rationale = rationale
    self.coder = coder
    self.reviewer = reviewer
    self.properties = properties
  }

  /// Whether the statement denies its relation (`predicateModifier: "Not"`).
  public var isNegated: Bool { properties["predicateModifier"] == .string("Not") }

  /// The given id, or the one computed from the content.
  public var effectiveID: String { id ?? derivedID }

  /// The first 16 hexadecimal digits of SHA-256 over from, relation, to, source, via and locator,
  /// joined by U+001F, an absent one empty.
  public var derivedID: String {
    StatementDigest.id(
      from: from.text,
      relation: relation.name,
      to: to.text,
      source: source?.text,
      via: via,
      locator: locator
    )
  }
}
