import EvidenceCore
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What data may hold, and a map must bear.
@Suite struct SafetyTests {
  static let hostile = [
    "<script>alert(1)</script>", "\"><svg onload=alert(1)>", "]]>", "&amp;&#x0;",
    "a\u{0}b\u{1}c\u{7}",
    "\u{202E}desrever\u{202C}", "\\N \\G \\E \"quoted\" \\", "<TABLE><TR><TD>x</TD></TR></TABLE>",
    String(repeating: "long ", count: 5000), String(repeating: "W", count: 3000), "", " ", "\n\n",
    "漢字の長い名前がここにあります、そしてまだ続きます", "مخاطر الذكاء الاصطناعي على المجتمع",
    "e\u{301}" + String(repeating: "\u{301}", count: 4000), "👩‍👩‍👧‍👦 family", "javascript:alert(1)",
    "%s%n%x", "{a|b|{c}}",
  ]

  /// A graph whose every name is hostile.
  static func graph() throws -> (EvidenceGraph, CoverageMatrix) {
    var builder = GraphBuilder(header: Fixtures.header)
    builder.header.notices.append(Notice(hostile[0], via: hostile[1]))
    builder.header.title = hostile[1]
    for (index, text) in hostile.enumerated() {
      builder.add(
        Node(
          Key("rows@1:\(text.prefix(40))\(index)"),
          .riskDomain,
          label: text,
          notation: "\(index).\(text.prefix(8))",
          scheme: "rows@1",
          properties: ["url": .string("javascript:alert(\(index))")]
        )
      )
      if index < 9 {
        builder.add(
          Node(
            Key("cols@1:\(index)"),
            .init("Kind\(text.prefix(5))"),
            label: text,
            scheme: "cols@1"
          )
        )
      }
    }
    let graph = try builder.build()
    func axis(_ namespace: String) -> CoverageAxis {
      CoverageAxis(
        selection: namespace,
        level: nil,
        title: hostile[0],
        entries: graph.nodes.filter { graph.key(of: $0).namespace == namespace }.map {
          CoverageAxisEntry(node: $0, level: 1, parent: nil, hasChildren: false)
        },
        relations: []
      )
    }
    return (
      graph, Fixtures.matrix(rows: axis("rows@1"), columns: axis("cols@1"), graph: graph)
    )
  }

  @Test func hostileNamesStayText() throws {
    let (graph, matrix) = try Self.graph()
    let map = CoverageMap(
      matrix: matrix,
      graph: graph,
      options: MapOptions(title: Self.hostile[0], idPrefix: "a b\"<")
    )
    for svg in try map.svgSheets() {
      try Self.expectSafe(svg)
    }
    for node in graph.nodes {
      let around = AroundMap(node: node, graph: graph)
      if LayoutDoor.isOpen { try Self.expectSafe(try around.svg()) }
      _ = around.dot()
    }
  }

  static func expectSafe(_ svg: String) throws {
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    for danger in ["<script", "href=\"javascript", "\u{202E}", "\u{0}", "<svg onload"] {
      let found = svg.contains(danger)
      #expect(!found, "\(danger)")
    }
    #expect(svg.utf8.count < 2_000_000)
    guard let checker = MapCheckTests.checker, MapCheckTests.isPossible else { return }
    _ = checker
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("hostile-\(UUID().uuidString).svg")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(svg.utf8).write(to: url)
    for font in ["arial", "dejavu"] {
      let findings = try MapCheckTests.check([url.path], font: font)
      #expect(findings.isEmpty, "\(font): \(findings.prefix(5).joined(separator: "\n"))")
    }
  }

  @Test func aMegabyteOfLabelIsCut() throws {
    let long = String(repeating: "A very long name ", count: 65_000)
    #expect(LegibleText.clean(long).unicodeScalars.count <= 401)
    let wrapped = TextMeasure.wrap(long, size: 8, width: 120, maxLines: 3)
    #expect(wrapped.isCut && wrapped.lines.count == 3)
    #expect(DOTText.quoted(long).utf8.count <= 902)
  }

  @Test(arguments: [
    ("https://doi.org/10.1/a b", "https://doi.org/10.1/a%20b"), ("mailto:a@b.c", "mailto:a@b.c"),
    ("#part", "#part"), ("http://x.y/\"><", "http://x.y/%22%3E%3C"),
  ])
  func allowedLinks(address: String, expected: String) {
    #expect(SafeLink.checked(address) == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.y",
    " https://x.y", "https://", "http:///x", "vbscript:x", "",
  ])
  func refusedLinks(address: String) { #expect(SafeLink.checked(address) == nil) }

  @Test func worksAreLinkedByTheirKeys() {
    #expect(SafeLink.of(key: "doi:10.1/x") == "https://doi.org/10.1/x")
    #expect(SafeLink.of(key: "arxiv:2401.00001") == "https://arxiv.org/abs/2401.00001")
    #expect(SafeLink.of(key: "paper:slug") == nil)
  }

  @Test func idsAreUniqueAndFollowKeys() throws {
    var canvas = SVGCanvas(prefix: "cov")
    #expect(canvas.id("7.3", "1.1") == "cov-7.3-1.1")
    #expect(canvas.id("7.3", "1.1") == "cov-7.3-1.1-2")
    #expect(canvas.id("a b\"<c>") == "cov-a-b-c")
    let svg = try Fixtures.coverage(options: MapOptions(idPrefix: "one")).svg()
    #expect(svg.contains("id=\"one-1.1-2.1\"") && !svg.contains("id=\"cov"))
  }
}
