public import EvidenceCore

/// What reaches the places of one axis, and what each way there rests on: with two axes enough to count
/// their matrix under any filter of statements without knowing how chains are built.
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

  /// The axis, for witnesses of the first kind that was asked for.
  public var axis: CoverageAxis
  /// The relations by which witnesses of each kind reach the axis.
  public var relations: [Kind: [Relation]]
  /// The ways from each node that has any, by position, then by statement.
  public var ways: [NodeID: [Way]]
}

extension CoverageAnalysis {
  /// What reaches what on some axes.
  ///
  /// - Parameters:
  ///   - axes: what stands on them.
  ///   - kinds: the kinds of the witnesses; for papers, the nodes that they introduce have the ways.
  ///   - isReviewed: whether matches that a reviewer disputes are left out, as a filter for reviewed
  ///     statements does.
  ///   - bound: how many steps may be taken.
  /// - Returns: for each axis only ways that no other makes needless; `nil` where the search reached
  ///   its bound.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph, or if BROADER goes in a circle.
  /// - Complexity: O(walks), where a walk is told from another by what it needs; at most the bound.
  public func reach(
    _ axes: [CoverageQuery.Axis],
    of kinds: [Kind],
    isReviewed: Bool = false,
    bound: Int = 5_000_000
  ) throws(EvidenceError) -> [CoverageReach]? {
    if isReviewed { return try reviewedReach(axes, kinds, bound) }
    try graph.refuseCircles(along: [.broader])
    var finder = ReachFinder(graph, hierarchy, policy, bound: bound)
    let builder = AxisBuilder(graph: graph, hierarchy: hierarchy)
    let witnesses = Set(kinds.flatMap { $0 == .paper ? [.mitigation, .risk] : [$0] }).sorted()
    var found: [CoverageReach] = []
    for axis in axes {
      var relations: [Kind: [Relation]] = [:]
      for kind in kinds { relations[kind] = try builder.axis(axis, of: kind).relations }
      var ways: [NodeID: [CoverageReach.Way]] = [:]
      for kind in witnesses {
        let seen = try builder.axis(axis, of: kind)
        ways.merge(finder.ways(from: graph.nodes(of: kind), to: seen)) { first, _ in first }
      }
      found.append(
        CoverageReach(
          axis: try builder.axis(axis, of: kinds.first ?? .mitigation),
          relations: relations,
          ways: ways
        )
      )
    }
    return finder.isStopped ? nil : found
  }

  /// The reach in the graph without disputed matches, with the statements of this one.
  private func reviewedReach(
    _ axes: [CoverageQuery.Axis],
    _ kinds: [Kind],
    _ bound: Int
  ) throws(EvidenceError) -> [CoverageReach]? {
    func isKept(_ edge: EdgeID) -> Bool {
      !graph.relation(of: edge).isMatch || !graph.isDisputed(edge)
    }
    let kept = graph.edges.filter(isKept)
    guard kept.count < graph.statementCount else { return try reach(axes, of: kinds, bound: bound) }
    let rest = graph.filtered(keepingNodes: { _ in true }, keepingStatements: isKept)
    let found = try CoverageAnalysis(rest, policy: policy).reach(axes, of: kinds, bound: bound)
    return found?.map { reach in
      var reach = reach
      reach.ways = reach.ways.mapValues { ways in
        ways.map { way in
          var way = way
          way.statement = way.statement.map { kept[$0.position] }
          return way
        }
      }
      return reach
    }
  }
}
