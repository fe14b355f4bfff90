public import EvidenceCore

/// Writes the analyses of a graph as statements for engines that exist, over two tables: `nodes` and
/// `statements`, as `evidence export --format sql` and `--format spark` write them.
///
/// A statement holds what stands in the graph's header and what was asked, but none of the graph's
/// nodes and statements: it answers for whatever the tables hold. Texts from data stand in it as
/// literals alone; all names in it are our own.
///
/// ```swift
/// let sql = SQLAnalysis(graph, for: .duckdb)
/// let statement = try sql.coverage(
///   CoverageQuery(rows: .init("mit-mitigation@2", level: 1), columns: .init("mit-risk@4", level: 1))
/// )
/// ```
public struct SQLAnalysis: Sendable {
  let graph: EvidenceGraph
  let engine: SQLEngine
  let policy: Policy
  let selection: SQLSelection

  /// Prepares to write statements.
  ///
  /// - Parameters:
  ///   - graph: a graph with the header, the schemes and the kinds that the tables have.
  ///   - engine: the engine that will run them.
  ///   - policy: the numbers and bridges; they stand in the statements.
  ///   - selection: what counts.
  public init(
    _ graph: EvidenceGraph,
    for engine: SQLEngine,
    policy: Policy = .standard,
    selection: SQLSelection = SQLSelection()
  ) {
    self.graph = graph
    self.engine = engine
    self.policy = policy
    self.selection = selection
  }

  /// The statement for the cells of a matrix, every pair of places, the empty ones too.
  ///
  /// Its columns are those of `evidence coverage --format csv`, in snake case; rows stand by the bytes of
  /// their keys.
  ///
  /// - Throws: `EvidenceError` if an axis names nothing in the graph or is of values, if BROADER goes in
  ///   a circle, or if the selection asks for what the tables do not hold.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of the graph.
  public func coverage(_ query: CoverageQuery) throws(EvidenceError) -> String {
    var script = SQLScript(engine.dialect)
    try SQLMatrix(graph, query, policy, selection).add(to: &script)
    return script.statement(
      """
      SELECT row_key, column_key, witnesses, papers, independent_papers, supporting, mixed, opposing,
        unresolved, state, marks, here, below, works_for, works_against, conflict
      FROM cell
      ORDER BY \(engine.dialect.byBytes("row_key")), \(engine.dialect.byBytes("column_key"))
      """
    )
  }

  /// The statement for the gaps of a matrix, or of single nodes where there is none.
  ///
  /// Its columns are `kind`, `row_key`, `column_key` and `node`; reasons, what lies nearest and the ranking
  /// are not computed in SQL.
  ///
  /// - Parameters:
  ///   - query: the matrix; `nil` where no gaps of cells are asked for.
  ///   - kinds: the kinds of gaps.
  /// - Throws: as ``coverage(_:)``.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of the graph.
  public func gaps(
    of query: CoverageQuery?,
    kinds: [GapKind]
  ) throws(EvidenceError) -> String {
    var script = SQLScript(engine.dialect)
    var axes: [CoverageAxis] = []
    if let query {
      let matrix = try SQLMatrix(graph, query, policy, selection)
      try matrix.add(to: &script)
      axes = matrix.axes
    } else {
      try SQLSources(graph: graph, selection: selection).add(to: &script)
    }
    let lists = SQLGaps(graph: graph, axes: axes, kinds: kinds).lists(script.dialect)
    return script.statement(
      """
      SELECT kind, row_key, column_key, node FROM (
      \(lists.joined(separator: "\nUNION ALL\n"))
      ) AS gap
      ORDER BY kind, \(["row_key", "column_key", "node"].map(engine.dialect.byBytes).joined(separator: ", "))
      """
    )
  }

  /// The statement for the evidence chains between two nodes, strongest first.
  ///
  /// Its columns are `about`, `stance`, `directness`, `strength`, `hops`, and the `keys` and `statements`
  /// along the chain as JSON. What several chains are worth together, and the nearest miss, are not
  /// computed in SQL. The work is bounded by ``EvidencePaths/Options/maximumSteps`` alone.
  ///
  /// - Parameters:
  ///   - from: where chains start.
  ///   - to: the risk or the domain where they end.
  ///   - options: the most statements of a chain, further relations, and how many chains are listed.
  /// - Throws: `EvidenceError` if BROADER, or PART_OF where it is followed, goes in a circle.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of the graph.
  public func paths(
    from: NodeID,
    to: NodeID,
    options: EvidencePaths.Options = EvidencePaths.Options()
  ) throws(EvidenceError) -> String {
    try EvidencePaths(graph, policy: policy).refuseCircles(options)
    var script = SQLScript(engine.dialect)
    try SQLSources(graph: graph, selection: selection).add(to: &script)
    SQLPaths(graph: graph, policy: policy, from: from, to: to, options: options).add(to: &script)
    let limit = options.limit.map { "\nLIMIT \($0)" } ?? ""
    return script.statement(
      """
      SELECT about, stance, directness, strength, hops, keys, statements
      FROM chain
      ORDER BY CASE WHEN strength IS NULL THEN 1 ELSE 0 END, strength DESC, hops,
        \(engine.dialect.byBytes("keys")), \(engine.dialect.byBytes("statements"))\(limit)
      """
    )
  }
}
