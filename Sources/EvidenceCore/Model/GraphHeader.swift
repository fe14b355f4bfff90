/// What a graph says of itself: the first record of its archive.
public struct GraphHeader: Hashable, Sendable {
  public var title: String?
  /// The date of the data, `YYYY-MM-DD`: ages are counted from here, never from today.
  public var asOf: String?
  public var schemes: [Scheme]
  /// Notices that travel with everything made from the graph.
  public var notices: [Notice]
  /// Kinds beyond the built-in ones.
  public var kinds: [KindDefinition]
  /// Relations beyond the built-in ones.
  public var relations: [RelationDefinition]
  public var searches: [SearchRecord]
  /// How certain people hold the evidence of cells to be; nothing is computed from it.
  public var judgments: [Judgment]
  /// What was decided about cells and nodes, and who sees to it; nothing is computed from it.
  public var statuses: [StatusRecord]
  /// Findings of the linter that are to be left as they are, with the reasons.
  public var lint: [LintSilence]

  /// Makes a header.
  public init(
    title: String? = nil,
    asOf: String? = nil,
    schemes: [Scheme] = [],
    notices: [Notice] = [],
    kinds: [KindDefinition] = [],
    relations: [RelationDefinition] = [],
    searches: [SearchRecord] = [],
    judgments: [Judgment] = [],
    statuses: [StatusRecord] = [],
    lint: [LintSilence] = []
  ) {
    self.title = title
    self.asOf = asOf
    self.schemes = schemes
    self.notices = notices
    self.kinds = kinds
    self.relations = relations
    self.searches = searches
    self.judgments = judgments
    self.statuses = statuses
    self.lint = lint
  }
}

/// A notice of a source, and what it goes with.
public struct Notice: Hashable, Sendable {
  /// The `via` (data set, page, file) whose statements it goes with; none: the whole graph.
  public var via: String?
  public var text: String
  public var licence: String?

  /// Makes a notice.
  public init(_ text: String, via: String? = nil, licence: String? = nil) {
    self.text = text
    self.via = via
    self.licence = licence
  }
}

/// A kind that a graph declares beyond the built-in ones.
public struct KindDefinition: Hashable, Sendable {
  public var kind: Kind
  public var description: String?

  /// Declares a kind.
  public init(_ kind: Kind, description: String? = nil) {
    self.kind = kind
    self.description = description
  }
}

/// A relation that a graph declares beyond the built-in ones.
public struct RelationDefinition: Hashable, Sendable {
  public var relation: Relation
  /// The kinds it may start from; empty: any.
  public var from: [Kind]
  /// The kinds it may lead to; empty: any.
  public var to: [Kind]
  public var description: String?
  /// Whether a circle of such statements is an error.
  public var isAcyclic: Bool

  /// Declares a relation.
  public init(
    _ relation: Relation,
    from: [Kind] = [],
    to: [Kind] = [],
    description: String? = nil,
    isAcyclic: Bool = false
  ) {
    self.relation = relation
    self.from = from
    self.to = to
    self.description = description
    self.isAcyclic = isAcyclic
  }
}
