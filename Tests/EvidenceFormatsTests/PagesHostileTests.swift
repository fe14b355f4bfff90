import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Testing

/// Pages of our own making, well formed and broken.
@Suite struct PagesHostileTests {
  static let head = [
    "This page is a sample.", "Data on this page is made up.", "A definition nobody knows.",
    "Also in Model", "Own text.", "Reasoning", "Because it is a sample.",
  ]
  static let tail = [
    "Doe, Jane; Roe, Richard (2023)", "An abstract.", "Build and Use Model", "gloss", "Developer",
    "gloss", "Manage", "gloss",
  ]

  static func parse(
    _ list: [String],
    head: [String] = head,
    tail: [String] = tail
  ) -> (page: SeedPage?, diagnostics: [Diagnostic]) {
    let text = (head + list + tail).joined(separator: "\n") + "\n"
    return SeedPageParser.parse(Array(text.utf8), file: "sample.txt", SamplePages.taxonomy)
  }

  @Test func wellFormed() throws {
    let (page, diagnostics) = Self.parse([
      "First", "A description.", "1.1 Model\"Second\" in quotes", "1.1.9 Other3rd item",
      "Its description", "99 OtherA paper",
    ])
    let read = try #require(page)
    #expect(read.items.map(\.name.text) == ["First", "\"Second\" in quotes", "3rd item"])
    #expect(read.items.map(\.code.text) == ["1.1", "1.1.9", "99"])
    #expect(read.items.map(\.description?.text) == ["A description.", nil, "Its description"])
    #expect(read.paper.title.text == "A paper")
    #expect(read.paper.authors == ["Doe, Jane", "Roe, Richard"])
    #expect(read.code == nil)
    #expect(diagnostics.map(\.code) == ["unknown-definition"])
    #expect(diagnostics.first?.place == Place("sample.txt", line: 3))
  }

  @Test(arguments: ["\r\n", "\r"]) func everyLineEndIsOne(end: String) throws {
    let list = ["First", "1.1 ModelA paper"]
    let plain = (Self.head + list + Self.tail).joined(separator: "\n") + "\n"
    let expected = try #require(
      SeedPageParser.parse(Array(plain.utf8), file: "s.txt", SamplePages.taxonomy).page
    )
    let bytes = Array(plain.replacing("\n", with: end).utf8)
    #expect(SeedPageParser.recognizes(Array(plain.dropFirst(60).replacing("\n", with: end).utf8)))
    var page = try #require(SeedPageParser.parse(bytes, file: "s.txt", SamplePages.taxonomy).page)
    #expect(page.lineCount == expected.lineCount)
    page.sha256 = expected.sha256
    #expect(page == expected)
  }

  @Test func aDescriptionThatBeginsLikeACode() throws {
    let (other, _) = Self.parse([
      "First", "1.1 ModelSecond", "3 Things matterMost here", "1.2 Non-ModelA paper",
    ])
    #expect(other?.items.map(\.name.text) == ["First", "Second"])
    #expect(other?.items.last?.description?.text == "3 Things matterMost here")
  }

  @Test(arguments: ["7.7 Risk AssessmentSecond", "7.7 Something newSecond", "42 NewSecond"])
  func anUnknownCodeIsAFinding(line: String) throws {
    let (page, diagnostics) = Self.parse(["First", line, "1.1 ModelA paper"])
    let read = try #require(page)
    #expect(read.items.map(\.name.text) == ["First", "Second"])
    let finding = try #require(diagnostics.first { $0.code == "unknown-code" })
    #expect(finding.severity == .warning)
    #expect(finding.place == Place("sample.txt", line: 9))
    var records = SeedPageRecords(SamplePages.taxonomy)
    records.add(read)
    let first = try #require(records.nodes.first { $0.node.label == "First" })
    #expect(first.node.properties["printedCode"] != nil)
    let classes = records.statements.filter {
      $0.statement.from == first.node.key && $0.statement.relation == .classifiedAs
    }
    #expect(classes.isEmpty)
  }

  @Test func aKnownCodeWithAnotherTitle() throws {
    let (page, diagnostics) = Self.parse(["First", "1.1 Guardrails & FilteringA paper"])
    #expect(page?.paper.title.text == "A paper")
    #expect(diagnostics.contains { $0.code == "code-title-mismatch" && $0.place?.line == 9 })
  }

  @Test func broken() {
    func codes(_ bytes: [UInt8]) -> [String] {
      let (page, diagnostics) = SeedPageParser.parse(bytes, file: "bad.txt", SamplePages.taxonomy)
      #expect(page == nil)
      #expect(diagnostics.allSatisfy { $0.place?.file == "bad.txt" })
      return diagnostics.filter { $0.severity == .error }.map(\.code.rawValue)
    }
    func codes(_ lines: [String]) -> [String] { codes(Array(lines.joined(separator: "\n").utf8)) }
    #expect(codes([UInt8]()) == ["empty-page"])
    #expect(codes(["", " ", ""]) == ["empty-page"])
    #expect(codes(Array("Reasoning\n\u{FE}".utf8) + [0xFF, 0xFE]) == ["invalid-utf8"])
    #expect(codes(Self.head + ["A", "1.1 ModelB"]) == ["missing-authors"])
    #expect(codes(Self.head + ["A", "1.1 ModelB"] + Self.tail.dropLast(3)) == ["missing-facets"])
    #expect(codes(Self.tail + Self.head) == ["missing-authors"])
    #expect(codes(Self.head + ["A", "no code"] + Self.tail) == ["missing-code"])
    #expect(codes(Self.head + Self.tail) == ["missing-code"])
    #expect(
      codes(Self.head + ["A", "a", "B", "b", "1.1 ModelC"] + Self.tail) == ["unexpected-lines"]
    )
    #expect(codes(["A page", "with nothing", "known"]) == ["missing-reasoning"])
    let huge = String(repeating: "x", count: 1 << 19)
    #expect(codes(Self.head + [huge, "1.1 ModelC"] + Self.tail) == ["line-too-long"])
    #expect(codes([UInt8](repeating: 0x41, count: 9 << 20)) == ["page-too-large"])
  }

  @Test func theColumnOfABadByteIsSaid() {
    let bytes = Array("Reasoning\nab".utf8) + [0xC3, 0x28]
    let finding = SeedPageParser.parse(bytes, file: "bad.txt", SamplePages.taxonomy).diagnostics
      .first
    #expect(finding?.place == Place("bad.txt", line: 2, column: 3))
  }

  @Test(arguments: 0..<60) func everyPrefixEndsWell(seed: Int) {
    let text = (Self.head + ["First", "1.1 ModelSecond", "1.2 Non-ModelP"] + Self.tail)
      .joined(separator: "\n")
    var bytes = Array(text.utf8)
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.removeLast(min(bytes.count, Int.random(in: 0..<9, using: &random)))
      case 1 where !bytes.isEmpty:
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255,
          using: &random
        )
      default: bytes.insert(0x0A, at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    let (page, diagnostics) = SeedPageParser.parse(bytes, file: "f.txt", SamplePages.taxonomy)
    #expect(page != nil || diagnostics.contains { $0.severity == .error }, "seed \(seed)")
    if let page {
      var records = SeedPageRecords(SamplePages.taxonomy)
      records.add(page)
      #expect(!records.nodes.isEmpty)
    }
  }

  @Test func theSameNameUnderTwoWholesIsTwoMitigations() throws {
    let (page, _) = Self.parse([
      "A", "1 AI SystemA > Audit", "1.1 ModelB", "1.1 ModelB > Audit", "1.2 Non-ModelA paper",
    ])
    var records = SeedPageRecords(SamplePages.taxonomy)
    records.add(try #require(page))
    let audits = records.nodes.filter { $0.node.label == "Audit" }
    #expect(
      audits.map(\.node.key) == ["mitigation:a-paper/audit", "mitigation:a-paper/audit-2"]
    )
    let parts = records.statements.filter { $0.statement.relation == .partOf }
    #expect(parts.count == 2)
  }

  @Test func pagesAreKnownByTheirForm() {
    #expect(SeedPageParser.recognizes(Array(Self.head.joined(separator: "\n").utf8)))
    #expect(SeedPageParser.recognizes(Array("x\nReasoning\ny".utf8)))
    #expect(!SeedPageParser.recognizes(Array("id:ID,name\n1,a\n".utf8)))
    #expect(!SeedPageParser.recognizes([]))
  }
}
