public import EvidenceCore

extension Inventory {
  /// A classification scheme, and what is coded into it.
  public struct SchemeCount: Hashable, Sendable {
    /// Name and version, as every command takes it: `mit-risk@4`.
    public let id: String
    /// What the header calls it.
    public let title: String?
    /// The kind of its concepts.
    public let kind: Kind?
    /// How many concepts there are on each level, the top first.
    public let levels: [Int]
    /// What is coded there, the most first.
    public let codings: [Coding]
    /// Under which licence it is used, if the header says so.
    public let licence: String?
    /// Whether the header declares it; concepts alone are a scheme too.
    public let isDeclared: Bool

    /// How many concepts it has.
    public var concepts: Int { levels.reduce(0, +) }
  }

  /// Nodes of one kind that one relation codes into a scheme.
  public struct Coding: Hashable, Sendable {
    /// The kind of the nodes.
    public let kind: Kind
    /// The relation that leads from them to a concept.
    public let relation: Relation
    /// How many different nodes there are.
    public let nodes: Int
    /// How many statements there are; denials are not counted.
    public let statements: Int

    /// The coding in words: `1595 Risk IN_DOMAIN`.
    public var words: String { "\(nodes) \(kind) \(relation)" }
  }

  /// Every scheme that the header declares or a concept is of, by id.
  public func schemes() -> [SchemeCount] {
    let hierarchy = Hierarchy(graph)
    var levels: [String: [Int]] = [:]
    var kinds: [String: Kind] = [:]
    for node in graph.nodes {
      guard let scheme = graph.scheme(of: node) else { continue }
      var counts = levels[scheme] ?? []
      let level = hierarchy.level(of: node)
      if counts.count < level {
        counts.append(contentsOf: repeatElement(0, count: level - counts.count))
      }
      counts[level - 1] += 1
      levels[scheme] = counts
      if kinds[scheme] == nil { kinds[scheme] = graph.kind(of: node) }
    }
    let declared = Dictionary(
      graph.header.schemes.map { ($0.id, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    let codings = codings().mapValues { codings in
      codings.map { place, count in
        Coding(
          kind: place.kind,
          relation: place.relation,
          nodes: count.nodes.count,
          statements: count.statements
        )
      }
      .sorted { a, b in
        (b.nodes, b.statements, a.relation, a.kind) < (a.nodes, a.statements, b.relation, b.kind)
      }
    }
    return Set(levels.keys).union(declared.keys).sorted { $0.precedesInUTF8($1) }.map { id in
      SchemeCount(
        id: id,
        title: declared[id]?.title,
        kind: declared[id]?.kind ?? kinds[id],
        levels: levels[id] ?? [],
        codings: codings[id] ?? [],
        licence: declared[id]?.licence,
        isDeclared: declared[id] != nil
      )
    }
  }

  /// A kind and the relation by which its nodes are coded.
  struct CodingPlace: Hashable {
    var kind: Kind
    var relation: Relation
  }

  /// What is coded into each scheme: all that leads to a concept, but the order of the concepts
  /// themselves and matches.
  func codings() -> [String: [CodingPlace: (nodes: Set<NodeID>, statements: Int)]] {
    var found: [String: [CodingPlace: (nodes: Set<NodeID>, statements: Int)]] = [:]
    // A concept's scheme is looked up once, not for each statement that leads there.
    let schemes = graph.nodes.map { node in
      graph.incoming(node).isEmpty ? nil : graph.scheme(of: node)
    }
    for edge in graph.edges {
      guard let scheme = schemes[graph.to(edge).position] else { continue }
      let relation = graph.relation(of: edge)
      guard !relation.isMatch, relation != .broader, !graph.isNegated(edge) else { continue }
      let node = graph.from(edge)
      let place = CodingPlace(kind: graph.kind(of: node), relation: relation)
      found[scheme, default: [:]][place, default: ([], 0)].nodes.insert(node)
      found[scheme]?[place]?.statements += 1
    }
    return found
  }
}
