import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// What statements say; that their answers are right is tested on engines (Tests/SQL).
@Suite struct SQLStatementTests {
  private static let query = CoverageQuery(
    rows: .init("type@1", level: 1),
    columns: .init("risk-a@1")
  )

  private static func analysis(
    _ engine: SQLEngine,
    selection: SQLSelection = SQLSelection()
  ) throws -> SQLAnalysis {
    SQLAnalysis(try RandomGraph.parts(seed: 1).build(), for: engine, selection: selection)
  }

  @Test("each engine's statements are those that are kept", arguments: SQLEngine.allCases)
  func statementsAreKept(engine: SQLEngine) throws {
    let analysis = try Self.analysis(engine)
    let graph = analysis.graph
    let from = try #require(graph.node(Key("paper:p0")))
    let to = try #require(graph.node(Key(scheme: "risk-a@1", notation: "1")))
    let kinds = GapAnalysis.listed(withAxes: false)
    for (name, text) in [
      ("coverage", try analysis.coverage(Self.query)),
      ("gaps", try analysis.gaps(of: nil, kinds: kinds)),
      ("paths", try analysis.paths(from: from, to: to)),
      ("chain-counts", try analysis.chainCounts(of: [[.proposes, .addresses]])),
      ("two-hops", try analysis.neighbourhood(of: Key("paper:p0"), hops: 2)),
    ] {
      try Snapshot.expect(
        text,
        in: "Tests/EvidenceAnalysisTests/Snapshots/SQL/\(engine.rawValue)-\(name).sql"
      )
    }
  }

  @Test("a text is one literal, whatever stands in it")
  func literals() {
    #expect(SQLEngine.duckdb.dialect.literal("it's; --\n") == #"E'it''s; --\n'"#)
    #expect(SQLEngine.postgresql.dialect.literal("it's") == "'it''s'")
    #expect(SQLEngine.postgresql.dialect.literal(#"a\'b"#) == #"E'a\\''b'"#)
    #expect(SQLEngine.spark.dialect.literal("mit-risk@4") == "'mit-risk@4'")
    #expect(SQLEngine.spark.dialect.literal("it's") == "CAST(X'69742773' AS STRING)")
    #expect(SQLEngine.duckdb.dialect.literal("'\u{301}") == "'" + "'" + "'\u{301}'")
    for hostile in ["a\nb", "'\u{301}", "a;\nb", #"\'"#, "${x}", "é", "\u{0}"] {
      let text = SQLEngine.spark.dialect.literal(hostile)
      #expect(text.hasPrefix("CAST(X'") && !text.contains(";"))
    }
  }

  @Test("what stands in the header is a literal and no SQL", arguments: SQLEngine.allCases)
  func headersAreLiterals(engine: SQLEngine) throws {
    let hostile = "x'); DROP TABLE nodes; --\n"
    var parts = RandomGraph.parts(seed: 2)
    parts.header.notices.append(Notice("preliminary", via: hostile))
    parts.header.searches.append(
      SearchRecord(rows: [Key(hostile)], columns: [Key(hostile)], relation: .addresses)
    )
    let analysis = SQLAnalysis(
      try parts.build(),
      for: engine,
      selection: SQLSelection(filter: EvidenceFilter(sources: [Key(hostile)]))
    )
    let literal = engine.dialect.literal(hostile)
    let text = try analysis.coverage(Self.query)
    #expect(text.contains(literal))
    #expect(!text.replacing(literal, with: "").contains("DROP TABLE nodes"))
  }

  @Test("a statement holds none of the graph's nodes") func onlyTheHeader() throws {
    let parts = RandomGraph.parts(seed: 3)
    var larger = parts
    larger.nodes.append(Node(Key("mitigation:more"), .mitigation))
    for engine in SQLEngine.allCases {
      let (a, b) = (
        SQLAnalysis(try parts.build(), for: engine), SQLAnalysis(try larger.build(), for: engine)
      )
      #expect(try a.coverage(Self.query) == b.coverage(Self.query))
      #expect(try a.gaps(of: Self.query, kinds: [.thin]) == b.gaps(of: Self.query, kinds: [.thin]))
    }
  }

  @Test("what the tables do not hold is refused by name") func refusals() throws {
    let analysis = try Self.analysis(.duckdb)
    #expect(throws: EvidenceError.self) {
      try analysis.coverage(CoverageQuery(rows: .init("type@1"), columns: .init("year")))
    }
    let filtered = try Self.analysis(
      .duckdb,
      selection: SQLSelection(filter: EvidenceFilter(properties: ["region": "EU"]))
    )
    do {
      _ = try filtered.coverage(Self.query)
      Issue.record("a condition on a property was let through")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["not-in-sql"])
      #expect(error.diagnostics[0].message.contains("'region'"))
    }
  }
}
