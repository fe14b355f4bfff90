public import EvidenceCore

/// Leaves out what its own source has deprecated: concepts, risks and measures that are kept for
/// reference and count no more.
public enum Deprecation {
  /// The properties by which vocabularies say that a node is out of use.
  public static let properties = ["deprecated", "revoked", "obsolete"]

  /// Whether a node is out of use: one of ``properties`` is true, as a truth value or as the text
  /// `true`. A node that says nothing is in use.
  public static func isDeprecated(_ node: NodeID, in graph: EvidenceGraph) -> Bool {
    properties.contains { name in
      switch graph.property(name, of: node) {
      case .boolean(let flag): flag
      case .string(let text): text.lowercased() == "true"
      default: false
      }
    }
  }

  /// The graph without the nodes that are out of use, and without the statements about them: they
  /// are neither gaps nor cover.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public static func graph(without graph: EvidenceGraph) -> EvidenceGraph {
    let gone = Set(graph.nodes.filter { isDeprecated($0, in: graph) })
    return gone.isEmpty ? graph : graph.filtered(keepingNodes: { !gone.contains($0) })
  }
}
