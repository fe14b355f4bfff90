import EvidenceCore
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What data may hold, and a page must bear; and what it leaves out of a large graph.
@Suite struct ReportSafetyTests {
  static let hostile =
    SafetyTests.hostile + [
      "</script><script>alert(1)</script>", "\u{2028}<!--<script>", "{{data}}", "=1+1",
      "'onmouseover='alert(1)", String(repeating: "m", count: 1_000_000),
    ]
  static let query = CoverageQuery(rows: .init("a@1"), columns: .init("b@1"))

  /// A graph whose every text is hostile.
  static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: hostile[0],
        asOf: "</p>",
        schemes: [
          Scheme(id: "a@1", title: hostile[1], kind: .taxonomyNode, licence: "</td><script>"),
          Scheme(id: "b@1", kind: .riskDomain, source: "https://a.example/\"><script>"),
        ],
        notices: [Notice("javascript:alert(1) http://x/'\"<b>", via: "<i>", licence: "<u>")]
      )
    )
    for (index, text) in hostile.enumerated() {
      let url: [String: PropertyValue] = ["url": .string("javascript:alert(1)//\(text.prefix(90))")]
      let (paper, measure) = (Key("paper:\(index)\(text.prefix(9))"), Key("mitigation:\(index)"))
      builder.add(Node(paper, .paper, label: text, properties: url))
      builder.add(Node(measure, .mitigation, label: text))
      builder.add(Node(Key("a@1:\(index)"), .taxonomyNode, label: text, notation: "\(index)"))
      builder.add(
        Node(Key("b@1:\(index)"), .riskDomain, label: text, notation: "\(index)\(text.prefix(4))")
      )
      builder.add(Statement(paper, .proposes, measure, source: paper, via: text))
      builder.add(Statement(measure, .classifiedAs, Key("a@1:\(index)"), locator: text))
      builder.add(
        Statement(measure, .addresses, Key("b@1:\(index)"), source: paper, rationale: text)
      )
    }
    return try builder.build()
  }

  @Test("no text of the data becomes markup, a link or a script") func textsStayTexts() throws {
    let page = try ReportTests.page(Self.graph(), Self.query)
    #expect(page.matches(of: /<script/).count == 2)
    #expect(page.matches(of: /<\/script>/).count == 2)
    #expect(page.matches(of: /<!--/).isEmpty)
    #expect(!page.contains("\u{2028}"))
    #expect(page.utf8.count < 1_200_000)
    for match in page.matches(of: /href="([^"]*)"/) {
      let isSafe = ["https://", "http://", "mailto:", "#"].contains { match.1.hasPrefix($0) }
      #expect(isSafe, "\(match.1.prefix(60))")
    }
    let data = try ReportTests.part(of: page, from: "id=\"data\">", to: "</script>")
    #expect(data.firstMatch(of: /[<>&]/) == nil)
    #expect(try JSONSerialization.jsonObject(with: Data(data.utf8)) is [String: Any])
  }

  @Test("what is made of data is well-formed") func partsAreWellFormed() throws {
    for (graph, query) in [
      (try Self.graph(), Self.query), (try ReportTests.shipped(), ReportTests.query),
    ] {
      let coverage = CoverageAnalysis(graph)
      let table = try ReportTable(
        number: 1,
        matrix: coverage.matrix(query),
        graph: graph,
        cellBudget: 5_000
      )
      let gaps = ReportGaps(graph: graph, tables: [table], policy: .standard, budget: 100)
      let head = ReportHead(
        graph: graph,
        policy: .standard,
        options: ReportOptions(title: Self.hostile[0])
      )
      let schemes = try [query.rows, query.columns].map { try coverage.scheme($0.selection) }
      let maps = ReportMaps(
        graph: graph,
        schemes: schemes,
        said: ReportOptions(),
        position: { $0.position }
      )
      let answers = ReportAnswers(graph: graph, tables: [table], schemes: schemes, gaps: gaps)
      for part in [
        table.section { $0.position }, gaps.html { $0.position }, head.header, head.notices,
        answers.html, head.sources, maps.html, ReportWorks(graph: graph).html { $0.position },
      ] {
        let parser = XMLParser(data: Data("<div>\(part)</div>".utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) \(part.prefix(200))")
      }
    }
  }

  @Test("a key that the page cannot print whole is marked") func brokenKeys() throws {
    var builder = GraphBuilder()
    let long = Key("risk:\(String(repeating: "m", count: 2_000))")
    let keys: [Key] = ["risk:whole", "risk:turned\u{202E}", long]
    for key in keys { builder.add(Node(key, .risk)) }
    let graph = try builder.build()
    let columns = ReportColumns(graph, edges: [], further: Array(graph.nodes))
    let member = try #require(columns.members.first { $0.name == "brokenKeys" })
    let broken = try [keys[1], long].map { try graph.resolve($0.text) }
      .compactMap { columns.position[$0] }
    #expect(broken.count == 2)
    #expect(member.value == .array(broken.sorted().map { .integer(Int64($0)) }))
  }

  @Test("past its budget the page carries less, and says so", arguments: [200_000, 20_000, 2_000])
  func saysWhatIsLeftOut(budget: Int) throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(
      graph,
      ReportTests.query,
      ReportOptions(dataBudget: budget, cellBudget: budget / 100, gapBudget: 10)
    )
    let data = try ReportTests.part(of: page, from: "id=\"data\">", to: "</script>")
    #expect(data.utf8.count <= max(budget, 12_000))
    let isLess = page.contains("This page carries")
    #expect(isLess == (budget < 200_000))
    #expect(page.contains("\"isWhole\":\(isLess ? "false" : "true")"))
    #expect(data.contains("\"gaps\":{"))
    #expect(page.contains("shown are") == (budget / 100 < 1_023))
  }
}
