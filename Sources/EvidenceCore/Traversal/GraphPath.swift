/// A way through a graph: nodes, and the statements between them.
public struct GraphPath: Hashable, Sendable {
  /// The nodes in order; one more than there are statements.
  public var nodes: [NodeID]
  /// The statements in order, whichever way they point.
  public var edges: [EdgeID]

  /// Makes a path.
  public init(nodes: [NodeID], edges: [EdgeID]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// The nodes' keys, in order.
  public func keys(in graph: EvidenceGraph) -> [Key] { nodes.map { graph.key(of: $0) } }
}
