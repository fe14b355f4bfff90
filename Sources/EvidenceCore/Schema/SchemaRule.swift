/// One thing that can be wrong with a graph.
protocol SchemaRule: Sendable {
  /// Everything that breaks the rule, in the order of the graph.
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic]
}

extension EvidenceGraph {
  /// The place in the input where a node stands.
  package func place(of node: NodeID) -> Place { Place(file, line: line(of: node)) }

  /// The place in the input where a statement stands.
  package func place(of edge: EdgeID) -> Place { Place(file, line: line(of: edge)) }

  /// A statement as a message names it.
  package func phrase(_ edge: EdgeID) -> String {
    "'\(key(of: from(edge)))' \(relation(of: edge)) '\(key(of: to(edge)))'"
  }
}
