import EvidenceCore
import EvidenceQuery
import EvidenceTestSupport
import Foundation
import Testing

@Suite struct SearchTests {
  /// A random graph whose nodes and statements have texts of a few words.
  private static func graph(seed: UInt64) throws -> EvidenceGraph {
    var parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed &+ 1)
    let words = [
      "risk", "Risks", "déception", "Deception", "model-2", "MODEL", "audit", "red", "teaming",
      "Schäfer", "2024", "2.1", "ﬁne", "don't",
    ]
    func text() -> String {
      (0..<Int.random(in: 1...5, using: &random))
        .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    for index in parts.nodes.indices {
      if Bool.random(using: &random) { parts.nodes[index].label = text() }
      if Bool.random(using: &random) {
        parts.nodes[index].properties["altLabels"] = .strings([text(), text()])
      }
      if Bool.random(using: &random) { parts.nodes[index].properties["note"] = .string(text()) }
    }
    for index in parts.statements.indices where Bool.random(using: &random) {
      parts.statements[index].rationale = text()
      if Bool.random(using: &random) {
        parts.statements[index].properties["comment"] = .string(text())
      }
    }
    return try parts.build()
  }

  private static func shipped(_ name: String) throws -> EvidenceGraph {
    try ArchiveReader.read(
      contentsOf: SharedData.packageRoot.appending(path: "Graphs/\(name)/graph.jsonl").path
    )
  }

  /// What a query of plain words and phrases is for the reference.
  private static func parts(_ query: String) -> [(words: [String], isOpen: Bool)] {
    query.matches(of: /"([^"]*)"|\S+/).map { match in
      let words = SearchReference.words(match.1.map(String.init) ?? String(match.0))
      let endsInDigit = words.last?.last?.isNumber ?? false
      return (words, match.1 == nil && !endsInDigit)
    }
  }

  @Test("a search finds what a scan of every text finds", arguments: 0..<120 as Range<UInt64>)
  func searchIsTheScan(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let (index, reference) = (SearchIndex(graph), SearchReference(graph))
    for query in [
      "risk", "RISK deception", "\"red teaming\"", "teaming red", "\"risk risk\"", "mod 2",
      "model-2", "2.1", "schafer aud", "decept", "\"decept\"", "fine", "don't", "24", "paper p",
      "nothing", "synth", "again risk",
    ] {
      let answer = index.search(SearchQuery(query))
      let found = answer.hits.map { $0.node.position }
      #expect(found.sorted() == reference.nodes(with: Self.parts(query)), "\(query)")
      #expect(answer.total == found.count)
    }
  }

  @Test(
    "the shipped graphs are searched as a scan of every text does",
    arguments: ["ai-risk-repository", "frontier-mitigations"]
  )
  func shippedGraphsAreSearched(name: String) throws {
    let graph = try Self.shipped(name)
    let (index, reference) = (SearchIndex(graph), SearchReference(graph))
    let words = reference.vocabulary
    let step = max(1, words.count / 60)
    var queries = stride(from: 0, to: words.count, by: step).map { words[$0] }
    queries += [
      "deception", "decept risk", "\"red teaming\"", "7.3", "Tse2025", "Uuk 2024", "uuk systemic",
      "A1021", "mit-risk@4:7.3", "\"loss of control\" passive",
    ]
    for query in queries {
      let found = index.search(SearchQuery(query)).hits.map { $0.node.position }
      #expect(found.sorted() == reference.nodes(with: Self.parts(query)), "\(query)")
    }
  }

  @Test("'deception' finds every node that has it in a text, and nothing else")
  func deceptionIsFound() throws {
    let graph = try Self.shipped("ai-risk-repository")
    let scanned = graph.nodes.filter { node in
      let value = graph.value(of: node)
      let own = [value.key.text, value.label ?? ""] + value.properties.values.map(\.text)
      let others = graph.outgoing(node).map { graph.rationale(of: $0) ?? "" }
      return (own + others).contains { $0.localizedCaseInsensitiveContains("deception") }
    }
    let answer = SearchIndex(graph).search(SearchQuery("deception"), limit: 3)
    #expect(answer.total == scanned.count && answer.hits.count == 3)
    #expect(
      SearchIndex(graph).search(SearchQuery("deception")).hits.map(\.node).sorted() == scanned
    )
  }

  @Test(
    "hits come by score, equal ones by key, and a limit cuts the same list",
    arguments: 0..<40 as Range<UInt64>
  )
  func orderIsKept(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let index = SearchIndex(graph)
    for query in ["risk", "mod", "deception audit"] {
      let hits = index.search(SearchQuery(query)).hits
      for (a, b) in zip(hits, hits.dropFirst()) {
        #expect(a.score > b.score || (a.score == b.score && a.node < b.node))
      }
      #expect(hits.allSatisfy { $0.score > 0 && !$0.matches.isEmpty })
      #expect(index.search(SearchQuery(query), limit: 2).hits == Array(hits.prefix(2)))
      #expect(SearchIndex(graph).search(SearchQuery(query)).hits == hits)
      let papers = index.search(SearchQuery(query, kinds: [.paper])).hits.map(\.node)
      #expect(papers == hits.map(\.node).filter { graph.kind(of: $0) == .paper })
      let concepts = index.search(SearchQuery(query, scheme: "risk-a@1")).hits.map(\.node)
      #expect(concepts == hits.map(\.node).filter { graph.scheme(of: $0) == "risk-a@1" })
    }
  }

  @Test func fieldsWeighAsTheyAreDocumented() throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, label: "Other", properties: ["note": .string("Audit")]))
    builder.add(Node("paper:b", .paper, label: "Audit"))
    builder.add(Node("paper:c", .paper, label: "Auditing"))
    builder.add(Node("paper:d", .paper, label: "Audit of all things"))
    builder.add(Node("mitigation:m", .mitigation, label: "Measure"))
    builder.add(
      Statement("paper:a", .proposes, "mitigation:m", source: "paper:a", rationale: "an audit")
    )
    let graph = try builder.build()
    let hits = SearchIndex(graph).search(SearchQuery("audit")).hits
    #expect(
      hits.map { graph.key(of: $0.node).text } == ["paper:b", "paper:c", "paper:d", "paper:a"]
    )
    let last = try #require(hits.last)
    #expect(Set(last.matches.map(\.field)) == [.property("note"), .rationale])
    #expect(last.matches.first { $0.field == .rationale }?.statement == EdgeID(0))
    #expect(last.matches.first { $0.field == .rationale }?.snippet == "an audit")
    #expect(last.evidence == 1 && last.statements == 1)
    #expect(SearchWeights.standard[.name] > SearchWeights.standard[.rationale])
    var weights = SearchWeights()
    (weights.name, weights.property) = (0.1, 100)
    let other = SearchIndex(graph, weights: weights).search(SearchQuery("audit")).hits
    #expect(other.first.map { graph.key(of: $0.node) } == "paper:a")
  }

  @Test("a word that nobody has is told from words that nobody has together")
  func missesAreExplained() throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, label: "Deception in models"))
    builder.add(Node("paper:b", .paper, label: "Audits"))
    let index = SearchIndex(try builder.build())
    let slip = index.search(SearchQuery("decepton audits"))
    #expect(slip.total == 0 && slip.words.map(\.nodes) == [0, 1])
    #expect(slip.words.map(\.suggestion) == ["deception", nil])
    #expect(index.search(SearchQuery("deception audits")).words.map(\.nodes) == [1, 1])
    #expect(index.search(SearchQuery("zzzzzz")).words.map(\.suggestion) == [nil])
    #expect(index.search(SearchQuery(" \" ., \" ")).words.isEmpty)
    #expect(SearchQuery("… \"\"").isEmpty)
    #expect(SearchQuery("a A á \"a\"").isEmpty == false)
  }

  @Test(
    "letters are found whatever their case, accents and script",
    arguments: [
      ("SCHAFER", "Schäfer"), ("schäfer", "Scha\u{308}fer"), ("strasse", "Straße"),
      ("fine", "ﬁne"), ("oresund", "Øresund"), ("Ελλάδα", "ΕΛΛΑΔΑ"), ("σοφος", "Σοφός"),
      ("киів", "Київ"), ("еж", "ёж"), ("tieng viet", "Tiếng Việt"), ("istanbul", "İstanbul"),
      ("ａｕｄｉｔ", "Audit"), ("監査", "外部監査の報告"), ("🔥", "hot 🔥🔥 topic"), ("👩‍💻", "by 👩‍💻"),
      ("한국", "한국어 보고서"), ("דגם", "סיכוני דגם"), ("نموذج", "خطر نموذج"), ("gpt4", "GPT-4"),
      ("प्रतिरूप", "प्रतिरूप जोखिम"), ("ตรวจ", "การตรวจสอบ"),
    ]
  )
  func scriptsAreFolded(query: String, text: String) throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, label: text))
    builder.add(Node("paper:b", .paper, label: "nothing of the kind"))
    let answer = SearchIndex(try builder.build()).search(SearchQuery(query))
    #expect(answer.hits.map(\.node) == [NodeID(0)], "\(query) in \(text)")
  }

  @Test func hostileTextsAreSearched() throws {
    let million = String(repeating: "word ", count: 200_000) + "needle\u{0}end"
    let texts = [
      million, String(repeating: "a", count: 1_000_000), "\u{202E}desrever\u{202C} needle",
      "\u{0}\u{1}needle\u{1B}[31m", String(repeating: "🔥", count: 5_000) + "needle", "",
      "e" + String(repeating: "\u{301}", count: 10_000), String(repeating: "needle ", count: 9_000),
    ]
    var builder = GraphBuilder()
    for (number, text) in texts.enumerated() {
      builder.add(Node(Key("paper:\(number)"), .paper, properties: ["note": .string(text)]))
    }
    let index = SearchIndex(try builder.build())
    let hits = index.search(SearchQuery("needle")).hits
    #expect(hits.map { $0.node.position }.sorted() == [0, 2, 3, 4, 7])
    for match in hits.flatMap(\.matches) {
      #expect(match.snippet.count <= 82 && match.snippet.contains("needle"), "\(match.snippet)")
      #expect(!match.snippet.unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(index.search(SearchQuery("\"word needle\"")).total == 1)
    #expect(index.search(SearchQuery(String(repeating: "needle ", count: 5_000))).total == 5)
    #expect(index.search(SearchQuery(String(repeating: "\"", count: 5_001))).total == 0)
    #expect(index.search(SearchQuery("\"" + million + "\"")).total == 1)
  }

  @Test("indexing and searching grow with the text", arguments: GrowingInput.allCases)
  func workGrows(shape: GrowingInput) {
    let steps = Growth.steps(from: 250, making: { shape.graph($0) }) { graph in
      let index = SearchIndex(graph)
      _ = index.search(SearchQuery("s"))
      _ = index.search(SearchQuery("\"s 1\" 0000007 nothing"), limit: 10)
    }
    #expect(Growth.isLinear(steps), "\(steps)")
    #expect(shape == .repeats || steps[0] >= 250)
  }

  @Test func workGrowsWithEqualWords() throws {
    let steps = try Growth.steps(
      from: 500,
      making: { count in
        var builder = GraphBuilder()
        builder.add(
          Node(
            "paper:a",
            .paper,
            properties: ["note": .string(String(repeating: "same ", count: count))]
          )
        )
        return try builder.build()
      },
      of: { graph in
        let index = SearchIndex(graph)
        #expect(index.search(SearchQuery("same \"same same\"")).total == 1)
      }
    )
    #expect(Growth.isLinear(steps), "\(steps)")
  }
}
