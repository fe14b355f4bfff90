import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// What people record of cells is shown and compared, and nothing is computed from it.
@Suite struct PlaceRecordTests {
  static let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))

  @Test(
    "no state, number, gap or strength follows from a record",
    arguments: 0..<40 as Range<UInt64>
  )
  func nothingIsComputed(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    let (plain, recorded) = (
      try parts.build(), try parts.withRecords(seed: seed).build()
    )
    let (a, b) = (
      try CoverageAnalysis(plain).matrix(Self.query),
      try CoverageAnalysis(recorded).matrix(Self.query)
    )
    #expect(a.cells.map { "\($0)" } == b.cells.map { "\($0)" } && "\(a.total)" == "\(b.total)")
    let kinds = GapKind.allCases
    #expect(
      GapAnalysis(plain).ranking(of: [a], kinds: kinds)
        == GapAnalysis(recorded).ranking(of: [b], kinds: kinds)
    )
    let ends = plain.nodes(of: .riskDomain).prefix(3)
    for end in ends {
      for paper in plain.nodes(of: .paper) {
        let (x, y) = (
          EvidencePaths(plain).chains(from: paper, to: end),
          EvidencePaths(recorded).chains(from: paper, to: end)
        )
        #expect(x.json(in: plain) == y.json(in: recorded))
      }
    }
  }

  @Test("records come back from an archive, in one order", arguments: 0..<20 as Range<UInt64>)
  func archive(seed: UInt64) throws {
    var parts = RandomGraph.parts(seed: seed).withRecords(seed: seed)
    let text = ArchiveWriter.text(of: try parts.build())
    parts.header.judgments.reverse()
    parts.header.statuses.reverse()
    #expect(ArchiveWriter.text(of: try parts.build()) == text)
    let read = try ArchiveReader.read(text: text)
    #expect(Set(read.header.judgments) == Set(parts.header.judgments))
    #expect(Set(read.header.statuses) == Set(parts.header.statuses))
    let difference = GraphDifference(from: try parts.build(), to: read)
    #expect(difference.isEmpty)
  }

  @Test("what changed is what differs, and nothing else", arguments: 0..<30 as Range<UInt64>)
  func difference(seed: UInt64) throws {
    let old = RandomGraph.parts(seed: seed).withRecords(seed: seed)
    let new = RandomGraph.parts(seed: seed).withRecords(seed: seed &+ 1_000)
    let difference = GraphDifference(from: try old.build(), to: try new.build())
    let (was, now) = (Set(old.header.judgments), Set(new.header.judgments))
    #expect(Set(difference.judgments.compactMap(\.old)) == was.subtracting(now))
    #expect(Set(difference.judgments.compactMap(\.new)) == now.subtracting(was))
    for change in difference.judgments {
      if let a = change.old, let b = change.new { #expect(a.identity == b.identity) }
    }
    let (before, after) = (Set(old.header.statuses), Set(new.header.statuses))
    #expect(Set(difference.statuses.compactMap(\.old)) == before.subtracting(after))
    #expect(Set(difference.statuses.compactMap(\.new)) == after.subtracting(before))
    #expect(!difference.header.contains { $0.name.hasPrefix("judgments") })
    let made = try difference.applied(to: try old.build())
    #expect(ArchiveWriter.text(of: made) == ArchiveWriter.text(of: try new.build()))
  }

  private func small(_ change: (inout GraphHeader) -> Void) throws -> EvidenceGraph {
    var parts = RandomGraph.parts(seed: 3)
    change(&parts.header)
    return try parts.build()
  }

  @Test("a cell is found by row and column in either order, for the witnesses meant")
  func places() throws {
    let graph = try small { header in
      header.judgments = [
        Judgment(row: "risk-a@1:1", column: "type@1:1", certainty: .low, by: "ann"),
        Judgment(row: "type@1:1", column: "risk-a@1:1", certainty: .high, by: "ben"),
        Judgment(row: "type@1:1", column: "risk-a@1:1", of: .risk, certainty: .veryLow, by: "ben"),
        Judgment(row: "type@1:nowhere", certainty: .high, by: "ben"),
      ]
      header.statuses = [
        StatusRecord(row: "type@1:2", column: "risk-a@1:2", status: .planned, owner: "cara"),
        StatusRecord(row: "type@1:2", column: "risk-a@1:2", status: .accepted),
      ]
    }
    let records = PlaceRecords(graph)
    func node(_ key: Key) throws -> NodeID { try #require(graph.node(key)) }
    let place = [try node("type@1:1"), try node("risk-a@1:1")]
    #expect(records.certainty(of: place, witnesses: .mitigation) == .low ... .high)
    #expect(records.certainty(of: place.reversed(), witnesses: .risk) == .veryLow ... .high)
    #expect(records.judgments(of: [place[0]]).isEmpty)
    let other = [try node("risk-a@1:2"), try node("type@1:2")]
    // Two are an error of the data; the first by its text is shown.
    #expect(records.status(of: other)?.sentence == "accepted")
    let matrix = try CoverageAnalysis(graph).matrix(Self.query)
    let json = matrix.json(in: graph)
    #expect(json.contains("\"certainty\":[\"high\",\"low\"],\"status\":null"))
    #expect(json.contains("\"certainty\":[],\"status\":\"accepted\""))
  }

  @Test("gaps are listed by status; one without a record is open") func gapStatus() throws {
    let graph = try small { header in
      header.statuses = [
        StatusRecord(row: "risk:p0/r0", status: .accepted, owner: "cara", due: "2026-06-30")
      ]
    }
    let ranking = GapAnalysis(graph).ranking(kinds: GapAnalysis.listed(withAxes: false))
    let list = GapList(ranking, of: graph)
    let key = try #require(graph.node("risk:p0/r0"))
    let isGap = ranking.contains { $0.gap.node == key }
    #expect(list.filtered(by: [.accepted]).gaps.map(\.gap.node) == (isGap ? [key] : []))
    #expect(list.filtered(by: [.open]).gaps.count == ranking.count - (isGap ? 1 : 0))
    #expect(list.filtered(by: Set(Status.allCases)).gaps == ranking)
  }

  @Test("appraisals select the claims of studies, as a graph without the others has them")
  func appraisals() throws {
    for seed in 0..<20 as Range<UInt64> {
      var parts = RandomGraph.parts(seed: seed)
      for index in parts.nodes.indices where parts.nodes[index].kind == .paper {
        parts.nodes[index].properties["appraisal"] = .string(
          index.isMultiple(of: 2) ? "low" : "high"
        )
      }
      let graph = try parts.build()
      let low = Set(
        parts.nodes.filter { $0.properties["appraisal"] == .string("low") }.map(\.key)
      )
      let kept = EvidenceFilter(properties: ["appraisal": "low"])
        .graph(from: graph, witnesses: .mitigation)
      let expected = EvidenceFilter(sources: Array(low)).graph(from: graph, witnesses: .mitigation)
      // Works and their versions are one for sources; a rating is each paper's own.
      guard !graph.edges.contains(where: { graph.relation(of: $0) == .isVersionOf }) else {
        continue
      }
      #expect(ArchiveWriter.text(of: kept) == ArchiveWriter.text(of: expected), "seed \(seed)")
    }
  }
}
