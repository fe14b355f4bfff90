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

  @Test("every cell and every gap is there with scripts off") func allIsStatic() throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    let table = try ReportTests.part(of: page, from: "<table class=\"cells", to: "</table>")
    for state in CellState.allCases {
      let style = ReportTable.style(state, 0).split(separator: " ")[0]
      let shown = table.components(separatedBy: "class=\"\(style)").count - 1
      #expect(shown == matrix.cells.count { $0.state == state }, "\(state)")
    }
    let analysis = GapAnalysis(graph)
    let gaps = analysis.cellGaps(matrix) + analysis.nodeGaps()
    let list = try ReportTests.part(of: page, from: "All gaps by kind", to: "</section>")
    #expect(list.components(separatedBy: "<li").count - 1 == gaps.count)
    for kind in Set(gaps.map(\.kind)) {
      #expect(list.contains("data-kind=\"\(kind.rawValue)\""))
    }
  }
}
