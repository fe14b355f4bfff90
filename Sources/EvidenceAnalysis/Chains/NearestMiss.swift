public import EvidenceCore

/// Why no chain joins two nodes, and how near the graph comes to one.
///
/// ``reason(in:naming:)`` gives the cause in words.
public struct NearestMiss: Hashable, Sendable {
  /// Why there is no chain.
  public enum Cause: Hashable, Sendable {
    /// Start and end are one node.
    case sameNode
    /// Chains do not start at nodes of this kind.
    case noStart(Kind)
    /// Chains do not end at nodes of this kind.
    case noEnd(Kind)
    /// The search stopped at its work bound before it found a chain.
    case workBound
    /// Every chain visits a node twice, or is longer than so many steps, where a bound was set.
    case tooLong(steps: Int?)
    /// Only a statement that carries no evidence joins what the start reaches with what leads to the end.
    case refusedMatch(EdgeID, Refusal)
    /// The start, a paper, proposes, evaluates and identifies nothing.
    case statesNothing
    /// The last node reached, a measure, addresses nothing.
    case addressesNothing
    /// Nothing that the last node reached addresses leads to the end.
    case addressesOthers
    /// The last node reached is a risk or domain, from which nothing carries on to the end.
    case endsBefore
  }

  /// Why a match carries no evidence.
  public enum Refusal: String, Hashable, Sendable, CaseIterable {
    /// It denies the match.
    case denied
    /// Related things carry no evidence.
    case related
    /// The opposite is stated too, or the chain holds its one loose match already.
    case loose
    /// What is said of the whole is not said of the part.
    case wholeToPart = "whole-to-part"
    /// A chain holds at most one close or broad match.
    case secondLoose = "second-loose"
  }

  /// The longest meaningful prefix.
  public var nodes: [NodeID]
  /// The relation that is missing, and between which nodes, as far as they are known.
  public var relation: Relation
  public var from: NodeID?
  public var to: NodeID?
  /// Why there is no chain.
  public var cause: Cause
  /// How many other nodes come as near as the last of ``nodes``.
  public var equallyNear: Int
  /// Why this one is shown of those that are equally near; `nil` where it is the only one, or where
  /// nothing speaks for any and it has the least key.
  public var shownFor: SuggestionReason?

  /// Makes a miss by hand.
  public init(
    nodes: [NodeID],
    relation: Relation,
    from: NodeID?,
    to: NodeID?,
    cause: Cause,
    equallyNear: Int = 0,
    shownFor: SuggestionReason? = nil
  ) {
    self.nodes = nodes
    self.relation = relation
    self.from = from
    self.to = to
    self.cause = cause
    self.equallyNear = equallyNear
    self.shownFor = shownFor
  }
}
