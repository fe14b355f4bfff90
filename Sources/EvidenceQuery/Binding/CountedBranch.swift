/// A relationship of a pattern, and what hangs on the node behind it, of which only the number of ways
/// is wanted.
struct CountedBranch: Sendable {
  /// Read from ``BoundMatch/Relationship/from``, the node that the branch hangs on.
  var relationship: BoundMatch.Relationship
  var relationshipConditions: [BoundExpression]
  var node: BoundMatch.Node
  var nodeConditions: [BoundExpression]
  var branches: [CountedBranch]

  /// The slots of its nodes and relationships.
  var slots: [Int] { [relationship.slot, node.slot] + branches.flatMap(\.slots) }
}
