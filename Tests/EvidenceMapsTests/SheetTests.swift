import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// Whatever a map draws, its sheet says what was selected, what is only supposed, and how it is made.
@Suite struct SheetTests {
  private static let options = MapOptions(
    selection: "papers from 2024 on",
    supposition: "without Uuk 2024",
    command: "evidence map graph.jsonl coverage --since 2024"
  )

  @Test("every kind of map", .enabled(if: LayoutDoor.isOpen))
  func everySheetSaysIt() throws {
    let graph = try EnduranceTests.graph()
    let maps = try AllMaps(graph, try EnduranceTests.graph(drop: true), options: Self.options)
    for (kind, map) in zip(AllMaps.kinds, maps.all) {
      for svg in try map.svgSheets() + [try map.plainSVG(), map.dot()] {
        let text = svg.replacing(/<\/?tspan[^>]*>/, with: "")
        #expect(text.contains("WHAT IF: without Uuk 2024."), "\(kind)")
        #expect(text.contains("Only papers from 2024 on."), "\(kind)")
        #expect(text.contains("Made by: evidence map graph.jsonl"), "\(kind)")
      }
      let svg = try map.svg()
      let said = try #require(svg.firstMatch(of: /<desc[^>]*>([^<]*)</), "\(kind)")
      #expect(said.1.contains("without Uuk 2024") && said.1.contains("Only papers"), "\(kind)")
      let table = map.table()
      #expect(table[0].suffix(2) == ["only", "what if"], "\(kind)")
      #expect(table.dropFirst().allSatisfy { $0.last == "without Uuk 2024" }, "\(kind)")
      #expect(Set(table.map(\.count)).count == 1, "\(kind)")
    }
  }

  @Test func aPolicyOfOnesOwnIsASupposition() throws {
    var policy = Policy.standard
    policy[.thinBelow] = 4
    policy.name = "strict"
    let graph = try EnduranceTests.graph()
    let query = CoverageQuery(rows: .init("types@1"), columns: .init("risks@1"))
    let matrix = try CoverageAnalysis(graph, policy: policy).matrix(query)
    let svg = try CoverageMap(matrix: matrix, graph: graph).svg()
    #expect(svg.contains("WHAT IF: under the policy strict, \(policy.digest)."))
    let standard = try CoverageAnalysis(graph).matrix(query)
    let plain = CoverageMap(matrix: standard, graph: graph)
    #expect(try !plain.svg().contains("WHAT IF"))
    #expect(plain.table()[0].last == "filtered")
  }

  @Test("no line of a head or footer is a lone word", arguments: 0..<200)
  func noOrphans(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = (0..<Int.random(in: 8..<60, using: &random)).map { _ in
      String(repeating: "a", count: Int.random(in: 2..<9, using: &random))
    }
    let lines = TextMeasure.flow(words.joined(separator: " "), size: 7, width: 240)
    #expect(lines.joined(separator: " ") == words.joined(separator: " "))
    if lines.count > 1 { #expect(lines.last?.contains(" ") == true, "\(lines)") }
  }

  @Test func longNamesThatBeginAlikeAreToldApart() {
    let names = [
      "The AI Risk Repository: Domain Taxonomy of AI Risks",
      "The AI Risk Repository: Causal Taxonomy of AI Risks", "Other",
    ]
    let apart = Naming.apart(names)
    #expect(apart[0] == "The AI … Domain Taxonomy of AI Risks")
    #expect(apart[1] == "The AI … Causal Taxonomy of AI Risks")
    #expect(apart[2] == "Other")
  }

  @Test func namesFromRightToLeftAreSetApart() throws {
    var builder = GraphBuilder()
    builder.add(Node("risks@1:1", .riskDomain, label: "سلامة الذكاء", notation: "1"))
    builder.add(Node("mitigation:a/page-1234", .mitigation, label: "(name not given)"))
    builder.add(Node("mitigation:a/page-5678", .mitigation, label: "(name not given)"))
    for key in ["mitigation:a/page-1234", "mitigation:a/page-5678"] {
      builder.add(Statement(Key(key), .addresses, "risks@1:1"))
    }
    let graph = try builder.build()
    let naming = Naming(graph: graph)
    let domain = try #require(graph.nodes(of: .riskDomain).first)
    #expect(naming.title(domain) == "1 \u{2068}سلامة الذكاء\u{2069}")
    // What has no name is told apart by its key.
    let titles = graph.nodes(of: .mitigation).map { naming.title($0) }
    #expect(titles == ["(name not given) page-1234", "(name not given) page-5678"])
    // A table is no picture, and a broken line ends what it began.
    let map = AroundMap(node: domain, graph: graph)
    #expect(!map.table().joined().contains { $0.contains("\u{2068}") })
    #expect(LegibleText.balanced("\u{2068}a") == "\u{2068}a\u{2069}")
    #expect(LegibleText.balanced("a\u{2069} b") == "\u{2068}a\u{2069} b")
    // Data brings none of these marks.
    #expect(LegibleText.clean("\u{2068}a\u{2069}") == "a")
  }
}
