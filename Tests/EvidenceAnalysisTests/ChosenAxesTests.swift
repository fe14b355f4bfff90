import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// The axes that are shown where nobody names any.
@Suite struct ChosenAxesTests {
  private static func graph(_ records: String...) throws -> EvidenceGraph {
    try ArchiveReader.read(text: "{\"evidence\":1}\n" + records.joined(separator: "\n") + "\n")
  }

  private static func node(_ key: String, _ kind: String, scheme: String? = nil) -> String {
    "{\"node\":\"\(key)\",\"kind\":\"\(kind)\"" + (scheme.map { ",\"scheme\":\"\($0)\"" } ?? "")
      + "}"
  }

  private static func statement(_ from: String, _ relation: String, _ to: String) -> String {
    "{\"from\":\"\(from)\",\"relation\":\"\(relation)\",\"to\":\"\(to)\",\"via\":\"x\"}"
  }

  @Test("matched concepts alone are set against nothing, and papers that are not there never")
  func mappingsHaveNoMatrix() throws {
    let graph = try Self.graph(
      Self.node("a@1:1", "TaxonomyNode", scheme: "a@1"),
      Self.node("b@1:1", "TaxonomyNode", scheme: "b@1"),
      Self.statement("a@1:1", "EXACT_MATCH", "b@1:1")
    )
    let error = #expect(throws: EvidenceError.self) { try WidestChoice(graph).queries() }
    #expect(error?.diagnostics.first?.code == "no-axes")
  }

  @Test("measures and risks that meet come before papers that name neither")
  func evidenceComesFirst() throws {
    let graph = try Self.graph(
      Self.node("p:1", "Paper"),
      Self.node("m:1", "Mitigation"),
      Self.node("m:2", "Mitigation"),
      Self.node("r:1", "Risk"),
      Self.statement("m:1", "ADDRESSES", "r:1")
    )
    let query = try WidestChoice(graph).query()
    #expect(query.rows.selection == "Mitigation" && query.columns.selection == "Risk")
    #expect(try CoverageAnalysis(graph).matrix(query).total.witnesses == 1)
  }

  @Test("schemes that the header does not declare are schemes")
  func undeclaredSchemesAreChosen() throws {
    let graph = try Self.graph(
      Self.node("m:1", "Mitigation"),
      Self.node("ta@1:1", "TaxonomyNode", scheme: "ta@1"),
      Self.node("rk@1:1", "RiskDomain", scheme: "rk@1"),
      Self.statement("m:1", "CLASSIFIED_AS", "ta@1:1"),
      Self.statement("m:1", "ADDRESSES", "rk@1:1")
    )
    let query = try WidestChoice(graph).query()
    #expect(query.rows.selection == "ta@1" && query.columns.selection == "rk@1")
  }

  @Test("no axis is empty, and no matrix where another holds something", arguments: 0..<40)
  func nothingEmptyIsChosen(seed: UInt64) throws {
    let whole = RandomGraph.parts(seed: seed)
    for kinds: Set<Kind> in [[], [.paper], [.risk], [.riskDomain], [.taxonomyNode, .paper]] {
      var parts = whole
      let dropped = Set(parts.nodes.filter { kinds.contains($0.kind) }.map(\.key))
      parts.nodes.removeAll { dropped.contains($0.key) }
      parts.statements.removeAll { dropped.contains($0.from) || dropped.contains($0.to) }
      let graph = try parts.build()
      let analysis = CoverageAnalysis(graph)
      guard let query = try? WidestChoice(graph).query() else { continue }
      let matrix = try analysis.matrix(query)
      #expect(!matrix.cells.isEmpty, "seed \(seed) without \(kinds)")
      guard matrix.total.witnesses == 0 else { continue }
      let axes = ["type@1", "risk-a@1", "risk-b@1", "Paper", "Risk", "Mitigation"]
      for (place, rows) in axes.enumerated() {
        for columns in axes.dropFirst(place + 1) {
          let other = try? analysis.matrix(.init(rows: .init(rows), columns: .init(columns)))
          #expect((other?.total.witnesses ?? 0) == 0, "seed \(seed): \(rows) × \(columns)")
        }
      }
    }
  }

  @Test("two graphs are compared along what both have") func sharedAxes() throws {
    func graph(_ classes: String, _ extra: String...) throws -> EvidenceGraph {
      try ArchiveReader.read(
        text: ([
          "{\"evidence\":1}", Self.node("m:1", "Mitigation"),
          Self.node("\(classes):1", "TaxonomyNode", scheme: classes),
          Self.node("rk@1:1", "RiskDomain", scheme: "rk@1"),
          Self.statement("m:1", "CLASSIFIED_AS", "\(classes):1"),
          Self.statement("m:1", "ADDRESSES", "rk@1:1"),
        ] + extra).joined(separator: "\n") + "\n"
      )
    }
    let (one, other) = (try graph("old@1"), try graph("new@1"))
    let query = try WidestChoice.shared(by: one, and: other)
    #expect(query.rows.selection == "rk@1" && query.columns.selection == "Mitigation")
    for graph in [one, other] {
      #expect(try CoverageAnalysis(graph).matrix(query).total.witnesses == 1)
    }
    let foreign = try Self.graph(
      Self.node("x:1", "Mitigation"),
      Self.node("y@1:1", "RiskDomain", scheme: "y@1")
    )
    let error = #expect(throws: EvidenceError.self) {
      try WidestChoice.shared(by: one, and: foreign)
    }
    #expect(error?.diagnostics.first?.code == "nothing-shared")
    #expect(error?.diagnostics.first?.hint?.contains("old@1, rk@1; of the later: y@1") == true)
  }

  @Test("what is too large to count is folded to schemes, or to what holds something")
  func tooLargeIsFolded() throws {
    var builder = GraphBuilder()
    for number in 0..<1_200 {
      builder.add(Node(Key("m:\(number)"), .mitigation))
      builder.add(Node(Key("r:\(number)"), .risk))
    }
    builder.add(Statement("m:1", .addresses, "r:2", via: "x"))
    let bare = try builder.build()
    let query = CoverageQuery(rows: .init("Risk"), columns: .init("Mitigation"))
    let held = try WidestChoice(bare).drawable(query)
    #expect(held.rows.only == ["r:2"] && held.columns.only == ["m:1"])
    let matrix = try CoverageAnalysis(bare).matrix(held)
    #expect(matrix.cells.count == 1 && matrix.total.witnesses == 1)
    #expect(matrix.finding(in: bare).hasSuffix("1,199 risks and 1,199 measures.") == false)
    #expect(matrix.finding(in: bare).contains("1199 risks and 1199 measures"))

    builder = GraphBuilder()
    builder.add(Node("rk@1:1", .riskDomain))
    builder.add(Node("ta@1:1", .taxonomyNode))
    for number in 0..<1_200 {
      builder.add(Node(Key("m:\(number)"), .mitigation))
      builder.add(Node(Key("r:\(number)"), .risk))
      builder.add(Statement(Key("r:\(number)"), .inDomain, "rk@1:1", via: "x"))
      builder.add(Statement(Key("m:\(number)"), .classifiedAs, "ta@1:1", via: "x"))
    }
    let folded = try WidestChoice(builder.build()).drawable(query)
    #expect(folded.rows.selection == "rk@1" && folded.columns.selection == "ta@1")
  }
}
