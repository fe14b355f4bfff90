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

  /// Asks an evidence graph, and says what the query names and the graph does not have, as
  /// ``diagnostics(in:options:)`` does.
  ///
  /// - Throws: `EvidenceError` where the query cannot be meant, fails, or is ended by a limit.
  /// - Complexity: that of the plan; ``explanation(on:options:)`` shows it.
  package func answer(
    on graph: EvidenceGraph,
    options: QueryOptions
  ) throws(EvidenceError) -> (result: QueryResult, warnings: [Diagnostic]) {
    var options = options
    if options.now == nil { options.now = Self.now(of: graph) }
    let (reader, (bound, binder)) = (EvidenceReader(graph), try bound(options))
    let planned = planned(bound, binder, for: reader, options)
    return (try planned.run(on: reader, options), unknownNames(binder, in: graph))
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
    let planned = try planned(for: EvidenceReader(graph), options)
    return PlanText(planned.plan, planned.slotNames).lines.joined(separator: "\n")
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

  /// The plan for a graph.
  func planned(
    for graph: any QueryGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> PlannedQuery {
    let (bound, binder) = try bound(options)
    return planned(bound, binder, for: graph, options)
  }

  private func planned(
    _ bound: BoundQuery,
    _ binder: QueryBinder,
    for graph: any QueryGraph,
    _ options: QueryOptions
  ) -> PlannedQuery {
    let planner = QueryPlanner(
      graph: graph,
      order: options.isOptimizing ? options.order : .unchanged
    )
    let plan =
      options.isOptimizing
      ? QueryOptimizer.rewritten(planner.plan(QueryOptimizer.rewritten(bound, graph)))
      : planner.plan(bound)
    return PlannedQuery(text: text, file: file, plan: plan, slotNames: binder.slotNames)
  }

  func run(
    on graph: any QueryGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> QueryResult {
    try planned(for: graph, options).run(on: graph, options)
  }
}
