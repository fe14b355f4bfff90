public import EvidenceAnalysis
public import EvidenceCore

/// One self-contained page: matrices, maps, gaps, and the statements behind them.
///
/// The page needs no network and works with scripts off: maps, tables and gaps are plain HTML.
/// With scripts on, cells open and filters count anew over what reaches what, which the page carries;
/// so it does the chains of its cells. How chains are built it does not know.
///
/// ```swift
/// let query = CoverageQuery(rows: .init("mit-mitigation@2"), columns: .init("mit-risk@4"))
/// let page = try EvidenceReport(graph, queries: [query]).html()
/// ```
public struct EvidenceReport: Sendable {
  public let graph: EvidenceGraph
  public let policy: Policy
  /// What the matrices of the page are asked for, in the order in which they stand there.
  public let queries: [CoverageQuery]
  public let options: ReportOptions

  /// Prepares a report of a graph under a policy.
  public init(
    _ graph: EvidenceGraph,
    queries: [CoverageQuery],
    policy: Policy = .standard,
    options: ReportOptions = ReportOptions()
  ) {
    self.graph = graph
    self.queries = queries
    self.policy = policy
    self.options = options
  }

  /// The page.
  ///
  /// - Returns: a whole HTML document; the same bytes for the same graph, queries and options.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph.
  /// - Complexity: that of the matrices, plus O(*n* + *m*) for *n* nodes and *m* statements.
  public func html() throws(EvidenceError) -> String {
    let coverage = CoverageAnalysis(graph, policy: policy)
    let tables = try tables(coverage)
    let data = try data(tables, coverage)
    let head = ReportHead(graph: graph, policy: policy, options: options, tables: tables)
    let maps = ReportMaps(
      graph: graph,
      tables: tables,
      coverage: coverage,
      position: data.position
    )
    let drawings = maps.html
    let gaps = ReportGaps(
      graph: graph,
      tables: tables,
      policy: policy,
      budget: options.gapBudget,
      position: data.position
    )
    let script = PageSource.script
    return PageSource.page(
      filling: [
        "policy-of-content": PageSource.contentPolicy(script: script),
        "title": HTMLText.escape(head.title),
        "style": PageSource.style,
        "header": head.header,
        "findings": head.findings,
        "legend": ReportLegend(tables: tables, policy: policy).html,
        "matrices": tables.map { $0.section(data.position) }.joined(separator: "\n"),
        "maps-head": ReportMaps.isLandscape(drawings) ? " class=\"landscape\"" : "",
        "maps": drawings,
        "gaps": gaps.html,
        "sources": head.sources,
        "left-out": data.leftOut.map { "<p class=\"note\">\(HTMLText.escape($0))</p>" } ?? "",
        "data": data.json,
        "script": script,
      ]
    )
  }

  func tables(_ coverage: CoverageAnalysis) throws(EvidenceError) -> [ReportTable] {
    var tables: [ReportTable] = []
    for (index, query) in queries.enumerated() {
      let table = try ReportTable(
        number: index + 1,
        matrix: coverage.matrix(query),
        graph: graph,
        cellBudget: options.cellBudget
      )
      tables.append(table)
    }
    return tables
  }

  /// What the page's scripts work on.
  func data(
    _ tables: [ReportTable],
    _ coverage: CoverageAnalysis
  ) throws(EvidenceError) -> ReportData.Embedded {
    let counts = counts(tables, coverage)
    return try ReportData(
      graph,
      tables: tables,
      counts: counts,
      policy: policy,
      reach: { () throws(EvidenceError) in try reach(tables, counts, coverage) }
    )
    .embedded(budget: options.dataBudget)
  }

  /// For each table, the kinds that its cells can be counted in, the one asked for first.
  func counts(_ tables: [ReportTable], _ coverage: CoverageAnalysis) -> [[ReportCount]] {
    zip(queries, tables).map { query, table in
      var counts = [ReportCount(table.matrix, of: table)]
      guard graph.statementCount <= 200_000 else { return counts }
      for kind in [Kind.mitigation, .risk, .paper] where kind != query.of {
        let other = CoverageQuery(of: kind, rows: query.rows, columns: query.columns)
        guard let matrix = try? coverage.matrix(other), matrix.total.witnesses > 0 else {
          continue
        }
        counts.append(ReportCount(matrix, of: table))
      }
      return counts
    }
  }

  /// What reaches what in each table; `nil` where that is too much for a page.
  private func reach(
    _ tables: [ReportTable],
    _ counts: [[ReportCount]],
    _ coverage: CoverageAnalysis
  ) throws(EvidenceError) -> [ReportReach]? {
    let hasDisputedMatches = graph.edges.contains {
      graph.relation(of: $0).isMatch && graph.isDisputed($0)
    }
    var result: [ReportReach] = []
    for (number, table) in tables.enumerated() {
      let found = try ReportReach(
        table,
        queries[number],
        kinds: counts[number].map(\.kind),
        coverage,
        hasDisputedMatches: hasDisputedMatches
      )
      guard let found else { return nil }
      result.append(found)
    }
    return result
  }
}
