import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

/// The page as it stands in the file, before any script runs.
@Suite struct ReportTests {
  static let query = CoverageQuery(
    rows: .init("mit-mitigation@2"),
    columns: .init("mit-risk@4")
  )

  static func page(
    _ graph: EvidenceGraph,
    _ query: CoverageQuery = query,
    _ options: ReportOptions = ReportOptions()
  ) throws -> String {
    try EvidenceReport(graph, queries: [query], options: options).html()
  }

  static func shipped() throws -> EvidenceGraph {
    let file = SharedData.packageRoot.appendingPathComponent(
      "Graphs/frontier-mitigations/graph.jsonl"
    )
    return try ArchiveReader.read(contentsOf: file.path)
  }

  /// What lies between two texts.
  static func part(of page: String, from start: String, to end: String) throws -> String {
    let first = try #require(page.range(of: start))
    let rest = page[first.upperBound...]
    let last = try #require(rest.range(of: end))
    return String(rest[..<last.lowerBound])
  }

  @Test("the same graph gives the same bytes") func sameBytes() throws {
    let graph = try ReportTests.shipped()
    #expect(try ReportTests.page(graph) == ReportTests.page(graph))
  }

  @Test("the page asks nobody for anything and runs one script, by its hash")
  func loadsNothing() throws {
    let page = try ReportTests.page(ReportTests.shipped())
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("script-src 'sha256-"))
    #expect(!page.contains("{{"))
    for word in ["<script src", "<link", "<img", "<iframe", "@import", "url(http", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.matches(of: /<script/).count == 2)
    #expect(page.matches(of: /\son[a-z]+=/).isEmpty)
  }

  @Test("each id stands there once") func idsAreUnique() throws {
    let page = try ReportTests.page(ReportTests.shipped())
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(ids.count > 50)
    #expect(Set(ids).count == ids.count)
  }

  @Test("the head names date, policy, licences and notices") func headIsWhole() throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    #expect(page.contains("Data as of 3 December 2025"))
    #expect(page.contains(Policy.standard.digest))
    #expect(page.contains("CC BY 4.0"))
    #expect(page.contains("preliminary"))
    for scheme in graph.header.schemes { #expect(page.contains(scheme.id)) }
  }

  @Test("every cell is there with scripts off, and the gaps as the command ranks them")
  func allIsStatic() throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    let table = try ReportTests.part(of: page, from: "<table class=\"cells", to: "</table>")
    func isSum(_ cell: CoverageCell) -> Bool {
      matrix.rows.entries[cell.row].hasChildren || matrix.columns.entries[cell.column].hasChildren
    }
    for state in CellState.allCases {
      let style = ReportTable.style(state, 0).split(separator: " ")[0]
      let shown = table.components(separatedBy: "class=\"\(style)").count - 1
      #expect(shown == matrix.cells.count { $0.state == state && !isSum($0) }, "\(state)")
    }
    #expect(table.components(separatedBy: "c-sum").count - 1 == matrix.cells.count(where: isSum))
    let gaps = GapAnalysis(graph).ranking(of: [matrix], kinds: GapAnalysis.listed(withAxes: true))
    let list = try ReportTests.part(of: page, from: "<h2 id=\"gaps-title\"", to: "</section>")
    let places = Figures.count(Set(gaps.map(\.gap.nodes)).count, "cell")
    let count = Figures.count(gaps.count, "gap")
    #expect(list.contains("most urgent of \(count), in \(places) with no others below them"))
    let overview = try GapAnalysis(graph).overview()
    #expect(list.contains("\(Figures.count(overview.total, "gap")) of single nodes"))
    #expect(list.components(separatedBy: "<tr>").count - 1 == 40 + overview.groups.count + 2)
  }

  @Test("the first screen says in a sentence what a count over the leaves gives") func sentences()
    throws
  {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let domains = try CoverageAnalysis(graph).scheme("mit-risk@4")
    let leaves = domains.cells.filter { !domains.axis.entries[$0.row].hasChildren }
    let empty = leaves.count { $0.state.isEmpty }
    #expect(page.contains("Of the \(leaves.count) risk subdomains, \(empty) have no measure"))
    let answers = try ReportTests.part(of: page, from: "<ul class=\"answers\"", to: "</section>")
    #expect(answers.components(separatedBy: "class=\"picture\"").count == 3)
    #expect(answers.contains("<b>\(graph.nodes(of: .mitigation).count)</b> measures"))
  }

  @Test("every work is there with scripts off, and what it states") func works() throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let table = try ReportTests.part(of: page, from: "id=\"works-table\"", to: "</table>")
    #expect(table.components(separatedBy: "<tr>").count - 2 == graph.nodes(of: .paper).count)
    for paper in graph.nodes(of: .paper) {
      #expect(table.contains(HTMLText.escape(Naming(graph: graph).citation(paper, limit: 60))))
    }
  }

  @Test("a second layer says what an earlier release held, and which papers came") func layers()
    throws
  {
    let graph = try ReportTests.shipped()
    let first = try #require(graph.nodes(of: .paper).first)
    let key = graph.key(of: first)
    let older = try Retraction(sources: [key]).graph(without: graph)
    let report = EvidenceReport(
      graph,
      queries: [ReportTests.query],
      layers: [ReportLayer(name: "older.jsonl", graph: older)]
    )
    let page = try report.html()
    let data = try ReportTests.part(of: page, from: "id=\"data\">", to: "</script>")
    #expect(data.contains("\"layers\":[{\"name\":\"older.jsonl\""))
    #expect(data.contains(Naming(graph: graph).citation(first, limit: 60)))
  }

  @Test("cells of a map beside the page lead to theirs, and nowhere else") func linkedCells() throws
  {
    let graph = try ReportTests.shipped()
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    var options = MapOptions()
    for name in ["javascript:alert(1)", "//evil.example/x.html", "a b.html", "x?y", ""] {
      options.page = name
      #expect(options.page == nil, "\(name)")
    }
    options.page = "pages/report.html"
    let svg = try CoverageMap(matrix: matrix, gaps: [], graph: graph, options: options).svg()
    let links = svg.matches(of: /href="(pages[^"]*)"/).map { String($0.1) }
    #expect(links.count > 50 && Set(links).count == links.count)
    let first =
      "pages/report.html#rows=mit-mitigation%402&amp;columns=mit-risk%404&amp;of=Mitigation"
      + "&amp;open=cell&amp;open=mit-mitigation%402%3A"
    #expect(links.allSatisfy { $0.hasPrefix(first) })
  }
}
