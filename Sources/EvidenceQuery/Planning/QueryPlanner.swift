/// In which order the parts of a pattern are looked for.
enum PatternOrder: Sendable {
  /// The one that is expected to cost least.
  case cheapest
  /// That of the text, with conditions as early as can be.
  case asWritten
  /// That of the text, with conditions at the end.
  case unchanged
}

/// Makes a plan of a query whose names are resolved.
struct QueryPlanner {
  let graph: any QueryGraph
  let order: PatternOrder

  func plan(_ query: BoundQuery) -> QueryPlan {
    QueryPlan(
      parts: query.parts.map { part in
        QueryPlan.Part(steps: part.clauses.flatMap { steps(for: $0) }, columns: part.columns)
      },
      keepsDoubles: query.keepsDoubles,
      columns: query.columns
    )
  }

  private func steps(for clause: BoundClause) -> [QueryStep] {
    switch clause {
    case .match(let match):
      let steps = steps(for: match)
      return match.isOptional ? [.optional(steps, nulls: match.given)] : steps
    case .unwind(let list, let slot): return [.unwind(list, slot)]
    case .project(let projection): return steps(for: projection)
    case .call(let call): return [.call(call)]
    case .create(let creation): return [.create(creation)]
    case .merge(let merge): return [.merge(merge, match: steps(for: merge.match))]
    case .change(let changes): return [.change(changes)]
    case .delete(let items, let detaches): return [.delete(items, detaches: detaches)]
    }
  }

  private func steps(for match: BoundMatch) -> [QueryStep] {
    var planner = MatchPlanner(match, graph)
    return planner.steps(in: order)
  }

  private func steps(for projection: BoundProjection) -> [QueryStep] {
    var steps: [QueryStep] = []
    if let grouping = projection.grouping { steps.append(.aggregate(grouping)) }
    let computed = projection.columns.compactMap { column in
      column.value.map { (slot: column.slot, value: $0) }
    }
    if !computed.isEmpty { steps.append(.compute(computed)) }
    if projection.isDistinct { steps.append(.distinct(projection.columns.map(\.slot))) }
    if !projection.order.isEmpty {
      steps.append(.sort(projection.order, skip: projection.skip, projection.limit))
    }
    if let skip = projection.skip { steps.append(.skip(skip)) }
    if let limit = projection.limit { steps.append(.limit(limit)) }
    if let condition = projection.condition { steps.append(.filter(condition.conjuncts)) }
    return steps
  }
}
