public import EvidenceCore

/// The gaps of a graph in groups, with what is missing throughout said first: the answer to "where do
/// I start?"
///
/// ```swift
/// let overview = try GapAnalysis(graph).overview()
/// for group in overview.groups.prefix(10) { print(group.rank, group.priority) }
/// ```
public struct GapOverview: Sendable {
  /// What the gaps are grouped by.
  public enum Grouping: String, Sendable, CaseIterable {
    /// The risk domain that a risk is coded in; measures stand by data set.
    case domain
    /// The scheme that a node is coded into.
    case scheme
    /// The paper that introduces a node.
    case source
    /// The data set that a node was read in.
    case via
    /// The kind of gap.
    case kind
  }

  /// What a group is of.
  public enum Subject: Hashable, Sendable {
    /// A risk domain, or a paper.
    case node(NodeID)
    /// A data set, a scheme or a kind, by its name.
    case named(String)
    /// The measures of a data set, among groups of risks.
    case measures(of: String)
    /// What belongs to no group.
    case rest
  }

  /// The gaps that belong together.
  public struct Group: Sendable {
    public var subject: Subject
    /// Whether only what is coded at the domain itself is meant, above the level of the other groups.
    public var isAbove: Bool
    /// How many gaps there are of each kind.
    public var counts: [GapKind: Int]
    /// The nodes of the group, with or without a gap: risks, measures or both.
    public var nodes: Int
    /// Of these, risks that no stated ADDRESSES names, and measures that state none.
    public var withoutStated: Int
    /// Of these, risks that no evidence chain joins with a measure, and measures without a risk so.
    public var withoutAny: Int
    /// Distinct papers that name or propose a node of the group.
    public var papers: Int
    /// The strongest type of evidence stated by a supporting ADDRESSES of the group's nodes.
    public var strongestEvidence: EvidenceType?
    /// Whether the group's nodes have an ADDRESSES statement at all.
    public var hasClaims: Bool
    /// The nearest measure: of a risk of the group that has one, else of a sibling domain.
    public var nearest: NodeID?
    /// The risk, or the sibling domain, that the nearest measure is of.
    public var nearestOf: NodeID?
    /// Share without a stated link × papers: a ranking of our own.
    public var priority: Double
    /// One more than the number of groups that are more urgent: equal priorities, equal ranks.
    public var rank: Int
    /// Whether another group has the same rank.
    public var isTied: Bool

    /// How many gaps it holds.
    public var count: Int { counts.values.reduce(0, +) }
  }

  public var grouping: Grouping
  /// The level of the domains that the groups are of, from 1 at the top; `nil` for other groupings.
  public var level: Int?
  /// What is missing throughout, the most complete absence first.
  public var systemic: [SystemicGap]
  /// The groups, the most urgent first.
  public var groups: [Group]
  /// How many gaps there are in all; one that belongs to several groups counts once.
  public var total: Int
  public var policy: Policy
}

/// Something that is missing throughout a data set or a scheme.
public struct SystemicGap: Hashable, Sendable {
  /// What is missing.
  public enum Subject: Hashable, Sendable {
    /// Measures of a data set that state no risk.
    case measuresWithoutRisk
    /// Risks of a data set that no measure states to address.
    case risksWithoutMeasure
    /// Measures of a data set that no category codes.
    case unclassified
    /// Risk domains of one level that no measure reaches, or only an inferred chain.
    case domainsWithoutMeasure
  }

  public var subject: Subject
  /// The data set, or the scheme.
  public var name: String
  /// How many nodes lack it, and of how many.
  public var missing: Int
  public var of: Int
  /// Of the missing ones, those that EXACT_MATCH joins with one counted in a line before.
  public var twins: Int
  /// Of the domains that are missing, those that only inferred chains reach.
  public var inferredOnly: Int
  /// The level of the domains; `nil` for the others.
  public var level: Int?
  /// The kind of statement that would change it.
  public var relation: Relation { subject == .unclassified ? .classifiedAs : .addresses }

  /// The share that is missing.
  var share: Double { of == 0 ? 0 : Double(missing) / Double(of) }
}
