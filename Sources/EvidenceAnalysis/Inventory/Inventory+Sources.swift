public import EvidenceCore

extension Inventory {
  /// A work, and what it states.
  public struct SourceCount: Sendable {
    /// The key of the work; `nil` stands for all statements without a known source.
    public let key: Key?
    /// Its node, where the graph has one.
    public let node: NodeID?
    /// The year of the work, where it is known.
    public let year: Int?
    /// How many statements it makes, denials among them.
    public let statements: Int
    /// How many of each relation, in the order of the names.
    public let relations: [(relation: Relation, count: Int)]
    /// How many of its evidence-bearing statements take each stance, `nil` where none is stated.
    public let stances: [(stance: Stance?, count: Int)]
    /// How many of its evidence-bearing statements rest on each type of evidence, `nil` where none is
    /// stated.
    public let types: [(type: EvidenceType?, count: Int)]
  }

  /// The works of a year.
  public struct YearCount: Hashable, Sendable {
    /// The year; `nil` where it is not stated.
    public let year: Int?
    /// How many papers there are.
    public let papers: Int
    /// How many evidence-bearing statements these make.
    public let statements: Int
  }

  /// Every paper, and every other source of a statement: those that state the most first, then by
  /// key; statements without a known source last.
  public func sources() -> [SourceCount] {
    var edges: [Key?: [EdgeID]] = [:]
    for node in graph.nodes(of: .paper) { edges[graph.key(of: node)] = [] }
    for edge in graph.edges { edges[graph.source(of: edge), default: []].append(edge) }
    return edges.map { key, edges in source(key, edges) }.sorted { a, b in
      guard let x = a.key, let y = b.key else { return a.key != nil }
      if a.statements != b.statements { return a.statements > b.statements }
      // Nodes stand in the order of their keys.
      if let one = a.node, let other = b.node { return one < other }
      return x < y
    }
  }

  private func source(_ key: Key?, _ edges: [EdgeID]) -> SourceCount {
    let node = key.flatMap { graph.node($0) }
    guard !edges.isEmpty else {
      return SourceCount(
        key: key,
        node: node,
        year: node.flatMap { graph.year(of: $0) },
        statements: 0,
        relations: [],
        stances: [],
        types: []
      )
    }
    let evidence = edges.filter { graph.relation(of: $0).bearsEvidence && !graph.isNegated($0) }
    let relations = Dictionary(grouping: edges) { graph.relation(of: $0) }
    let stances = Dictionary(grouping: evidence) { graph.stance(of: $0) }
    let types = Dictionary(grouping: evidence) { graph.evidenceType(of: $0) }
    func counts<Value>(_ all: [Value?], _ groups: [Value?: [EdgeID]]) -> [(Value?, Int)] {
      all.compactMap { value in groups[value].map { (value, $0.count) } }
    }
    return SourceCount(
      key: key,
      node: node,
      year: node.flatMap { graph.year(of: $0) },
      statements: edges.count,
      relations: relations.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count) },
      stances: counts(Stance.allCases.map { $0 } + [nil], stances),
      types: counts(EvidenceType.allCases.map { $0 } + [nil], types)
    )
  }

  /// The years of the papers, earliest first, the one of those without a year last.
  public func years() -> [YearCount] {
    var counts: [Int?: (papers: Int, statements: Int)] = [:]
    for node in graph.nodes(of: .paper) {
      counts[graph.year(of: node), default: (0, 0)].papers += 1
    }
    for edge in graph.edges where graph.relation(of: edge).bearsEvidence && !graph.isNegated(edge) {
      guard let source = graph.sourceNode(of: edge) else { continue }
      counts[graph.year(of: source), default: (0, 0)].statements += 1
    }
    return counts.map { YearCount(year: $0, papers: $1.papers, statements: $1.statements) }
      .sorted { ($0.year ?? .max) < ($1.year ?? .max) }
  }
}
