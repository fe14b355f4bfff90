public import EvidenceCore

extension PathPlan {
  /// How many paths match; see ``PathQuery/count(in:)``.
  public func count(in graph: EvidenceGraph) -> Int { PathExecutor(self, graph).count() }

  /// Every path that matches; see ``PathQuery/paths(in:)`` for the order.
  public func paths(in graph: EvidenceGraph) -> [PathMatch] { first(.max, in: graph) }

  /// The first paths that match, without making the others.
  public func first(_ limit: Int, in graph: EvidenceGraph) -> [PathMatch] {
    PathExecutor(self, graph).paths(limit: limit)
  }
}
