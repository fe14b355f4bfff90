public import EvidenceCore
public import EvidenceQuery

/// The answers of this library as procedures that a query calls: `evidence.find`, `evidence.paths`,
/// `evidence.miss`, `evidence.coverage` and `evidence.gaps`.
///
/// ```swift
/// var options = QueryOptions()
/// options.procedures = EvidenceProcedures.all(for: graph)
/// let query = try CypherQuery("CALL evidence.gaps() YIELD kind, node RETURN kind, count(node)")
/// let result = try query.run(on: graph, options: options)
/// ```
public enum EvidenceProcedures {
  /// Every procedure, for one graph.
  ///
  /// What a procedure prepares for a graph it prepares once, when it is first called.
  ///
  /// - Parameters:
  ///   - graph: the graph that the query is asked of; no other.
  ///   - policy: what evidence is weighed under.
  ///   - limit: what may end a call before its time.
  /// - Returns: the procedures in the order of their names.
  /// - Complexity: O(1).
  public static func all(
    for graph: EvidenceGraph,
    policy: Policy = .standard,
    limit: WorkLimit<EvidenceError> = .none
  ) -> [any Procedure] {
    let paths = PreparedOnce { EvidencePaths(graph, policy: policy) }
    return [
      CoverageProcedure(
        graph: graph,
        analysis: PreparedOnce { CoverageAnalysis(graph, policy: policy) },
        limit: limit
      ),
      FindProcedure(graph: graph, index: PreparedOnce { SearchIndex(graph) }),
      GapsProcedure(graph: graph, policy: policy, limit: limit),
      MissProcedure(graph: graph, paths: paths, limit: limit),
      PathsProcedure(graph: graph, paths: paths, limit: limit),
    ]
  }
}
