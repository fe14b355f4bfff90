internal import EvidenceCore

extension NodeCondition {
  /// Whether a node meets the condition.
  func holds(_ node: NodeID, _ graph: EvidenceGraph) -> Bool {
    switch self {
    case .key(let key): graph.node(key) == node
    case .label(let label): graph.label(of: node) == label
    case .notation(let code): graph.notation(of: node) == code
    case .scheme(let scheme): graph.scheme(of: node) == scheme
    case .property(let name, let comparison, let value):
      graph.property(name, of: node).map { comparison.holds($0, value) } ?? false
    case .not(let other): !other.holds(node, graph)
    case .all(let list): list.allSatisfy { $0.holds(node, graph) }
    case .any(let list): list.contains { $0.holds(node, graph) }
    }
  }

  /// The only nodes that can meet the condition, where they can be found without a search.
  func candidates(_ graph: EvidenceGraph) -> [NodeID]? {
    switch self {
    case .key(let key): [graph.node(key)].compactMap(\.self)
    case .all(let list): list.lazy.compactMap { $0.candidates(graph) }.first
    case .any(let list):
      list.reduce([NodeID]?.some([])) { result, next in
        guard let result, let more = next.candidates(graph) else { return nil }
        return result + more
      }
    default: nil
    }
  }
}

extension StatementCondition {
  /// Whether a statement meets the condition.
  func holds(_ edge: EdgeID, _ graph: EvidenceGraph) -> Bool {
    switch self {
    case .source(let key): graph.source(of: edge) == key
    case .via(let via): graph.via(of: edge) == via
    case .stance(let stance): (graph.stance(of: edge) ?? .supports) == stance
    case .evidenceType(let type): graph.evidenceType(of: edge) == type
    case .confidence(let least): graph.confidence(of: edge).map { $0 >= least } ?? false
    case .negated: graph.isNegated(edge)
    case .property(let name, let comparison, let value):
      graph.property(name, of: edge).map { comparison.holds($0, value) } ?? false
    case .not(let other): !other.holds(edge, graph)
    case .all(let list): list.allSatisfy { $0.holds(edge, graph) }
    case .any(let list): list.contains { $0.holds(edge, graph) }
    }
  }
}

extension PathPlan.NodeTest {
  /// The nodes that pass the test.
  ///
  /// - Complexity: O(*n*), less where a condition names keys.
  func nodes(in graph: EvidenceGraph) -> NodeSet {
    var found: [NodeID]
    if let few = conditions.lazy.compactMap({ $0.candidates(graph) }).first {
      found = few.filter { kind == nil || graph.kind(of: $0) == kind }
    } else if let kind {
      found = graph.nodes(of: kind)
    } else {
      found = Array(graph.nodes)
    }
    if !conditions.isEmpty {
      found = found.filter { node in conditions.allSatisfy { $0.holds(node, graph) } }
    }
    return NodeSet(found, nodeCount: graph.nodeCount)
  }
}
