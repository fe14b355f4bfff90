import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// What people record of cells has signs of its own, which nothing else on a map has.
@Suite struct RecordMapTests {
  private let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))

  private func map(
    _ seed: UInt64,
    _ change: (inout GraphHeader) -> Void = { _ in }
  ) throws -> CoverageMap {
    var parts = RandomGraph.parts(seed: seed, density: 2)
    change(&parts.header)
    let graph = try parts.build()
    return CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
  }

  @Test(
    "a map without records has no sign and no entry for them",
    arguments: 0..<6 as Range<UInt64>
  )
  func nothing(seed: UInt64) throws {
    let svg = try map(seed).svg()
    #expect(!svg.contains("Certainty, judged") && !svg.contains(">status<"))
    #expect(!svg.contains("Not drawn:"))
  }

  @Test(
    "a judgment and a status stand in their cell, its words and the legend",
    arguments: 0..<6 as Range<UInt64>
  )
  func drawn(seed: UInt64) throws {
    let recorded = try map(seed) { header in
      header.judgments = [
        Judgment(row: "risk-a@1:1.1", column: "type@1:1.2", certainty: .low, by: "Ann & <b>"),
        Judgment(row: "type@1:1.2", column: "risk-a@1:1.1", certainty: .high, by: "Ben"),
      ]
      header.statuses = [
        StatusRecord(row: "type@1:1.2", column: "risk-a@1:1.1", status: .planned, owner: "Cara")
      ]
    }
    let svg = try recorded.svg()
    #expect(svg.contains("Certainty, judged by a person"))
    #expect(svg.contains("2 bars low") && svg.contains("they differ"))
    #expect(svg.contains(">Planned<") && !svg.contains(">Accepted<"))
    #expect(svg.contains("judged by Ann &amp; &lt;b&gt;"))
    #expect(svg.contains("status: planned; owner Cara"))
    let table = recorded.table()
    #expect(table[0].last == "recorded by people")
    #expect(table.filter { $0.last?.isEmpty == false }.count == 2)
    // The picture says the same of the evidence as without.
    let plain = try map(seed)
    #expect(plain.table() == table.map { Array($0.dropLast()) })
    #expect(try recorded.svg() == svg)
  }

  @Test("what stands on a sum or a folded cell is counted, and not lost in silence")
  func hidden() throws {
    let svg = try map(1) { header in
      header.judgments = [
        Judgment(row: "type@1:1", column: "risk-a@1:1", certainty: .moderate, by: "Ann")
      ]
    }.svg()
    #expect(svg.contains("Not drawn: 1 judgment"))
  }

  @Test(
    "a difference shows what is recorded now, and says what is new or gone",
    arguments: 0..<6 as Range<UInt64>
  ) func difference(seed: UInt64) throws {
    let old = RandomGraph.parts(seed: seed, density: 2)
    var new = old
    new.statements.removeAll { $0.relation == .addresses }
    let (row, column) = (Key("type@1:1.2"), Key("risk-a@1:1.1"))
    func map(_ before: [Judgment], _ after: [Judgment]) throws -> DiffMap {
      func side(_ parts: RandomGraph.Parts, _ judgments: [Judgment]) throws -> DiffMap.Side {
        var parts = parts
        parts.header.judgments = judgments
        if !judgments.isEmpty {
          parts.header.statuses = [StatusRecord(row: row, column: column, status: .planned)]
        }
        let graph = try parts.build()
        return DiffMap.Side(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
      }
      return DiffMap(before: try side(old, before), after: try side(new, after))
    }
    let stays = Judgment(row: row, column: column, certainty: .low, by: "Ann")
    let comes = Judgment(row: column, column: row, certainty: .high, by: "Ben")
    let goes = Judgment(row: row, column: column, certainty: .moderate, by: "Cara")
    let plain = try map([], [])
    let recorded = try map([stays, goes], [stays, comes])
    let table = recorded.table()
    #expect(table[0].last == "recorded by people")
    let said = table.compactMap(\.last).filter { $0.contains("certainty") }
    #expect(
      said == [
        "certainty low, judged by Ann; status: planned; new: certainty high, judged by Ben; "
          + "no longer: certainty moderate, judged by Cara"
      ]
    )
    // Nothing is computed from it.
    #expect(plain.table() == table.map { Array($0.dropLast()) })
    let svg = try recorded.svg()
    let isDrawn = svg.contains("Certainty, judged by a person") && svg.contains(">Planned<")
    #expect(isDrawn != svg.contains("Not drawn: 1 judgment and 1 status"))
    #expect(try !plain.svg().contains("Certainty, judged"))
  }

  @Test("the page carries them, with gaps and bibliography") func page() throws {
    var parts = RandomGraph.parts(seed: 2, density: 2)
    parts.header.statuses = [
      StatusRecord(row: "type@1:1.2", column: "risk-a@1:1.1", status: .accepted, owner: "</script>")
    ]
    parts.nodes[0].properties["appraisal"] = .string("some <concerns>")
    parts.nodes[0].properties["appraisalTool"] = .string("RoB 2")
    let graph = try parts.build()
    let html = try EvidenceReport(graph, queries: [query]).html()
    #expect(html.contains("\"records\":[[") && html.contains("accepted; owner"))
    #expect(!html.contains("owner </script>"))
    #expect(html.contains("<th") && html.contains(">appraisal</th>"))
    #expect(html.contains("some &lt;concerns&gt; (RoB 2)"))
  }
}
