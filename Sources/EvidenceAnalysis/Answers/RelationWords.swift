public import EvidenceCore

/// Relations as sentences say them.
public enum RelationWords {
  /// `close match`.
  public static func text(_ relation: Relation) -> String {
    relation.name.lowercased().split(separator: "_").joined(separator: " ")
  }

  /// What a statement of a relation says with its stance: one that bears evidence and opposes
  /// `opposes`, whatever its relation, and is never worded as support.
  public static func text(_ relation: Relation, _ stance: Stance?) -> String {
    opposes(relation, stance) ? "opposes" : text(relation)
  }

  /// Whether a statement bears evidence and opposes.
  public static func opposes(_ relation: Relation, _ stance: Stance?) -> Bool {
    stance == .opposes && relation.bearsEvidence
  }

  /// Whether a statement bears evidence and opposes.
  public static func opposes(_ edge: EdgeID, in graph: EvidenceGraph) -> Bool {
    opposes(graph.relation(of: edge), graph.stance(of: edge))
  }
}
