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
