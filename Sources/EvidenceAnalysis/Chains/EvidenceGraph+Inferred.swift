public import EvidenceCore

extension EvidenceGraph {
  /// Whether a statement makes every chain that holds it inferred: a match, or one that a model or
  /// a rule made and no person checked.
  ///
  /// This alone is what a dashed line between nodes says, on every map.
  /// - Complexity: O(1).
  public func isInferred(_ edge: EdgeID) -> Bool {
    relation(of: edge).isMatch || method(of: edge) == .model
      || justification(of: edge)?.isInference == true
  }

  /// Whether nothing that is said by these statements is said by a person: there are some, and all
  /// of them are inferred.
  package func areInferred(_ edges: some Sequence<EdgeID>) -> Bool {
    var isAny = false
    for edge in edges {
      guard isInferred(edge) else { return false }
      isAny = true
    }
    return isAny
  }
}
