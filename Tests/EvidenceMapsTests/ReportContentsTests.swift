import EvidenceAnalysis
import EvidenceCore
import EvidenceMaps
import Testing

/// Pages of graphs in which nothing can be counted, and what pages find.
@Suite struct ReportContentsTests {
  @Test("a page without a matrix says why, and shows schemes and matches") func noMatrix() throws {
    var builder = GraphBuilder(
      header: GraphHeader(schemes: [Scheme(id: "a@1", title: "Atlas of A", kind: .taxonomyNode)])
    )
    builder.add(Node("a@1:1", .taxonomyNode, label: "One", scheme: "a@1"))
    builder.add(Node("b@1:1", .taxonomyNode, label: "Eins", scheme: "b@1"))
    builder.add(Statement("a@1:1", .closeMatch, "b@1:1", via: "sheet"))
    let html = try EvidenceReport(builder.build(), queries: []).html()
    #expect(html.contains("There is no matrix: the graph holds 2 concepts"))
    #expect(html.contains("<code>evidence stats --by scheme</code>"))
    #expect(html.contains("<td>One</td><td>close match</td><td>Eins</td>"))
    #expect(html.contains("Atlas of A") && html.contains("Taxonomy: b@1"))
    #expect(!html.contains("{{"))
  }

  @Test("searched and never searched are told apart, and parents are counted nowhere")
  func findings() throws {
    func page(searched: Bool) throws -> String {
      let search = SearchRecord(
        rows: ["ta@1:1"],
        columns: ["rk@1:1.1"],
        relation: .addresses
      )
      var builder = GraphBuilder(
        header: GraphHeader(
          schemes: [
            Scheme(id: "ta@1", title: "Kinds", kind: .taxonomyNode),
            Scheme(id: "rk@1", title: "Risks", kind: .riskDomain),
          ],
          searches: searched ? [search] : []
        )
      )
      builder.add(Node("ta@1:1", .taxonomyNode, notation: "1", scheme: "ta@1"))
      builder.add(Node("ta@1:2", .taxonomyNode, notation: "2", scheme: "ta@1"))
      for code in ["1", "1.1", "1.2"] {
        builder.add(Node(Key("rk@1:\(code)"), .riskDomain, notation: code, scheme: "rk@1"))
      }
      for code in ["1.1", "1.2"] {
        builder.add(Statement(Key("rk@1:\(code)"), .broader, "rk@1:1", via: "x"))
      }
      builder.add(Node("m:1", .mitigation))
      builder.add(Statement("m:1", .addresses, "rk@1:1.2", source: "paper:a", via: "x"))
      builder.add(Statement("m:1", .classifiedAs, "ta@1:1", via: "x"))
      let query = CoverageQuery(rows: .init("ta@1"), columns: .init("rk@1"))
      return try EvidenceReport(builder.build(), queries: [query]).html()
    }
    let things = "Of the 4 combinations of a concept of &#39;Kinds&#39; with a risk subdomain, "
    let unsearched = try page(searched: false)
    #expect(
      unsearched.contains("\(things)3 have no measure recorded (1 × 1.1, 2 × 1.1, 2 × 1.2); 1 ")
    )
    #expect(!unsearched.contains("never searched."))
    let searched = try page(searched: true)
    #expect(searched.contains("1 was searched and is empty; 2 were never searched."))
    #expect(searched.contains("in 4 cells with no others below them"))
  }
}
