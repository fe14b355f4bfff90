internal import EvidenceAnalysis
internal import EvidenceCore

/// What a page counts: every statement that bears evidence, and every node that it names or that
/// reaches an axis.
///
/// A page that has no room for all names and texts carries the rest of it as numbers, so that its filters
/// count as those of a smaller page do.
struct ReportCounted {
  /// In the order of keys.
  let nodes: [NodeID]
  /// In their order in the graph.
  let edges: [EdgeID]

  /// - Parameter reached: the nodes that ways begin at or need.
  init(_ graph: EvidenceGraph, reached: [NodeID]) {
    edges = Self.edges(graph)
    var isTaken = [Bool](repeating: false, count: graph.nodeCount)
    for node in reached { isTaken[node.position] = true }
    for edge in edges {
      for node in Self.ends(of: edge, graph) { isTaken[node.position] = true }
    }
    // The work of a paper counts where the paper does.
    let works = Works(graph)
    for paper in graph.nodes(of: .paper) where isTaken[paper.position] {
      if case .paper(let work) = works.work(of: paper) { isTaken[work.position] = true }
    }
    nodes = graph.nodes.filter { isTaken[$0.position] }
  }

  /// The statements that bear evidence.
  static func edges(_ graph: EvidenceGraph) -> [EdgeID] {
    let relations = Set(graph.relations.filter(\.bearsEvidence))
    return graph.edges.filter { relations.contains(graph.relation(of: $0)) }
  }

  /// The nodes that a statement names.
  static func ends(of edge: EdgeID, _ graph: EvidenceGraph) -> [NodeID] {
    [graph.from(edge), graph.to(edge)] + (graph.sourceNode(of: edge).map { [$0] } ?? [])
  }
}
