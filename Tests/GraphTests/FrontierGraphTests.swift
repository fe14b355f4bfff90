import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

/// The graph of the seed pages, as it is shipped.
@Suite struct FrontierGraphTests {
  static let folder = SharedData.packageRoot.appendingPathComponent("Graphs/frontier-mitigations")
  static let uuk: Key = "doi:10.48550/arxiv.2412.02145"

  static func graph() throws -> EvidenceGraph {
    try ArchiveReader.read(contentsOf: folder.appendingPathComponent("graph.jsonl").path)
  }

  @Test(.enabled(if: SharedData.isPresent, "the seed pages of ../shared are not there"))
  func theRecipeMakesTheSameBytes() throws {
    let data = try #require(SharedData.url("data"))
    let result = try Importer.run(
      ImportRequest(
        files: [Self.folder.appendingPathComponent("recipe.yaml").path],
        sourcesDirectory: data.path
      )
    )
    let shipped = try String(
      contentsOf: Self.folder.appendingPathComponent("graph.jsonl"),
      encoding: .utf8
    )
    #expect(ArchiveWriter.text(of: result.graph) == shipped)
    #expect(result.report.entries.allSatisfy { $0.outcome == .kept })
  }

  @Test func fivePagesFourPapers() throws {
    let graph = try Self.graph()
    #expect(graph.nodes(of: .paper).count == 4)
    let mitigations = graph.nodes(of: .mitigation)
    let own = mitigations.filter { graph.label(of: $0) == "(name not given)" }
    let named = mitigations.filter { graph.key(of: $0).text.hasPrefix("mitigation:uuk2024/") }
    #expect(own.count == 5)
    #expect(
      named.map { graph.label(of: $0) } == ["Capability restrictions", "Harmlessness training"]
    )
    #expect(mitigations.count - own.count - named.count == 42)
    #expect(graph.nodes(of: .riskDomain).count == 31)
    for domain in graph.nodes(of: .riskDomain) {
      let isTop = graph.notation(of: domain)?.contains(".") == false
      #expect(graph.outgoing(domain, .broader).isEmpty == isTop)
    }
  }

  @Test func theNoticeGoesWithEveryPage() throws {
    let graph = try Self.graph()
    let noticed = Set(graph.header.notices.filter { $0.text.contains("preliminary") }.map(\.via))
    let pages = Set(graph.edges.compactMap { graph.via(of: $0) }.filter { $0.hasSuffix(".txt") })
    #expect(pages.count == 5)
    #expect(noticed == Set(pages.map { Optional($0) }))
    let scheme = try #require(graph.header.schemes.first { $0.id == "mit-mitigation@2" })
    #expect(scheme.notice?.contains("share or cite") == true)
  }

  @Test func claimsAboutRisksAreStatedInFull() throws {
    let graph = try Self.graph()
    let claims = graph.edges.filter { graph.relation(of: $0) == .addresses }
    #expect(claims.count == 30)
    for edge in claims {
      let statement = graph.statement(edge)
      #expect(statement.source != nil)
      #expect(statement.via?.hasSuffix(".txt") == true)
      #expect(statement.locator?.hasPrefix("line ") == true)
      #expect(statement.stance != nil)
      #expect(statement.evidenceType != nil)
      #expect(statement.rationale?.isEmpty == false)
      #expect(statement.coder != nil && statement.method != nil)
      #expect(statement.confidence == nil, "the pages print none")
      #expect(graph.kind(of: graph.to(edge)) == .riskDomain)
    }
    let facets = graph.edges.filter {
      graph.relation(of: $0) == .classifiedAs
        && graph.scheme(of: graph.to($0))?.hasPrefix("airi-") == true
    }
    #expect(facets.allSatisfy { graph.label(of: graph.from($0)) == "(name not given)" })
    #expect(facets.count == 15)
  }

  @Test func bothSidesSpeakAboutWeapons() throws {
    let graph = try Self.graph()
    let answer = EvidencePaths(graph).chains(
      from: try #require(graph.node(Self.uuk)),
      to: try #require(graph.node("mit-risk@4:4.2")),
      options: EvidencePaths.Options(limit: nil)
    )
    let stances = Set(answer.chains.map(\.stance))
    #expect(stances == [.supports, .opposes])
    #expect(answer.supporting != nil && answer.opposing != nil)
    #expect(answer.chains.contains { $0.directness == .direct })
    #expect(answer.chains.contains { $0.directness == .inferred })
  }

  @Test func theCellOfWeaponsIsNotCovered() throws {
    let graph = try Self.graph()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(
        rows: CoverageQuery.Axis("mit-mitigation@2", level: 2),
        columns: CoverageQuery.Axis("mit-risk@4", level: 2)
      )
    )
    let column = try #require(
      matrix.columns.entries.firstIndex { graph.key(of: $0.node) == "mit-risk@4:4.2" }
    )
    let row = try #require(
      matrix.rows.entries.firstIndex { graph.key(of: $0.node) == "mit-mitigation@2:1.1" }
    )
    #expect(matrix[row, column].state == .conflicting)
    let other = try #require(
      matrix.rows.entries.firstIndex { graph.key(of: $0.node) == "mit-mitigation@2:2.2" }
    )
    #expect(matrix[other, column].state == .thin)
    #expect(matrix.columnTotals[column].state != .covered)
    // Nobody says that they looked where nothing stands.
    #expect(matrix.cells.allSatisfy { $0.state != .searchedEmpty })
  }

  @Test func actorsAndStages() throws {
    let graph = try Self.graph()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(
        rows: CoverageQuery.Axis("airi-actor@2"),
        columns: CoverageQuery.Axis("airi-lifecycle@2")
      )
    )
    #expect(matrix.total.witnesses == 5)
    #expect(matrix.cells.map(\.witnesses).reduce(0, +) == 5)
  }

  @Test(.enabled(if: SharedData.isPresent, "the seed pages of ../shared are not there"))
  func noSentenceOfAPageIsKept() throws {
    let graph = try Self.graph()
    var known: Set<[Substring]> = []
    func shingles(_ text: String) -> [[Substring]] {
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      guard words.count >= 6 else { return [] }
      return (0...(words.count - 6)).map { Array(words[$0..<$0 + 6]) }
    }
    for file in try FileManager.default.contentsOfDirectory(
      atPath: #require(SharedData.url("data/seeds")).path
    ) where file.hasSuffix(".txt") {
      let url = try #require(SharedData.url("data/seeds/\(file)"))
      known.formUnion(shingles(try String(contentsOf: url, encoding: .utf8)))
    }
    for node in graph.nodes {
      let properties = graph.value(of: node).properties
      #expect(Set(properties.keys).isSubset(of: ["year", "authors", "gloss", "path"]))
      if case .string(let gloss)? = properties["gloss"] {
        #expect(shingles(gloss).allSatisfy { !known.contains($0) }, "\(gloss)")
      }
    }
    for edge in graph.edges {
      guard let rationale = graph.statement(edge).rationale else { continue }
      #expect(shingles(rationale).allSatisfy { !known.contains($0) }, "\(rationale)")
    }
  }
}
