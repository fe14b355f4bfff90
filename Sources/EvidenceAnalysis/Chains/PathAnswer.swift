public import EvidenceCore

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
