/// The relation that a statement asserts between two nodes, by name.
///
/// Built-in relations have constants; a graph may declare more in its header.
public struct Relation: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The name in `SCREAMING_SNAKE`, such as `ADDRESSES`.
  public let name: String
  /// The first bytes of the name, which tell nearly all relations apart.
  let prefix: UInt64

  /// Names a relation.
  public init(_ name: String) {
    self.name = name
    prefix = name.prefixInUTF8
  }

  public init(stringLiteral value: String) { self.init(value) }

  public var description: String { name }

  public static func == (a: Relation, b: Relation) -> Bool {
    a.prefix == b.prefix && a.name == b.name
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(prefix) }

  public static func < (a: Relation, b: Relation) -> Bool {
    a.prefix == b.prefix ? a.name.precedesInUTF8(b.name) : a.prefix < b.prefix
  }

  /// A paper proposes a mitigation.
  public static let proposes: Relation = "PROPOSES"
  /// A paper evaluates a mitigation.
  public static let evaluates: Relation = "EVALUATES"
  /// A paper names a risk.
  public static let identifies: Relation = "IDENTIFIES"
  /// A paper cites a paper (CiTO).
  public static let cites: Relation = "CITES"
  /// A paper is a version of a paper: the two are one work.
  public static let isVersionOf: Relation = "IS_VERSION_OF"
  /// A mitigation is classified under a concept (`dcterms:subject`).
  public static let classifiedAs: Relation = "CLASSIFIED_AS"
  /// A mitigation is stated to address a risk or a risk domain (AIRO `mitigatesRiskConcept`).
  public static let addresses: Relation = "ADDRESSES"
  /// A risk is coded under a domain.
  public static let inDomain: Relation = "IN_DOMAIN"
  /// A part and its whole, within one source (`dcterms:isPartOf`); acyclic.
  public static let partOf: Relation = "PART_OF"
  /// A concept and its parent in one scheme (SKOS); acyclic.
  public static let broader: Relation = "BROADER"
  /// The two mean the same (SKOS); transitive.
  public static let exactMatch: Relation = "EXACT_MATCH"
  /// The two mean nearly the same (SKOS).
  public static let closeMatch: Relation = "CLOSE_MATCH"
  /// The object is broader than the subject (SKOS).
  public static let broadMatch: Relation = "BROAD_MATCH"
  /// The object is narrower than the subject (SKOS).
  public static let narrowMatch: Relation = "NARROW_MATCH"
  /// The two are related (SKOS); carries no evidence.
  public static let relatedMatch: Relation = "RELATED_MATCH"

  /// The built-in relations, evidence first.
  public static let builtIn: [Relation] = [
    .proposes, .evaluates, .identifies, .addresses, .cites, .isVersionOf, .classifiedAs, .inDomain,
    .partOf, .broader, .exactMatch, .closeMatch, .broadMatch, .narrowMatch, .relatedMatch,
  ]

  /// The relations whose sources count as evidence; all others are coding.
  public static let evidenceBearing: Set<Relation> = [
    .proposes, .evaluates, .identifies, .addresses,
  ]

  /// The SKOS mapping relations.
  public static let matches: Set<Relation> = [
    .exactMatch, .closeMatch, .broadMatch, .narrowMatch, .relatedMatch,
  ]

  /// Whether statements of this relation bear evidence, so that their sources count.
  public var bearsEvidence: Bool { Relation.evidenceBearing.contains(self) }

  /// Whether this is one of the SKOS mapping relations.
  public var isMatch: Bool {
    Relation.prefixesOfMatches.contains(prefix) && Relation.matches.contains(self)
  }

  private static let prefixesOfMatches = matches.map(\.prefix)
}
