/// The rewrites that make a query cheaper and leave its rows as they are, in their order.
enum QueryOptimizer {
  /// Rewrites what is asked, before it is planned.
  static func rewritten(_ query: BoundQuery, _ graph: any QueryGraph) -> BoundQuery {
    let query = EarlyConditions.applied(to: query)
    guard let reader = graph as? EvidenceReader else { return query }
    return CountedBranches(reader).applied(to: CountedKeys.applied(to: query, reader))
  }

  /// Rewrites a plan.
  static func rewritten(_ plan: QueryPlan) -> QueryPlan {
    var plan = plan
    for index in plan.parts.indices {
      let steps = CountedTail.applied(to: plan.parts[index].steps)
      plan.parts[index].steps = LateColumns.applied(to: steps)
    }
    return plan
  }
}
