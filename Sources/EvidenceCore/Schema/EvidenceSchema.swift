/// Which kinds and relations a graph may hold, and what each relation may join: the built-in ones,
/// and those that the graph's header declares.
public struct EvidenceSchema: Sendable {
  /// The kinds, built-in first.
  public let kinds: [Kind]
  /// The relations, built-in first.
  public let relations: [RelationDefinition]
  private let byRelation: [Relation: RelationDefinition]

  /// The schema of a graph with some header.
  public init(_ header: GraphHeader = GraphHeader()) {
    let declared = header.kinds.map(\.kind).filter { !Kind.builtIn.contains($0) }
    kinds = Kind.builtIn + declared
    relations =
      Self.builtIn + header.relations.filter { !Relation.builtIn.contains($0.relation) }
    byRelation = Dictionary(relations.map { ($0.relation, $0) }) { first, _ in first }
  }

  /// What is declared of a relation.
  public func definition(of relation: Relation) -> RelationDefinition? { byRelation[relation] }

  /// Whether a statement of a relation may join two kinds.
  public func allows(_ relation: Relation, from: Kind, to: Kind) -> Bool {
    if relation.isMatch {
      return from == to || Set([from, to]) == [.risk, .riskDomain]
    }
    guard let definition = byRelation[relation] else { return true }
    if relation == .partOf || relation == .broader, from != to { return false }
    return (definition.from.isEmpty || definition.from.contains(from))
      && (definition.to.isEmpty || definition.to.contains(to))
  }

  /// The built-in relations and what they join; an empty list allows any kind.
  private static let builtIn: [RelationDefinition] =
    [
      RelationDefinition(.proposes, from: [.paper], to: [.mitigation]),
      RelationDefinition(.evaluates, from: [.paper], to: [.mitigation]),
      RelationDefinition(.identifies, from: [.paper], to: [.risk]),
      RelationDefinition(.addresses, from: [.mitigation], to: [.risk, .riskDomain]),
      RelationDefinition(.cites, from: [.paper], to: [.paper]),
      RelationDefinition(.isVersionOf, from: [.paper], to: [.paper]),
      RelationDefinition(.classifiedAs, from: [.mitigation], to: [.taxonomyNode]),
      RelationDefinition(.inDomain, from: [.risk], to: [.riskDomain]),
      RelationDefinition(
        .partOf,
        from: [.mitigation, .risk],
        to: [.mitigation, .risk],
        isAcyclic: true
      ),
      RelationDefinition(.broader, isAcyclic: true),
    ]
    + [Relation.exactMatch, .closeMatch, .broadMatch, .narrowMatch, .relatedMatch]
    .map { RelationDefinition($0) }
}
