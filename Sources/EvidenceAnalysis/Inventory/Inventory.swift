public import EvidenceCore

/// What is in a graph: how much of each kind and relation, which schemes, sources, data sets, coders,
/// years, search records and licences.
///
/// ```swift
/// for scheme in Inventory(graph).schemes() { print(scheme.id, scheme.levels) }
/// ```
public struct Inventory: Sendable {
  /// What a graph's content can be listed by.
  public enum Grouping: String, CaseIterable, Sendable {
    /// The kinds of its nodes.
    case kind
    /// The relations of its statements.
    case relation
    /// The classification schemes, and what is coded there.
    case scheme
    /// The works that make its statements.
    case source
    /// The data sets, pages and files where statements were read.
    case via
    /// The people who coded and reviewed.
    case coder
    /// The years of the works.
    case year
    /// The records of what somebody looked for.
    case search
    /// The licences of data sets and schemes.
    case licence
  }

  /// A kind of node.
  public struct KindCount: Hashable, Sendable {
    /// The kind.
    public let kind: Kind
    /// How many nodes are of it.
    public let nodes: Int
    /// How many of these have a name.
    public let named: Int
    /// How many statements start from one of them.
    public let from: Int
    /// How many statements lead to one of them.
    public let to: Int
  }

  /// A relation.
  public struct RelationCount: Hashable, Sendable {
    /// The relation.
    public let relation: Relation
    /// How many statements are of it, denials among them.
    public let statements: Int
    /// How many of these deny it.
    public let denied: Int
    /// How many different works state it.
    public let sources: Int
    /// How many of the statements do not say who states them.
    public let unsourced: Int
  }

  /// The graph that is counted.
  let graph: EvidenceGraph
  /// Each kind that occurs, in the order of the names.
  public let kinds: [KindCount]
  /// Each relation that occurs, in the order of the names.
  public let relations: [RelationCount]

  /// Counts kinds and relations; the rest is counted when it is asked for.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements, as each list below.
  public init(_ graph: EvidenceGraph) {
    self.graph = graph
    var nodes: [Kind: (all: Int, named: Int, from: Int, to: Int)] = [:]
    for node in graph.nodes {
      var count = nodes[graph.kind(of: node)] ?? (0, 0, 0, 0)
      count.all += 1
      if graph.label(of: node) != nil { count.named += 1 }
      count.from += graph.outgoing(node).count
      count.to += graph.incoming(node).count
      nodes[graph.kind(of: node)] = count
    }
    kinds = nodes.sorted { $0.key < $1.key }.map { kind, count in
      KindCount(kind: kind, nodes: count.all, named: count.named, from: count.from, to: count.to)
    }
    var statements: [Relation: (all: Int, denied: Int, sources: Set<Key>, unsourced: Int)] = [:]
    for edge in graph.edges {
      let relation = graph.relation(of: edge)
      statements[relation, default: (0, 0, [], 0)].all += 1
      if graph.isNegated(edge) { statements[relation]?.denied += 1 }
      if let source = graph.source(of: edge) {
        statements[relation]?.sources.insert(source)
      } else {
        statements[relation]?.unsourced += 1
      }
    }
    relations = statements.sorted { $0.key < $1.key }.map { relation, count in
      RelationCount(
        relation: relation,
        statements: count.all,
        denied: count.denied,
        sources: count.sources.count,
        unsourced: count.unsourced
      )
    }
  }
}
