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
  /// What the matrices of the page are asked for, in the order in which they stand there; where nothing
  /// can be set against anything none, and the page says why.
  public let queries: [CoverageQuery]
  /// The graph that this one was selected from, where it was; what the selection emptied reads
  /// "filtered out".
  public let whole: EvidenceGraph?
  /// What they are set beside, beyond the same under a filter of the page.
  public let layers: [ReportLayer]
  public let options: ReportOptions

  /// Prepares a report of a graph under a policy.
  public init(
    _ graph: EvidenceGraph,
    queries: [CoverageQuery],
    policy: Policy = .standard,
    selectedFrom whole: EvidenceGraph? = nil,
    layers: [ReportLayer] = [],
    options: ReportOptions = ReportOptions()
  ) {
    self.graph = graph
    self.queries = queries
    self.policy = policy
    self.whole = whole
    self.layers = layers
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
    let schemes = try schemes(tables, coverage)
    let gaps = ReportGaps(
      graph: graph,
      tables: tables,
      policy: policy,
      budget: options.gapBudget
    )
    let changes = layers.map { ReportChange($0, beside: tables, of: graph) }
    let data = try data(tables, gaps, changes, coverage)
    let head = ReportHead(graph: graph, policy: policy, options: options)
    let maps = ReportMaps(
      graph: graph,
      schemes: schemes,
      said: options,
      position: data.position
    ).html
    let answers = ReportAnswers(graph: graph, tables: tables, schemes: schemes, gaps: gaps)
    let script = PageSource.script
    return PageSource.page(
      filling: [
        "policy-of-content": PageSource.contentPolicy(script: script),
        "title": HTMLText.escape(head.title),
        "style": PageSource.style,
        "header": head.header,
        "answers": answers.html,
        "key": ReportPicture.key(of: answers.html),
        "changes": changes.map(\.html).joined(separator: "\n"),
        "notices": head.notices,
        "legend": ReportLegend(
          tables: tables,
          policy: policy,
          hasRecords: !graph.header.judgments.isEmpty || !graph.header.statuses.isEmpty
        ).html,
        "matrices": tables.isEmpty
          ? ReportContents(graph: graph).html
          : tables.map { $0.section(data.position) }.joined(separator: "\n"),
        "matrices-head": tables.first?.isNarrow == false ? " class=\"wide-first\"" : "",
        "maps-head": ReportMaps.isLandscape(maps) ? " class=\"landscape\"" : "",
        "maps": maps,
        "gaps": gaps.html(data.position),
        "works": ReportWorks(graph: graph).html(data.position),
        "sources": head.sources,
        "people": ReportPeople(graph: graph, schemes: schemes).html,
        "left-out": data.leftOut.map { "<p class=\"note\">\(HTMLText.escape($0))</p>" } ?? "",
        "data": data.json,
        "script": script,
      ]
    )
  }

  func tables(_ coverage: CoverageAnalysis) throws(EvidenceError) -> [ReportTable] {
    var tables: [ReportTable] = []
    let wholeCoverage = whole.map { CoverageAnalysis($0, policy: policy) }
    for (index, query) in queries.enumerated() {
      var matrix = try coverage.matrix(query)
      if let whole, let wholeCoverage {
        matrix.markFiltered(from: try wholeCoverage.matrix(query), of: whole, in: graph)
      }
      let table = try ReportTable(
        number: index + 1,
        matrix: matrix,
        graph: graph,
        cellBudget: options.cellBudget
      )
      tables.append(table)
    }
    return tables
  }

  /// Without axes no more schemes are drawn.
  private static let mostSchemes = 4

  /// What is known of each concept of the schemes on the axes, each once, in order; without axes, of
  /// the schemes that there are.
  private func schemes(
    _ tables: [ReportTable],
    _ coverage: CoverageAnalysis
  ) throws(EvidenceError) -> [SchemeCoverage] {
    var seen: Set<String> = []
    var found: [SchemeCoverage] = []
    if tables.isEmpty {
      let all = Inventory(graph).schemes().filter { $0.concepts > 0 }
      for scheme in all.prefix(Self.mostSchemes) { found.append(try coverage.scheme(scheme.id)) }
      return found
    }
    for axis in tables.flatMap({ [$0.matrix.rows, $0.matrix.columns] })
    where axis.selection.contains("@") && seen.insert(axis.selection).inserted {
      guard axis.entries.contains(where: { graph.scheme(of: $0.node) == axis.selection }) else {
        continue
      }
      found.append(try coverage.scheme(axis.selection))
    }
    return found
  }

  /// What the page's scripts work on.
  ///
  /// - Parameters:
  ///   - extents: how much of the graph may be taken along, the most first.
  ///   - budget: how many bytes there is room for; that of the options where none is named.
  func data(
    _ tables: [ReportTable],
    _ gaps: ReportGaps,
    _ changes: [ReportChange],
    _ coverage: CoverageAnalysis,
    _ extents: [ReportData.Extent] = ReportData.Extent.allCases,
    budget: Int? = nil
  ) throws(EvidenceError) -> ReportData.Embedded {
    // Without a matrix the scripts have nothing to work on.
    guard !tables.isEmpty else {
      return ReportData.Embedded(json: "{}", leftOut: nil, position: { _ in nil })
    }
    return try ReportData(
      graph: graph,
      tables: tables,
      policy: policy,
      gaps: gaps,
      layers: changes,
      counted: options.counted,
      axes: { isCounting throws(EvidenceError) in
        try ReportAxes(graph, tables, queries, coverage, isCounting: isCounting)
      }
    )
    .embedded(extents, budget: budget ?? options.dataBudget)
  }
}
