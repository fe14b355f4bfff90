import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// What stands beside the picture: heads, marks, names and tables that cannot be misread.
@Suite struct WordingTests {
  private static func text(_ svg: String) -> String {
    svg.replacing(/<\/?tspan[^>]*>/, with: "")
  }

  @Test("which sheet it is never lies on the kind of map", arguments: [20, 60, 120, 300])
  func sheetStandsBesideTheKind(length: Int) throws {
    let map = try Fixtures.coverage()
    var text = SheetText(
      of: map,
      kind: "COVERAGE BY TYPES OF EVIDENCE · rows sorted by gaps",
      isPreliminary: true,
      title: "A title",
      subtitle: "",
      headline: [],
      footers: [],
      description: ""
    )
    text.sheet = "sheet 2 of 3: " + String(repeating: "Number 00004–", count: length / 13 + 1)
    for width in [MapStyle.portrait.width, MapStyle.landscape.width] {
      let frame = SheetFrame(text: text, legend: Legend(items: []), width: width)
      let (kind, sheet) = frame.headLines
      #expect(sheet.count <= 2)
      func room(_ text: String) -> Double {
        TextMeasure.room(text, size: MapStyle.TypeSize.head, bold: true)
      }
      for line in sheet { #expect(room(kind) + room(line) <= width - 2 * MapStyle.pageMargin) }
    }
  }

  @Test("no head of the shipped matrices is cut") func headsAreWhole() throws {
    let graph = try ReportTests.shipped()
    let query = CoverageQuery(rows: .init("mit-mitigation@2"), columns: .init("mit-risk@4"))
    let map = CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
    let layout = try #require(map.overview())
    let lines = layout.grid.families.flatMap(\.columns).flatMap(\.lines)
    #expect(!lines.isEmpty && !lines.contains { $0.hasSuffix("…") }, "\(lines)")
  }

  @Test("heads stand flat where a page has the room") func headsStandFlat() throws {
    let graph = try FoldingTests.graph(families: 6, of: 1, columns: 1)
    let map = try FoldingTests.map(graph)
    let layout = try #require(map.overview())
    #expect(!layout.grid.isTurned)
  }

  @Test(.enabled(if: LayoutDoor.isOpen)) func chainsThatReadAlikeAreToldApart() throws {
    var builder = GraphBuilder()
    let paper = Key("paper:p")
    builder.add(Node(paper, .paper, label: "A paper"))
    builder.add(Node("risks@1:1", .riskDomain, label: "A domain", notation: "1"))
    for (index, name) in ["page-1234", "page-5678"].enumerated() {
      let key = Key("mitigation:\(name)")
      builder.add(Node(key, .mitigation, label: "(name not given)"))
      for line in 1...2 {
        builder.add(
          Statement(paper, .proposes, key, source: paper, via: "a.txt", locator: "line \(line)")
        )
      }
      builder.add(
        Statement(
          key,
          .addresses,
          "risks@1:1",
          source: paper,
          stance: index == 0 ? .supports : .opposes
        )
      )
    }
    let graph = try builder.build()
    let answer = EvidencePaths(graph).chains(
      from: try graph.resolve("paper:p"),
      to: try graph.resolve("risks@1:1")
    )
    #expect(answer.chains.count == 4)
    let map = PathsMap(answer: answer, graph: graph)
    let rows = map.table().dropFirst()
    #expect(Set(rows.map { $0[1] }).count == 4, "\(rows.map { $0[1] })")
    for row in rows { #expect(row[5].hasPrefix("opposes") == (row[3] == "opposes")) }
    let text = Self.text(try map.svg())
    #expect(text.contains("(line 1)") && text.contains("(line 2)"))
  }

  @Test(.enabled(if: LayoutDoor.isOpen)) func aMissSpeaksPlainly() throws {
    let text = Self.text(try PathFixtures.miss().svg())
    let seen = text.matches(of: />([^<>]+)<\/text>/).map { String($0.1) }
    #expect(!seen.contains { $0.contains(/\b[A-Z]+_[A-Z]+\b|\bADDRESSES\b/) }, "\(seen)")
    #expect(!seen.contains { $0.hasPrefix("gap: ") && $0.hasSuffix("…") })
  }

  @Test("a cut name ends before what follows it") func cutNamesAreClosed() throws {
    let name = String(repeating: "سلامة الذكاء ", count: 12)
    var builder = GraphBuilder()
    builder.add(Node("risks@1:1", .riskDomain, label: name))
    let graph = try builder.build()
    let naming = Naming(graph: graph)
    let node = try #require(graph.nodes(of: .riskDomain).first)
    for text in [naming.brief(node) + "?", LegibleText.cut(naming.title(node), to: 34) + " → 1"] {
      let open = text.unicodeScalars.count { $0.value == 0x2068 }
      let close = text.unicodeScalars.count { $0.value == 0x2069 }
      #expect(open == 1 && close == 1)
      #expect(text.unicodeScalars.last.map(LegibleText.isIsolate) == false)
    }
  }

  @Test func abbreviationsStayWhole() {
    #expect(Kind("LLMIntrinsic").words(2) == "LLM intrinsics")
    #expect(Kind("AIModel").words(1) == "AI model")
    #expect(Kind("RiskDomain").words(1) == "risk domain")
    #expect(Kind("Control").words(2) == "controls")
  }

  @Test("words of a plain table are whole") func plainWordsAreWhole() {
    let table = DOTTable(rows: [[]])
    for word in ["Discrimination", "Human-Computer", "Misrepresentation"] {
      let cell = DOTTable.Cell(text: "1 \(word) & more", isBold: true, lineWidth: 64)
      #expect(table.lines(of: cell, width: 180).joined(separator: " ") == cell.text)
    }
  }

  @Test func aTreeWithoutPapersCountsMeasures() throws {
    var builder = GraphBuilder()
    builder.header.schemes = [Scheme(id: "types@1")]
    builder.add(Node("types@1:1", .taxonomyNode, label: "A type", notation: "1", scheme: "types@1"))
    for index in 0..<3 {
      builder.add(Node(Key("mitigation:\(index)"), .mitigation, label: "Measure \(index)"))
      builder.add(Statement(Key("mitigation:\(index)"), .classifiedAs, "types@1:1", via: "a.csv"))
    }
    let graph = try builder.build()
    let coverage = try CoverageAnalysis(graph).scheme("types@1")
    let text = Self.text(try TaxonomyMap(coverage: coverage, graph: graph).svg())
    let seen = text.matches(of: />([^<>]+)<\/text>/).map { String($0.1) }
    #expect(!seen.contains { $0.contains("independent papers") }, "\(seen)")
    #expect(text.contains("Measures are counted: the data state no sources"))
    #expect(text.contains("distinct measures at or below"))
  }

  @Test("no last line is hardly a word where a narrower line avoids it")
  func lastLinesAreNoScraps() {
    let text =
      "An empty cell says that this graph records none, not that none exists. Data: a graph of "
      + "measures and risks. As of 3 December 2025."
    for width in stride(from: 200.0, to: 420, by: 7) {
      let lines = TextMeasure.flow(text, size: 6.8, width: width)
      #expect(lines.count == 1 || lines.last != "2025.", "\(lines)")
      #expect(lines.count == 1 || lines.last != "December 2025.", "\(lines)")
    }
  }
}
