extension EvidenceGraph {
  /// The graph without some of its nodes and statements; a statement goes with either of its nodes.
  ///
  /// - Parameters:
  ///   - keepsNode: whether a node stays.
  ///   - keepsStatement: whether a statement between nodes that stay stays.
  /// - Returns: a graph with the same header; its positions are its own.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func filtered(
    keepingNodes keepsNode: (NodeID) -> Bool = { _ in true },
    keepingStatements keepsStatement: (EdgeID) -> Bool = { _ in true }
  ) -> EvidenceGraph {
    var builder = GraphBuilder(header: header, file: file)
    var kept = [Bool](repeating: false, count: nodeCount)
    for node in nodes where keepsNode(node) {
      kept[node.position] = true
      builder.add(value(of: node), line: line(of: node))
    }
    for edge in edges
    where kept[from(edge).position] && kept[to(edge).position] && keepsStatement(edge) {
      builder.add(statement(edge), line: line(of: edge))
    }
    return builder.buildReporting().graph
  }
}
