public import EvidenceAnalysis
public import EvidenceCore

/// One self-contained page: matrices, maps, gaps, and the statements behind them.
///
/// The page needs no network and works with scripts off: maps, tables and gaps are plain HTML.
/// With scripts on, cells open, filters count anew, and evidence chains are found in the data that
/// the page carries.
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
    let data = ReportData(graph, tables: tables, counts: counts(tables, coverage), policy: policy)
      .embedded(budget: options.dataBudget)
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

  /// For each table, the kinds that its cells can be counted in, the one asked for first.
  private func counts(_ tables: [ReportTable], _ coverage: CoverageAnalysis) -> [[ReportCount]] {
    zip(queries, tables).map { query, table in
      var counts = [ReportCount(table.matrix)]
      guard graph.statementCount <= 200_000 else { return counts }
      for kind in [Kind.mitigation, .risk, .paper] where kind != query.of {
        let other = CoverageQuery(of: kind, rows: query.rows, columns: query.columns)
        guard let matrix = try? coverage.matrix(other), !matrix.total.witnesses.isEmpty else {
          continue
        }
        counts.append(ReportCount(matrix))
      }
      return counts
    }
  }
}
