public import EvidenceCore

/// One evidence chain: statements that together carry meaning from its start to a risk.
public struct EvidenceChain: Hashable, Sendable {
  /// What a chain says about the risk at its end.
  public enum About: String, Sendable { case mitigation, risk }

  /// How far the claim was carried from the one who made it.
  public enum Directness: String, Sendable { case direct, borrowed, inferred }

  /// One statement of a chain, walked along or against its direction.
  public struct Step: Hashable, Sendable {
    public var edge: EdgeID
    public var relation: Relation
    public var forward: Bool
  }

  /// The nodes in order; one more than there are steps.
  public var nodes: [NodeID]
  public var steps: [Step]
  public var about: About
  public var stance: Stance
  public var directness: Directness
  /// The product of the steps' factors, in 0…1, unrounded; `nil` where the policy leaves it unknown.
  public var strength: Double?
  /// The ADDRESSES or IDENTIFIES statement whose stance the chain has, if it holds one.
  public var claim: EdgeID?
}

/// The strength of a set of chains: a support score of our own, not a probability that a
/// mitigation works.
public enum Strength: Hashable, Sendable {
  case exact(Double)
  /// Proven bounds; no upper one where a chain's strength is unknown.
  case interval(low: Double, high: Double?)
}

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

/// The answer to "how does this bear on that risk?"
public struct PathAnswer: Sendable {
  /// The chains, strongest first, then shorter, then by keys; unknown strength last.
  public var chains: [EvidenceChain]
  /// How many chains there are; ``chains`` may list fewer.
  public var total: Int
  /// Over the chains that offer a mitigation.
  public var supporting: Strength?
  public var opposing: Strength?
  /// Over the chains that name the risk.
  public var named: Strength?
  /// There whenever there is no chain.
  public var nearestMiss: NearestMiss?
  /// The work bound at which the search ended, if it did.
  public var stoppedAt: Int?
  public var from: NodeID
  public var to: NodeID
  public var policy: Policy
}
