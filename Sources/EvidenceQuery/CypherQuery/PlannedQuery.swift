internal import EvidenceCore

/// A query and the plan that was made of it for a graph.
struct PlannedQuery: Sendable {
  let text: String
  let file: String
  let plan: QueryPlan
  /// The name of the variable of each slot; empty for one that has none.
  let slotNames: [String]

  /// Asks the graph that the plan was made for.
  func run(
    on graph: any QueryGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> QueryResult {
    let run = try QueryRun(
      graph: graph,
      slotCount: slotNames.count,
      parameters: options.parameters,
      isOptimizing: options.isOptimizing,
      mostHeld: options.mostHeld,
      zones: ZoneRules(options.zoneOffset ?? { _, _ in nil }),
      now: options.now ?? 0,
      limit: options.limit
    )
    let profile = options.isProfiled ? PlanText(plan, slotNames) : nil
    do {
      var result = QueryResult(columns: plan.columns, rows: [], isCut: false)
      try Self.rows(of: plan, run, profile, most: options.mostRows, &result)
      try Self.checkDeleted(run)
      result.profile = profile.map { $0.profile(work: run.work) }
      return result
    } catch let failure as QueryFailure {
      throw failure.error(in: text, named: file)
    } catch let called as CalledError {
      throw called.error(in: text, named: file)
    } catch let error as EvidenceError {
      throw error
    } catch {
      throw EvidenceError("query-failed", "\(error)", cause: error)
    }
  }

  private static func rows(
    of plan: QueryPlan,
    _ run: QueryRun,
    _ profile: PlanText?,
    most: Int?,
    _ result: inout QueryResult
  ) throws {
    var rows: [[QueryValue]] = []
    var seen: Set<[QueryValue]> = []
    let isDistinct = plan.parts.count > 1 && !plan.keepsDoubles
    var isCut = false
    for (index, part) in plan.parts.enumerated() {
      var compiler = StepCompiler(run)
      compiler.counters = profile?.counters[index]
      try compiler.execute(part) {
        guard !part.columns.isEmpty else { return true }
        let row = part.columns.map { run.slots[$0] }
        if isDistinct, !seen.insert(row).inserted { return true }
        if let most, rows.count >= most {
          isCut = true
          return false
        }
        try run.hold(row.count + 1)
        rows.append(row)
        return true
      }
    }
    result.rows = rows
    result.isCut = isCut
  }

  /// Nodes that were deleted may keep no relationship.
  private static func checkDeleted(_ run: QueryRun) throws(QueryFailure) {
    guard let store = run.store else { return }
    for node in run.deletedNodes where !store.relationships(of: node).isEmpty {
      throw QueryFailure.runtime(
        "ConstraintVerificationFailed",
        "DeleteConnectedNode",
        "a node that is deleted still has relationships",
        hint: "DETACH DELETE deletes them with it"
      )
    }
  }
}
