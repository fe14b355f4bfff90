internal import EvidenceCore

/// What the groups of gaps are made from: who introduces each node, what links it states, and what
/// chains add to them; counted once for a graph.
struct GapGround {
  let graph: EvidenceGraph
  let hierarchy: Hierarchy
  /// Risks and domains that a chain from a measure reaches, each with whether some chain is plain.
  private(set) var reached: [NodeID: Bool] = [:]
  /// A measure of each: one of a plain chain where there is one, then the one that reaches the fewest
  /// others, which is the most telling, then the one with the least key.
  private(set) var measures: [NodeID: NodeID] = [:]
  /// Measures from which a chain leads anywhere.
  private(set) var reaching: Set<NodeID> = []

  /// Walks from every measure once.
  ///
  /// - Complexity: O(*n* + *m*) and the states that chains from measures reach.
  init(_ graph: EvidenceGraph, _ policy: Policy) {
    self.graph = graph
    hierarchy = Hierarchy(graph)
    var reach = RiskReach(graph, policy)
    var breadth: [NodeID: Int] = [:]
    var ways: [RiskReach.Way] = []
    for measure in graph.nodes(of: .mitigation) {
      reach.find(&ways, from: measure)
      let targets = ways.flatMap { reach.targets(ofRow: $0.row) }
      guard !targets.isEmpty else { continue }
      reaching.insert(measure)
      breadth[measure] = Set(targets.map(\.node)).count
      for target in targets {
        let known = reached[target.node]
        let isNearer =
          known == nil || (known == false && target.isPlain)
          || known == target.isPlain
            && measures[target.node].map { (breadth[measure] ?? 0) < (breadth[$0] ?? 0) } == true
        guard isNearer else { continue }
        reached[target.node] = target.isPlain
        measures[target.node] = measure
      }
    }
  }

  /// The papers that name or propose a node.
  func papers(of node: NodeID) -> Set<NodeID> {
    var result: Set<NodeID> = []
    for relation in Self.introducing {
      for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
        result.insert(graph.from(edge))
      }
    }
    return result
  }

  /// The stated ADDRESSES that lead to a risk or start from a measure.
  func claims(of node: NodeID) -> [EdgeID] {
    let edges =
      graph.kind(of: node) == .mitigation
      ? Array(graph.outgoing(node, .addresses)) : Array(graph.incoming(node, .addresses))
    return edges.filter { !graph.isNegated($0) }
  }

  /// Whether a chain joins a risk with a measure, or a measure with a risk.
  func isJoined(_ node: NodeID) -> Bool {
    graph.kind(of: node) == .mitigation ? reaching.contains(node) : reached[node] != nil
  }

  /// The domains that a risk is coded in itself.
  func domains(of risk: NodeID) -> [NodeID] {
    graph.outgoing(risk, .inDomain).filter { !graph.isNegated($0) }.map { graph.to($0) }
  }

  /// The data set that a node was read in: that of what introduces it, else of what codes it, else of
  /// any statement of it; else its scheme.
  func dataSet(of node: NodeID) -> String? {
    for relation in Self.introducing {
      for edge in graph.incoming(node, relation) { if let via = graph.via(of: edge) { return via } }
    }
    for relation in [Relation.classifiedAs, .inDomain, .partOf] {
      for edge in graph.outgoing(node, relation) { if let via = graph.via(of: edge) { return via } }
    }
    let others = Array(graph.outgoing(node)) + Array(graph.incoming(node))
    var counts: [String: Int] = [:]
    for edge in others { if let via = graph.via(of: edge) { counts[via, default: 0] += 1 } }
    let most = counts.max { a, b in
      a.value == b.value ? b.key.precedesInUTF8(a.key) : a.value < b.value
    }
    return most?.key ?? graph.scheme(of: node)
  }

  /// What a node is exactly matched with, of its own kind, in the order of keys.
  func twins(of node: NodeID) -> [NodeID] {
    exactMatches(of: node).filter { graph.kind(of: $0) == graph.kind(of: node) }
  }

  /// Whether a risk is a concept of a scheme a second time: it is matched exactly with a domain or a
  /// category, or stands for one.
  func isCopyOfConcept(_ node: NodeID) -> Bool {
    exactMatches(of: node).contains { graph.kind(of: $0) != graph.kind(of: node) }
      || !graph.outgoing(node, Relation("STANDS_FOR")).isEmpty
  }

  /// Whether its source itself left a node out: a property `excluded`, or one whose text says
  /// "excluded".
  func isExcludedBySource(_ node: NodeID) -> Bool {
    graph.value(of: node).properties.contains { name, value in
      if name == "excluded" { return value != .boolean(false) }
      guard case .string(let text) = value, text.utf8.count <= 60 else { return false }
      return text.lowercased().split { !$0.isLetter }.contains("excluded")
    }
  }

  private func exactMatches(of node: NodeID) -> [NodeID] {
    var result: Set<NodeID> = []
    for edge in graph.outgoing(node, .exactMatch) where !graph.isNegated(edge) {
      result.insert(graph.to(edge))
    }
    for edge in graph.incoming(node, .exactMatch) where !graph.isNegated(edge) {
      result.insert(graph.from(edge))
    }
    return result.sorted()
  }

  private static let introducing: [Relation] = [.proposes, .evaluates, .identifies]
}
