public import EvidenceCore

/// One side of a coverage matrix: what stands on it, in order.
public struct CoverageAxis: Sendable {
  /// What a user asked for: a scheme `name@version`, or a kind.
  public var selection: String
  /// The level asked for; `nil` is every level.
  public var level: Int?
  /// The scheme's title, or the kind's name.
  public var title: String
  /// What stands on the axis: parents before their children, siblings in the order of notations.
  public var entries: [CoverageAxisEntry]
  /// The relations by which a witness reaches this axis.
  public var relations: [Relation]
  /// What the values are of that stand on the axis; `nil` where concepts or nodes of a kind do.
  public var values: AxisValues? = nil
  /// Of what is selected, the nodes that were asked for; `nil` is all.
  public var only: Set<Key>? = nil
}

/// One row or column of a coverage matrix.
public struct CoverageAxisEntry: Sendable {
  public var node: NodeID
  /// 1 at the top.
  public var level: Int
  /// The position on the axis of the nearest concept above that stands on it too.
  public var parent: Int?
  /// Whether a concept below stands on the axis too.
  public var hasChildren: Bool
}
