public import EvidenceCore

/// Which papers are versions of one work, so that a work counts once.
public struct Works: Sendable {
  /// A work: a paper of the graph, a source that the graph has no node for, or nobody known.
  public enum Work: Hashable, Sendable {
    /// The paper with the least key among the versions.
    case paper(NodeID)
    case other(Key)
    case unknown
  }

  private let representatives: [NodeID: NodeID]

  /// Joins the papers of a graph along IS_VERSION_OF.
  ///
  /// - Complexity: O(*n* + *v*) for *n* nodes and *v* such statements.
  public init(_ graph: EvidenceGraph) {
    var parent: [NodeID: NodeID] = [:]
    func root(_ node: NodeID) -> NodeID {
      var node = node
      while let next = parent[node] { node = next }
      return node
    }
    if graph.relations.contains(.isVersionOf) {
      for node in graph.nodes {
        for edge in graph.outgoing(node, .isVersionOf) where !graph.isNegated(edge) {
          let (a, b) = (root(node), root(graph.to(edge)))
          if a != b { parent[max(a, b)] = min(a, b) }
        }
      }
    }
    var result: [NodeID: NodeID] = [:]
    for node in parent.keys { result[node] = root(node) }
    representatives = result
  }

  /// The work that a paper is a version of.
  public func work(of paper: NodeID) -> Work { .paper(representatives[paper] ?? paper) }

  /// The work that makes a statement, where its source is known.
  public func source(of edge: EdgeID, in graph: EvidenceGraph) -> Work? {
    if let node = graph.sourceNode(of: edge) { return work(of: node) }
    return graph.source(of: edge).map { .other($0) }
  }

  /// Whether two papers are versions of one work.
  public func areOne(_ a: NodeID, _ b: NodeID) -> Bool { work(of: a) == work(of: b) }

  /// Every version of a paper's work, the paper among them.
  public func versions(of paper: NodeID, in graph: EvidenceGraph) -> [NodeID] {
    let wanted = work(of: paper)
    let others = representatives.keys.filter { work(of: $0) == wanted }
    if case .paper(let first) = wanted { return Set(others + [first, paper]).sorted() }
    return [paper]
  }
}
