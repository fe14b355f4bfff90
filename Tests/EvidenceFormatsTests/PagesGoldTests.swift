import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

/// The five seed pages against the hand-made reference parse of three of them, and the other two
/// against what was read off them by hand. Skipped, and said so, where ../shared is not there.
@Suite(.enabled(if: SharedData.isPresent, "the seed pages of ../shared are not there"))
struct PagesGoldTests {
  static let files = [
    "000_ff31dd69e0099263.txt", "001_f8eae2ad83a96f8d.txt", "002_34d65020ca9272c5.txt",
    "003_7245bff3596cb6cf.txt", "004_b81240a868fad018.txt",
  ]

  static func page(_ file: String) throws -> (page: SeedPage, diagnostics: [Diagnostic]) {
    let url = try #require(SharedData.url("data/seeds/\(file)"))
    let (page, diagnostics) = SeedPageParser.parse(
      Array(try Data(contentsOf: url)),
      file: file,
      SamplePages.taxonomy
    )
    return (try #require(page), diagnostics)
  }

  @Test func everyFieldOfTheGold() throws {
    let url = try #require(SharedData.url("data/seeds/gold.json"))
    let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: url))
    #expect(gold.pages.count == 3)
    for expected in gold.pages {
      let (page, _) = try Self.page(expected.file)
      #expect(page.sha256 == expected.sha256)
      #expect(page.lineCount == expected.lines)
      #expect(page.banner.map(\.text) == expected.banner)
      #expect(page.definition.text == expected.taxonomyNode.definition)
      #expect(page.parentTitle?.text == expected.taxonomyNode.parentTitle)
      #expect(page.code == expected.taxonomyNode.code)
      #expect(page.paragraphs.map(\.text) == expected.mitigation.descriptionParagraphs)
      #expect(page.reasoning.text == expected.mitigation.reasoning)
      #expect(page.parentMitigation?.text == expected.mitigation.parentMitigation)
      #expect(page.items.count == expected.counts.items)
      #expect(page.items.map(\.name.text) == expected.otherMitigations.map(\.name))
      #expect(page.items.map(\.leafName) == expected.otherMitigations.map(\.leafName))
      #expect(page.items.map(\.parentPrefix) == expected.otherMitigations.map(\.parentPrefix))
      #expect(page.items.map(\.description?.text) == expected.otherMitigations.map(\.description))
      #expect(page.items.map(\.code.text) == expected.otherMitigations.map(\.code))
      #expect(page.items.map(\.codeTitle) == expected.otherMitigations.map(\.codeTitle))
      #expect(page.paper.title.text == expected.paper.title)
      #expect(page.paper.authors == expected.paper.authors)
      #expect(page.paper.year == expected.paper.year)
      #expect(page.paper.abstract.text == expected.paper.abstract)
      #expect(page.stage.name.text == expected.lifecycleStage.name)
      #expect(page.stage.gloss.text == expected.lifecycleStage.definition)
      #expect(page.actor.name.text == expected.actor.name)
      #expect(page.actor.gloss.text == expected.actor.definition)
      #expect(page.function.name.text == expected.riskManagementFunction.name)
      #expect(page.function.gloss.text == expected.riskManagementFunction.definition)
    }
  }

  @Test func totals() throws {
    let url = try #require(SharedData.url("data/seeds/gold.json"))
    let expected = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: url)).expectedTotals
    var records = SeedPageRecords(SamplePages.taxonomy)
    var codes: [String: Int] = [:]
    var items = 0
    for file in Self.files {
      let page = try Self.page(file).page
      items += page.items.count
      for item in page.items { codes[item.code.text, default: 0] += 1 }
      records.add(page)
    }
    let mitigations = records.nodes.filter { $0.node.kind == .mitigation }
    let own = mitigations.filter { $0.node.label == "(name not given)" }
    #expect(items == expected.listItems)
    #expect(codes == expected.codesInLists)
    #expect(own.count == expected.ownMitigations)
    #expect(mitigations.count - own.count == expected.distinctListItems)
    #expect(records.nodes.filter { $0.node.kind == .paper }.count == expected.papers)
    #expect(records.notices.count == expected.pages)
    #expect(records.diagnostics.isEmpty)
  }

  @Test func pageOfHarmlessnessTraining() throws {
    let page = try Self.page(Self.files[1]).page
    #expect(page.code == "1.1.2")
    #expect(page.paragraphs.map(\.line) == [5, 6])
    #expect(page.parentMitigation == nil)
    #expect(
      page.items.map { "\($0.name.line) \($0.name.text) \($0.code.line) \($0.code.text)" } == [
        "9 Pre-deployment risk assessments 11 2.2.1",
        "11 Third party pre-deployment model audits 13 2.2.3",
        "13 External assessment of testing procedure 15 2.2.2",
        "15 Vetted researcher access 17 2.3.1",
        "17 Advanced model access for vetted external researchers 19 2.2.2",
        "19 Data curation 21 1.1.1",
      ]
    )
    #expect(page.items.allSatisfy { $0.description != nil })
    #expect(page.paper.title.line == 21)
    #expect(page.paper.year == 2024)
    #expect(page.paper.authors.first == "Uuk, Risto")
    #expect(page.stage.name.text == "Build and Use Model")
  }

  @Test func pageOfTheConveningOnOpenness() throws {
    let (page, diagnostics) = try Self.page(Self.files[3])
    #expect(page.code == "1.1")
    #expect(page.paragraphs.isEmpty)
    #expect(page.parentMitigation == nil)
    #expect(
      page.items.map { "\($0.name.text) | \($0.code.text)" } == [
        "Tampering Attack Resistance | 1.1.3", "CTRL | 1.1.1", "GLiNER | 1.1.9",
        "DP-transformers | 1.1.2", "Opacus | 1.1.2", "StarPII | 1.1", "HarmAug | 1.1.2",
        "Circuit breakers | 1.1.3", "Refusal and adversarial training methods | 1.1.2",
        "Child safety | 99", "Content safety | 1.2.1",
        "Bias / Discrimination (alternatively, Legal and Rights Related) | 99.9",
        "Information risks (Privacy infringement) | 99.9", "Model Integrity risks | 1.2.1",
        "Data for tuning & evaluation | 1.1.1",
      ]
    )
    #expect(page.items.last?.description == nil)
    #expect(page.items[0].description?.line == 8)
    #expect(page.paper.title.text.hasPrefix("A Different Approach to AI Safety: "))
    #expect(page.paper.authors.count == 20)
    #expect(page.paper.authors.first == "François, Camille")
    let noise = diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" }
    #expect(
      noise.filter { $0.hasSuffix("lost-letters") } == [
        "10 lost-letters", "34 lost-letters", "34 lost-letters", "34 lost-letters",
      ]
    )
    #expect(
      noise.filter { $0.hasSuffix("footnote-number") } == [
        "26 footnote-number", "28 footnote-number", "28 footnote-number",
      ]
    )
  }

  @Test func noiseIsReportedAndKept() throws {
    let (first, found) = try Self.page(Self.files[0])
    #expect(found.contains { $0.code == "footnote-number" && $0.place?.line == 5 })
    #expect(first.paragraphs[0].text.contains(" 56 ,"))
    let (second, others) = try Self.page(Self.files[1])
    #expect(others.filter { $0.code == "escaped-sign" }.map { $0.place?.line } == [23, 23])
    #expect(second.paper.abstract.text.contains(">60\\%"))
    #expect((found + others).allSatisfy { $0.severity == .note })
  }

  @Test func factsOnlyUnlessSentencesAreAskedFor() throws {
    for texts in SeedPageRecords.Texts.allCases {
      var records = SeedPageRecords(SamplePages.taxonomy, texts: texts)
      for file in Self.files { records.add(try Self.page(file).page) }
      let names = Set(records.nodes.flatMap { $0.node.properties.keys })
      #expect(names.contains("description") == (texts == .kept))
      #expect(names.contains("abstract") == (texts == .kept))
      let reasons = records.statements.compactMap(\.statement.rationale)
      #expect(reasons.count == (texts == .kept ? 5 : 0))
    }
  }

  @Test func pagesMakeASoundGraph() throws {
    var records = SeedPageRecords(SamplePages.taxonomy)
    for file in Self.files { records.add(try Self.page(file).page) }
    var builder = GraphBuilder()
    for item in records.nodes { builder.add(item.node, line: item.line) }
    for item in records.statements { builder.add(item.statement, line: item.line) }
    let graph = try builder.build()
    let defenses = try graph.resolve("Training Time Defense")
    #expect(graph.incoming(defenses, .partOf).count == 1)
    #expect(graph.outgoing(defenses, .partOf).count == 1)
    let own = try #require(graph.outgoing(defenses, .partOf).first.map { graph.to($0) })
    #expect(graph.label(of: own) == "Defenses")
    for edge in graph.edges where graph.relation(of: edge) == .proposes {
      #expect(graph.source(of: edge) == graph.key(of: graph.from(edge)))
      #expect(graph.statement(edge).locator?.hasPrefix("line ") == true)
    }
  }
}

/// The parts of gold.json that the parser is held to.
private struct Gold: Decodable {
  var pages: [Page]
  var expectedTotals: Totals

  enum CodingKeys: String, CodingKey {
    case pages
    case expectedTotals = "expected_totals"
  }

  struct Totals: Decodable {
    var pages: Int
    var papers: Int
    var listItems: Int
    var distinctListItems: Int
    var ownMitigations: Int
    var codesInLists: [String: Int]

    enum CodingKeys: String, CodingKey {
      case pages, papers
      case listItems = "list_items"
      case distinctListItems = "distinct_list_items"
      case ownMitigations = "own_mitigations"
      case codesInLists = "codes_in_lists"
    }
  }

  struct Facet: Decodable {
    var name: String
    var definition: String
  }

  struct Page: Decodable {
    struct Node: Decodable {
      var definition: String
      var parentTitle: String?
      var code: String

      enum CodingKeys: String, CodingKey {
        case definition, code
        case parentTitle = "parent_title"
      }
    }
    struct Mitigation: Decodable {
      var descriptionParagraphs: [String]
      var reasoning: String
      var parentMitigation: String?

      enum CodingKeys: String, CodingKey {
        case reasoning
        case descriptionParagraphs = "description_paragraphs"
        case parentMitigation = "parent_mitigation"
      }
    }
    struct Item: Decodable {
      var name: String
      var leafName: String
      var parentPrefix: String?
      var description: String?
      var code: String
      var codeTitle: String

      enum CodingKeys: String, CodingKey {
        case name, description, code
        case leafName = "leaf_name"
        case parentPrefix = "parent_prefix"
        case codeTitle = "code_title"
      }
    }
    struct Counts: Decodable { var items: Int }
    struct Paper: Decodable {
      var title: String
      var authors: [String]
      var year: Int
      var abstract: String
    }

    var file: String
    var sha256: String
    var lines: Int
    var banner: [String]
    var taxonomyNode: Node
    var mitigation: Mitigation
    var otherMitigations: [Item]
    var counts: Counts
    var paper: Paper
    var lifecycleStage: Facet
    var actor: Facet
    var riskManagementFunction: Facet

    enum CodingKeys: String, CodingKey {
      case file, sha256, lines, banner, mitigation, counts, paper, actor
      case taxonomyNode = "taxonomy_node"
      case otherMitigations = "other_mitigations"
      case lifecycleStage = "lifecycle_stage"
      case riskManagementFunction = "risk_management_function"
    }
  }
}
