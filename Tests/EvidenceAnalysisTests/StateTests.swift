import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Every state, mark and kind of gap on one synthetic graph: nothing in it is real.
@Suite struct StateTests {
  /// Types 1…9 in the rows, one domain in the column; type *n* holds what its cell needs.
  static func graph() throws -> EvidenceGraph {
    var parts = RandomGraph.Parts(
      header: GraphHeader(
        title: "synthetic",
        asOf: "2026-01-01",
        searches: [SearchRecord(rows: ["type@1:2"], columns: ["risk@1:1"], relation: .addresses)]
      ),
      nodes: [],
      statements: []
    )
    parts.nodes.append(Node("risk@1:1", .riskDomain, notation: "1"))
    parts.nodes.append(Node("risk@1:2", .riskDomain, notation: "2"))
    for number in 1...9 {
      parts.nodes.append(Node(Key("type@1:\(number)"), .taxonomyNode, notation: "\(number)"))
    }
    for number in 1...4 {
      parts.nodes.append(
        Node(Key("paper:\(number)"), .paper, properties: ["year": .integer(Int64(2011 + number))])
      )
    }
    parts.nodes.append(Node("risk:x/lonely", .risk))
    parts.nodes.append(Node("mitigation:x/idle", .mitigation))
    func measure(_ name: String, type: Int) {
      parts.nodes.append(Node(Key("mitigation:x/\(name)"), .mitigation))
      parts.statements.append(
        Statement(
          Key("mitigation:x/\(name)"),
          .classifiedAs,
          Key("type@1:\(type)"),
          via: "synthetic"
        )
      )
    }
    func claim(
      _ name: String,
      paper: Int,
      stance: Stance = .supports,
      type: EvidenceType? = .experimental,
      method: Method? = nil
    ) {
      parts.statements.append(
        Statement(
          Key("mitigation:x/\(name)"),
          .addresses,
          "risk@1:1",
          source: Key("paper:\(paper)"),
          stance: stance,
          evidenceType: type,
          method: method
        )
      )
    }
    measure("opposed", type: 3)
    claim("opposed", paper: 1, stance: .opposes)
    claim("opposed", paper: 2, stance: .opposes)
    measure("conflicting", type: 4)
    claim("conflicting", paper: 1)
    claim("conflicting", paper: 2, stance: .opposes)
    measure("mixed", type: 9)
    claim("mixed", paper: 1, stance: .mixed)
    measure("inferred", type: 5)
    claim("inferred", paper: 1, method: .model)
    claim("inferred", paper: 2, method: .model)
    measure("asserted", type: 6)
    claim("asserted", paper: 1, type: .assertion)
    claim("asserted", paper: 2, type: nil)
    measure("thin", type: 7)
    claim("thin", paper: 1)
    measure("covered", type: 8)
    for paper in 1...3 { claim("covered", paper: paper) }
    for paper in 1...3 {
      parts.statements.append(
        Statement(
          Key("paper:\(paper)"),
          .proposes,
          "mitigation:x/covered",
          source: Key("paper:\(paper)")
        )
      )
    }
    return try parts.build()
  }

  private static func matrix() throws -> (EvidenceGraph, CoverageMatrix) {
    let graph = try graph()
    return (
      graph,
      try CoverageAnalysis(graph).matrix(
        CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
      )
    )
  }

  @Test func everyStateIsFound() throws {
    let (_, matrix) = try Self.matrix()
    let states = matrix.rows.entries.indices.map { matrix[$0, 0].state }
    #expect(
      states == [
        .notSearched, .searchedEmpty, .opposed, .conflicting, .inferredOnly, .assertedOnly, .thin,
        .covered, .conflicting,
      ]
    )
  }

  @Test func marksSayWhatElseHolds() throws {
    let (_, matrix) = try Self.matrix()
    #expect(matrix[6, 0].marks.contains(.singleSource))
    #expect(matrix[7, 0].marks == [.stale, .synthesis])
    #expect(matrix[8, 0].marks.contains(.thin))
    #expect(matrix[0, 0].marks.isEmpty && matrix[1, 0].marks.isEmpty)
  }

  @Test func everyKindOfGapIsFound() throws {
    let (graph, matrix) = try Self.matrix()
    let analysis = GapAnalysis(graph)
    let gaps =
      analysis.cellGaps(matrix, kinds: GapKind.allCases)
      + analysis.nodeGaps(kinds: GapKind.allCases, schemes: ["type@1"])
    #expect(Set(gaps.map(\.kind)) == Set(GapKind.allCases).subtracting([.unsourced]))
    #expect(gaps.allSatisfy { !$0.reason.isEmpty && $0.priority > 0 })
    let node = gaps.filter { $0.kind == .riskWithoutMitigation }.compactMap(\.node)
    #expect(node.map { graph.key(of: $0) } == ["risk:x/lonely"])
    let unclassified = gaps.filter { $0.kind == .unclassified }.compactMap(\.node)
    #expect(unclassified.map { graph.key(of: $0) } == ["mitigation:x/idle"])
  }

  @Test func theFragileCellsHangOnOneWork() throws {
    let (graph, matrix) = try Self.matrix()
    let fragile = GapAnalysis(graph).fragileCells(matrix)
    #expect(fragile.map { graph.key(of: $0.row).local } == ["7", "9"])
    for cell in fragile {
      let without = try Retraction(sources: [cell.source]).graph(without: graph)
      let again = try CoverageAnalysis(without).matrix(
        CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
      )
      let row = again.rows.entries.firstIndex {
        without.key(of: $0.node) == graph.key(of: cell.row)
      }
      #expect(row.map { again[$0, 0].independentPapers } == 0)
    }
  }

  @Test func aPolicyThatUnsetsTheUnknownLeavesItUnknown() throws {
    let graph = try Self.graph()
    var policy = Policy.standard
    policy[.unknown] = nil
    let answer = EvidencePaths(graph, policy: policy).chains(
      from: try graph.resolve("mitigation:x/thin"),
      to: try graph.resolve("risk@1:1")
    )
    #expect(answer.chains.count == 1)
    #expect(answer.chains.first?.strength == nil)
    #expect(answer.supporting == nil)
    #expect(policy.digest != Policy.standard.digest)
  }

  @Test func sensitivitySaysWhereTheConclusionTurns() throws {
    var builder = GraphBuilder()
    builder.add(Node("risk@1:1", .riskDomain))
    builder.add(Node("mitigation:x/m", .mitigation))
    builder.add(
      Statement(
        "mitigation:x/m",
        .addresses,
        "risk@1:1",
        source: "paper:1",
        evidenceType: .experimental
      )
    )
    builder.add(
      Statement(
        "mitigation:x/m",
        .addresses,
        "risk@1:1",
        source: "paper:2",
        stance: .opposes,
        evidenceType: .experimental,
        confidence: 0.6
      )
    )
    let graph = try builder.build()
    let findings = EvidencePaths(graph).sensitivity(
      from: try graph.resolve("mitigation:x/m"),
      to: try graph.resolve("risk@1:1")
    )
    let unknown = try #require(findings.first { $0.number == .unknown })
    // Supporting is unknown × 0.8, opposing 0.6 × 0.8: they meet where unknown is 0.6.
    #expect(
      unknown.changes.contains { abs($0.at - 0.6) < 0.002 && $0.after.contains("supporting") }
    )
  }

  @Test func thresholdsSayWhichCellsTurn() throws {
    let findings = try CoverageAnalysis(Self.graph()).sensitivity(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
    )
    let lower = try #require(findings.first { $0.number == .thinBelow && $0.value == 1 })
    #expect(lower.changes.map(\.before) == [.thin] && lower.changes.map(\.after) == [.covered])
    let higher = try #require(findings.first { $0.number == .thinBelow && $0.value == 4 })
    #expect(higher.changes.map(\.before) == [.covered])
    #expect(!findings.contains { $0.number == .thinBelow && $0.value == 2 })
  }
}
