public import EvidenceCore

/// Which papers are versions of one work, so that a work counts once.
public struct Works: Sendable {
  /// A work: a paper of the graph, a source that the graph has no node for, or nobody known.
  public enum Work: Hashable, Sendable {
    /// The paper with the least key among the versions.
    case paper(NodeID)
    /// A source that is no node of the graph, by its key.
    case other(Key)
    /// All statements whose source is not stated.
    case unknown
  }

  private let representatives: [NodeID: NodeID]
  /// The versions of each work of several, by its representative.
  private let members: [NodeID: [NodeID]]
  private let proposals: RelationWalk

  /// Joins the papers of a graph along IS_VERSION_OF.
  ///
  /// - Complexity: O(*n* + *v* log *v*) for *n* nodes and *v* such statements.
  public init(_ graph: EvidenceGraph) {
    var parent: [NodeID: NodeID] = [:]
    var steps = 0
    /// Halves the way on each visit, so that long chains of versions are walked once.
    func root(_ node: NodeID) -> NodeID {
      var node = node
      while let next = parent[node] {
        steps += 1
        guard let beyond = parent[next] else { return next }
        parent[node] = beyond
        node = beyond
      }
      return node
    }
    for (paper, other) in RelationWalk(graph, .isVersionOf, outgoing: true).pairs() {
      let (a, b) = (root(paper), root(other))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var result: [NodeID: NodeID] = [:]
    var members: [NodeID: [NodeID]] = [:]
    for node in parent.keys.sorted() {
      let first = root(node)
      result[node] = first
      members[first, default: [first]].append(node)
    }
    representatives = result
    self.members = members
    proposals = RelationWalk(graph, .proposes, outgoing: false)
    WorkCounter.add(graph.nodeCount + steps)
  }

  /// The work that a paper is a version of.
  public func work(of paper: NodeID) -> Work {
    .paper(representatives.isEmpty ? paper : representatives[paper] ?? paper)
  }

  /// The work that makes a statement, where its source is known.
  public func source(of edge: EdgeID, in graph: EvidenceGraph) -> Work? {
    if let node = graph.sourceNode(of: edge) { return work(of: node) }
    return graph.source(of: edge).map { .other($0) }
  }

  /// Every version of a paper's work, the paper among them, in the order of keys.
  public func versions(of paper: NodeID) -> [NodeID] {
    members[representatives[paper] ?? paper] ?? [paper]
  }

  /// The work that makes a statement, where it is told without a look at other statements: its source, or
  /// the paper that it starts from.
  func maker(of edge: EdgeID, in graph: EvidenceGraph) -> Work? {
    if let work = source(of: edge, in: graph) { return work }
    let from = graph.from(edge)
    return graph.kind(of: from) == .paper ? work(of: from) : nil
  }

  /// Calls a function with each work that proposes a mitigation, which stands for the source of its
  /// statements that name none; one may come several times.
  func forEachProposer(of mitigation: NodeID, _ body: (Work) -> Void) {
    proposals.forEach(at: mitigation) { _, paper in body(work(of: paper)) }
  }
}
