public import EvidenceCore

/// The nodes of a graph in counted groups, and the statements between groups counted by relation.
///
/// A node stands with its scheme, else with the data set that states the most of it. Denied
/// statements are not counted.
///
/// ```swift
/// let groups = OverviewGroups(graph)
/// let papers = groups.groups.filter { $0.kind == .paper }.map(\.count)
/// ```
public struct OverviewGroups: Sendable {
  /// What is folded to make the overview small, one after the other.
  public enum Fold: Int, Sendable, CaseIterable {
    /// Nothing but data sets of a kind that has more than ``OverviewGroups/mostDataSets``, or one.
    case nothing
    /// All data sets of a kind, into one group.
    case dataSets
    /// All data sets and schemes of a kind, into one group.
    case schemes
  }

  /// Nodes of one kind, of one scheme or of one data set.
  public struct Group: Hashable, Sendable {
    /// The kind of all its nodes.
    public var kind: Kind
    /// The scheme or the data set; `nil` for all of the kind.
    public var part: Part?
    /// How many nodes it holds.
    public var count: Int
    /// How many data sets or schemes were folded into it, where more than one; else 0.
    public var folded = 0
    /// Whether schemes are among what was folded, or data sets alone.
    public var foldsSchemes = false
    /// The statements between nodes of the group, by relation, the most frequent first.
    public var inside: [Count] = []
  }

  /// What the nodes of a group have in common beside their kind.
  public enum Part: Hashable, Sendable {
    /// A classification scheme; its id, where the header gives it no title.
    case scheme(id: String, title: String)
    /// The data set that states the most of each.
    case dataSet(String)
    /// No statement about them says where it was read.
    case withoutDataSet
  }

  /// How many statements say one thing; those of a relation that oppose are counted apart.
  public struct Count: Hashable, Sendable {
    /// What they say.
    public var relation: Relation
    /// Whether they bear evidence and oppose.
    public var opposes: Bool
    /// How many there are.
    public var count: Int
  }

  /// All statements from one group to another.
  public struct Bundle: Sendable {
    /// The position in ``OverviewGroups/groups`` of where they start.
    public var from: Int
    /// The position in ``OverviewGroups/groups`` of where they end.
    public var to: Int
    /// What they say, the most frequent first.
    public var relations: [Count]
    /// How many of the statements are inferred.
    public var inferred: Int
    /// How many statements there are.
    public var count: Int { relations.reduce(0) { $0 + $1.count } }
    /// How many oppose.
    public var opposing: Int { relations.filter(\.opposes).reduce(0) { $0 + $1.count } }
  }

  /// In the order of ``stage(of:)``, then of kinds; schemes before data sets, by their names.
  public private(set) var groups: [Group] = []
  /// In the order of the groups that they join.
  public private(set) var bundles: [Bundle] = []

  /// More data sets of one kind than this are folded into one.
  public static let mostDataSets = 3

  /// Where a kind stands on the way from papers to schemes: 0 for papers, 1 for mitigations, 2 for
  /// risks and the kinds of a user's own, 3 for what orders them.
  public static func stage(of kind: Kind) -> Int {
    switch kind {
    case .paper: 0
    case .mitigation: 1
    case .taxonomyNode, .riskDomain: 3
    default: 2
    }
  }

  private struct Name: Hashable {
    var kind: Kind
    var part: Part?
  }

  /// Counts the nodes and statements of a graph.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public init(_ graph: EvidenceGraph, fold: Fold = .nothing) {
    let titles = Dictionary(
      graph.header.schemes.map { ($0.id, $0.title ?? $0.id) },
      uniquingKeysWith: { first, _ in first }
    )
    let owners = OverviewGroups.dataSets(of: graph)
    var named: [Name] = []
    for node in graph.nodes {
      let kind = graph.kind(of: node)
      if let id = graph.scheme(of: node) {
        named.append(Name(kind: kind, part: .scheme(id: id, title: titles[id] ?? id)))
      } else {
        let part = owners[node.position].map { Part.dataSet($0) } ?? .withoutDataSet
        named.append(Name(kind: kind, part: part))
      }
    }
    let parts = OverviewGroups.folded(named, fold: fold)
    var counts: [Name: Int] = [:]
    var position: [Int] = []
    var index: [Name: Int] = [:]
    let final = named.map { parts.contains($0) ? Name(kind: $0.kind, part: nil) : $0 }
    for name in final { counts[name, default: 0] += 1 }
    for name in counts.keys.sorted(by: OverviewGroups.precedes) {
      index[name] = groups.count
      let folded = parts.filter { $0.kind == name.kind }.count
      groups.append(
        Group(
          kind: name.kind,
          part: name.part,
          count: counts[name] ?? 0,
          folded: name.part == nil && folded > 1 ? folded : 0,
          foldsSchemes: fold == .schemes
        )
      )
    }
    position = final.map { index[$0] ?? 0 }
    count(graph, position)
  }

  private mutating func count(_ graph: EvidenceGraph, _ position: [Int]) {
    struct Pair: Hashable {
      var from: Int
      var to: Int
    }
    struct Said: Hashable {
      var relation: Relation
      var opposes: Bool
    }
    var counts: [Pair: [Said: Int]] = [:]
    var inferred: [Pair: Int] = [:]
    for edge in graph.edges where !graph.isNegated(edge) {
      let pair = Pair(
        from: position[graph.from(edge).position],
        to: position[graph.to(edge).position]
      )
      let said = Said(
        relation: graph.relation(of: edge),
        opposes: RelationWords.opposes(edge, in: graph)
      )
      counts[pair, default: [:]][said, default: 0] += 1
      if graph.isInferred(edge) { inferred[pair, default: 0] += 1 }
    }
    let pairs = counts.keys.sorted { $0.from != $1.from ? $0.from < $1.from : $0.to < $1.to }
    for pair in pairs {
      let relations = (counts[pair] ?? [:])
        .map { Count(relation: $0.key.relation, opposes: $0.key.opposes, count: $0.value) }
        .sorted { a, b in
          if a.count != b.count { return a.count > b.count }
          return a.relation != b.relation ? a.relation < b.relation : !a.opposes && b.opposes
        }
      if pair.from == pair.to {
        groups[pair.from].inside = relations
      } else {
        bundles.append(
          Bundle(
            from: pair.from,
            to: pair.to,
            relations: relations,
            inferred: inferred[pair] ?? 0
          )
        )
      }
    }
  }

  /// The data set that states the most of each node; of equals the first by name.
  public static func dataSets(of graph: EvidenceGraph) -> [String?] {
    var counts = [[String: Int]](repeating: [:], count: graph.nodeCount)
    for edge in graph.edges {
      guard let via = graph.via(of: edge) else { continue }
      counts[graph.from(edge).position][via, default: 0] += 1
      counts[graph.to(edge).position][via, default: 0] += 1
    }
    return counts.map { sets in
      sets.min { $0.value != $1.value ? $0.value > $1.value : $0.key.precedesInUTF8($1.key) }?.key
    }
  }

  /// The names whose nodes go into one group of their kind.
  private static func folded(_ names: [Name], fold: Fold) -> Set<Name> {
    var kinds: [Kind: Set<Name>] = [:]
    for name in names { kinds[name.kind, default: []].insert(name) }
    var result: Set<Name> = []
    for all in kinds.values {
      let schemes = all.filter { if case .scheme = $0.part { true } else { false } }
      let sets = all.subtracting(schemes)
      if fold != .nothing || sets.count > mostDataSets || sets.count == 1 {
        result.formUnion(sets)
      }
      if fold == .schemes { result.formUnion(schemes) }
    }
    return result
  }

  private static func precedes(_ a: Name, _ b: Name) -> Bool {
    let (x, y) = (stage(of: a.kind), stage(of: b.kind))
    if x != y { return x < y }
    if a.kind != b.kind { return a.kind.name.precedesInUTF8(b.kind.name) }
    return text(a.part).precedesInUTF8(text(b.part))
  }

  private static func text(_ part: Part?) -> String {
    switch part {
    case nil: ""
    case .scheme(let id, _): "1" + id
    case .dataSet(let name): "2" + name
    case .withoutDataSet: "3"
    }
  }
}
