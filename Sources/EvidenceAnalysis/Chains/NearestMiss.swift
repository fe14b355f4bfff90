public import EvidenceCore

/// Why no chain joins two nodes, and how near the graph comes to one.
public struct NearestMiss: Hashable, Sendable {
  /// The longest meaningful prefix.
  public var nodes: [NodeID]
  /// The relation that is missing, and between which nodes, as far as they are known.
  public var relation: Relation
  public var from: NodeID?
  public var to: NodeID?
  public var reason: String
}
