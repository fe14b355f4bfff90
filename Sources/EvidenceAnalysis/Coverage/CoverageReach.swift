public import EvidenceCore

/// What reaches what in a matrix, and what each way there rests on: enough to count the matrix under
/// any filter of statements without knowing how chains are built.
///
/// A witness reaches a cell where it (a paper: one of the nodes that it introduces) has a way to the
/// cell's row and a way to its column. A filter leaves a way open while its statement passes and none
/// of its nodes has lost every statement that introduced it.
public struct CoverageReach: Sendable {
  /// One way from a node to a place of an axis.
  public struct Way: Hashable, Sendable {
    /// The position on the axis.
    public var position: Int
    /// The statement that a filter may take away: the claim of a chain, or what introduces the node on
    /// an axis of papers; `nil` where the way rests on coding alone.
    public var statement: EdgeID?
    /// Whether the statement is a claim, and so evidence of the cell.
    public var isClaim: Bool
    /// Whether the way holds no match and nothing that a model or a rule made.
    public var isPlain: Bool
    /// Whether the way ends without a step of roll-up.
    public var isHere: Bool
    /// The further nodes on the way that a filter may take away, beside the node itself and the ends of
    /// the statement; ascending.
    public var needs: [NodeID]
  }

  /// The ways from each node that has any, by position, then by statement.
  public var rows: [NodeID: [Way]]
  public var columns: [NodeID: [Way]]

  /// Collects ways, none at first.
  public init(rows: [NodeID: [Way]] = [:], columns: [NodeID: [Way]] = [:]) {
    self.rows = rows
    self.columns = columns
  }
}

extension CoverageAnalysis {
  /// What reaches what in the matrix that a query asks for.
  ///
  /// - Parameters:
  ///   - query: the matrix.
  ///   - isReviewed: whether matches that a reviewer disputes are left out, as a filter for reviewed
  ///     statements does.
  ///   - bound: how many steps may be taken.
  /// - Returns: only ways that no other makes needless; `nil` where the search reached its bound.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph, or if BROADER goes in a circle.
  /// - Complexity: O(walks), where a walk is told from another by what it needs; at most the bound.
  public func reach(
    _ query: CoverageQuery,
    isReviewed: Bool = false,
    bound: Int = 5_000_000
  ) throws(EvidenceError) -> CoverageReach? {
    if isReviewed { return try reviewedReach(query, bound) }
    try graph.refuseCircles(along: [.broader])
    var finder = ReachFinder(graph, hierarchy, policy, bound: bound)
    let builder = AxisBuilder(graph: graph, hierarchy: hierarchy)
    var reach = CoverageReach()
    for kind in query.of == .paper ? [Kind.mitigation, .risk] : [query.of] {
      let rows = try builder.axis(query.rows, of: kind)
      let columns = try builder.axis(query.columns, of: kind)
      for node in graph.nodes(of: kind) {
        let (onRows, onColumns) = (
          finder.ways(from: node, to: rows), finder.ways(from: node, to: columns)
        )
        if !onRows.isEmpty { reach.rows[node] = onRows }
        if !onColumns.isEmpty { reach.columns[node] = onColumns }
      }
    }
    return finder.isStopped ? nil : reach
  }

  /// The reach in the graph without disputed matches, with the statements of this one.
  private func reviewedReach(
    _ query: CoverageQuery,
    _ bound: Int
  ) throws(EvidenceError) -> CoverageReach? {
    func isKept(_ edge: EdgeID) -> Bool {
      !graph.relation(of: edge).isMatch || !graph.isDisputed(edge)
    }
    let kept = graph.edges.filter(isKept)
    guard kept.count < graph.statementCount else { return try reach(query, bound: bound) }
    let rest = graph.filtered(keepingNodes: { _ in true }, keepingStatements: isKept)
    guard let found = try CoverageAnalysis(rest, policy: policy).reach(query, bound: bound) else {
      return nil
    }
    func named(_ ways: [CoverageReach.Way]) -> [CoverageReach.Way] {
      ways.map { way in
        var way = way
        way.statement = way.statement.map { kept[$0.position] }
        return way
      }
    }
    return CoverageReach(rows: found.rows.mapValues(named), columns: found.columns.mapValues(named))
  }
}
