public import EvidenceCore

/// A question in openCypher, read and ready to be asked of graphs.
///
/// In an evidence graph a node's kind is its label and a statement is a relationship; both have
/// their fields as properties (`n.key`, `n.label`, `r.source`, `r.confidence`, …).
///
/// ```swift
/// let query = try CypherQuery("MATCH (p:Paper)-[:PROPOSES]->(m) RETURN p.label, count(m)")
/// let result = try query.run(on: graph)
/// for row in result.rows { print(row) }
/// ```
public struct CypherQuery: Sendable {
  /// The query as it was written.
  public let text: String
  /// What the query is called where its place is named.
  public let file: String
  private let query: QueryText

  /// Reads a query.
  ///
  /// - Parameters:
  ///   - text: the query.
  ///   - file: what it is called in messages.
  /// - Throws: `EvidenceError` with the place where the text is no query; its cause is a
  ///   ``QueryFailure``.
  /// - Complexity: O(length).
  public init(_ text: String, file: String = "query") throws(EvidenceError) {
    self.text = text
    self.file = file
    do { query = try QueryParser.parse(text) } catch { throw error.error(in: text, named: file) }
  }

  /// Asks an evidence graph.
  ///
  /// - Returns: the rows in the order of ORDER BY, else in an order that is the same in each run.
  /// - Throws: `EvidenceError` where the query cannot be meant, fails, or is ended by a limit.
  /// - Complexity: that of the plan; ``explanation(on:options:)`` shows it.
  public func run(
    on graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> QueryResult {
    var options = options
    if options.now == nil { options.now = Self.now(of: graph) }
    return try run(on: EvidenceReader(graph), options)
  }

  /// The as-of date of a graph, in seconds from 1970-01-01.
  static func now(of graph: EvidenceGraph) -> Int64? {
    graph.header.asOf.flatMap { TemporalReader.day($0[...]) }.map { $0.number * 86_400 }
  }

  /// Asks a property graph, and changes it where the query says so; where the query fails, the graph
  /// stays as it was.
  @discardableResult
  public func run(
    on graph: inout PropertyGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> QueryResult {
    let store = PropertyStore(graph)
    let result = try run(on: store, options)
    graph = store.graph
    return result
  }

  /// The plan for a graph as a person reads it, one step a line, each fed by the one above.
  public func explanation(
    on graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> String {
    let reader = EvidenceReader(graph)
    let (plan, binder) = try planned(reader, options)
    return PlanText(plan, binder.slotNames).lines.joined(separator: "\n")
  }

  /// The query with its names resolved, and what resolved them.
  func bound(
    _ options: QueryOptions
  ) throws(EvidenceError) -> (query: BoundQuery, binder: QueryBinder) {
    let binder = QueryBinder(
      procedures: options.procedures,
      parameters: Set(options.parameters.keys)
    )
    do { return (try binder.bind(query), binder) } catch {
      throw error.error(in: text, named: file)
    }
  }

  private func planned(
    _ graph: any QueryGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> (QueryPlan, QueryBinder) {
    let (bound, binder) = try bound(options)
    let planner = QueryPlanner(
      graph: graph,
      order: options.isOptimizing ? options.order : .unchanged
    )
    guard options.isOptimizing else { return (planner.plan(bound), binder) }
    let plan = planner.plan(QueryOptimizer.rewritten(bound, graph))
    return (QueryOptimizer.rewritten(plan), binder)
  }

  func run(
    on graph: any QueryGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> QueryResult {
    let (plan, binder) = try planned(graph, options)
    let run = try QueryRun(
      graph: graph,
      slotCount: binder.slotNames.count,
      parameters: options.parameters,
      isOptimizing: options.isOptimizing,
      mostHeld: options.mostHeld,
      zones: ZoneRules(options.zoneOffset ?? { _, _ in nil }),
      now: options.now ?? 0,
      limit: options.limit
    )
    let text = options.isProfiled ? PlanText(plan, binder.slotNames) : nil
    do {
      var result = QueryResult(columns: plan.columns, rows: [], isCut: false)
      try Self.rows(of: plan, run, text, most: options.mostRows, &result)
      try Self.checkDeleted(run)
      result.profile = text.map { $0.profile(work: run.work) }
      return result
    } catch let failure as QueryFailure {
      throw failure.error(in: self.text, named: file)
    } catch let called as CalledError {
      throw called.error(in: self.text, named: file)
    } catch let error as EvidenceError {
      throw error
    } catch {
      throw EvidenceError("query-failed", "\(error)", cause: error)
    }
  }

  private static func rows(
    of plan: QueryPlan,
    _ run: QueryRun,
    _ text: PlanText?,
    most: Int?,
    _ result: inout QueryResult
  ) throws {
    var rows: [[QueryValue]] = []
    var seen: Set<[QueryValue]> = []
    let isDistinct = plan.parts.count > 1 && !plan.keepsDoubles
    var isCut = false
    for (index, part) in plan.parts.enumerated() {
      var compiler = StepCompiler(run)
      compiler.counters = text?.counters[index]
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
