public import EvidenceCore

/// A pattern of paths, whose steps the compiler checks against the kinds they join.
///
/// It finds walks that match a pattern. Whether a walk is evidence is another question, and
/// EvidenceAnalysis answers it.
///
/// ```swift
/// let query = PathQuery(from: Paper.self)
///   .where(.property("year", .atLeast, .integer(2024)))
///   .outgoing(.proposes)
///   .outgoing(.addressesDomain)
///   .where(.key("mit-risk@4:4.2"))
/// print(query.count(in: graph))
/// for path in query.paths(in: graph) { print(path.keys(in: graph)) }
/// ```
public struct PathQuery<Last: NodeKind>: Hashable, Sendable {
  /// What the query comes down to.
  public private(set) var plan: PathPlan

  private init(_ plan: PathPlan) { self.plan = plan }

  /// Starts at the nodes of a kind.
  public init(from kind: Last.Type) {
    plan = PathPlan(start: PathPlan.NodeTest(kind: Last.kind))
  }

  /// Goes along statements of a relation.
  ///
  /// Every statement of the step meets the conditions.
  public func outgoing<Next: NodeKind>(
    _ link: Link<Last, Next>,
    where conditions: StatementCondition...
  ) -> PathQuery<Next> {
    PathQuery<Next>(stepping(link.relation, true, link.repetitions, conditions, Next.kind))
  }

  /// Goes against statements of a relation.
  ///
  /// Every statement of the step meets the conditions.
  public func incoming<Next: NodeKind>(
    _ link: Link<Next, Last>,
    where conditions: StatementCondition...
  ) -> PathQuery<Next> {
    PathQuery<Next>(stepping(link.relation, false, link.repetitions, conditions, Next.kind))
  }

  /// Asks something of the node that the query has come to; several conditions all hold.
  public func `where`(_ conditions: NodeCondition...) -> PathQuery {
    var result = self
    if result.plan.steps.isEmpty {
      result.plan.start.conditions += conditions
    } else {
      result.plan.steps[result.plan.steps.count - 1].node.conditions += conditions
    }
    return result
  }

  private func stepping(
    _ relation: Relation,
    _ isOutgoing: Bool,
    _ repetitions: ClosedRange<Int>,
    _ conditions: [StatementCondition],
    _ kind: Kind
  ) -> PathPlan {
    var plan = plan
    plan.steps.append(
      PathPlan.Step(
        relation,
        isOutgoing: isOutgoing,
        repetitions: repetitions,
        statementConditions: conditions,
        node: PathPlan.NodeTest(kind: kind)
      )
    )
    return plan
  }
}

extension PathQuery {
  /// How many paths match; no path is listed where counts can be carried along the steps.
  ///
  /// - Returns: as many as ``paths(in:)`` lists; `Int.max` where there are more.
  /// - Complexity: O(*s* · (*n* + *m*)) for *s* steps, counting repetitions, where no path could
  ///   meet a node twice; else proportional to the number of paths.
  public func count(in graph: EvidenceGraph) -> Int { plan.count(in: graph) }

  /// Every path that matches. A path holds no node twice, and each of several statements between
  /// two nodes makes a path of its own.
  ///
  /// - Returns: depth first: by the first node's key, then the second's, and so on; statements of
  ///   one pair in the order of ids; fewer repetitions of a step before more.
  public func paths(in graph: EvidenceGraph) -> [PathMatch] { first(.max, in: graph) }

  /// The first paths that match, in the order of ``paths(in:)``, without making the others.
  public func first(_ limit: Int, in graph: EvidenceGraph) -> [PathMatch] {
    plan.first(limit, in: graph)
  }

  /// What the query asks of a graph that the graph knows nothing of.
  public func diagnostics(in graph: EvidenceGraph) -> [Diagnostic] { plan.diagnostics(in: graph) }

  /// The plan as a person reads it, one step a line.
  public var explanation: String { plan.explanation }
}
