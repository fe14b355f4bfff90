import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// What the shipped graphs must answer, and must not.
@Suite struct ShippedFindingTests {
  private static func graph(_ slug: String) throws -> EvidenceGraph {
    try ArchiveReader.read(
      contentsOf: SharedData.packageRoot.appendingPathComponent("Graphs/\(slug)/graph.jsonl").path
    )
  }

  private static func miss(_ from: String, _ to: String) throws -> (EvidenceGraph, NearestMiss) {
    let graph = try graph("ai-risk-repository")
    let answer = EvidencePaths(graph).chains(
      from: try graph.resolve(from),
      to: try graph.resolve(to)
    )
    #expect(answer.chains.isEmpty)
    return (graph, try #require(answer.nearestMiss))
  }

  @Test("a measure that nobody says addresses anything") func noClaimIsStated() throws {
    let (graph, miss) = try Self.miss("A0086", "mit-risk@4:2.2")
    #expect(miss.relation == .addresses)
    #expect(miss.from.map { graph.key(of: $0).local.contains("A0086") } == true)
    #expect(miss.to.map { graph.key(of: $0) } == "mit-risk@4:2.2")
    #expect(miss.reason(in: graph).contains("no ADDRESSES statement"))
  }

  @Test("a match that carries no evidence") func onlyARelatedMatchLeadsOn() throws {
    let (graph, miss) = try Self.miss("mitigation:ai-atlas-nexus/GV-1.1-001", "mit-risk@4:2.1")
    #expect(miss.relation == .exactMatch)
    #expect(miss.reason(in: graph).contains("RELATED_MATCH"))
    #expect(miss.nodes.count >= 2)
    #expect(miss.nodes.first.map { graph.key(of: $0) } == "mitigation:ai-atlas-nexus/GV-1.1-001")
  }

  @Test("an end that no chain ends at") func aCategoryIsNoEnd() throws {
    let (graph, miss) = try Self.miss(
      "mitigation:ai-atlas-nexus/GV-1.1-001",
      "mit-mitigation@1:1.1"
    )
    #expect(miss.reason(in: graph).contains("is a TaxonomyNode"))
    #expect(miss.to == nil)
  }

  @Test("a claim about another risk") func nothingLeadsOn() throws {
    let (graph, miss) = try Self.miss("mitigation:ai-atlas-nexus/GV-1.1-001", "mit-risk@4:2.2")
    #expect(miss.relation == .inDomain)
    #expect(miss.from.map { graph.kind(of: $0) } == .risk)
  }

  @Test("14 of 24 subdomains are reached by a mitigation") func subdomainsReached() throws {
    let graph = try Self.graph("ai-risk-repository")
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("Mitigation"), columns: .init("mit-risk@4", level: 2))
    )
    #expect(matrix.columns.entries.count == 24)
    #expect(matrix.columnTotals.count { $0.witnesses > 0 } == 14)
  }

  @Test("a paper that is in both of MIT's databases names its risks") func aFrameworkNamesRisks()
    throws
  {
    let graph = try Self.graph("ai-risk-repository")
    let paper = try graph.resolve("Frontier AI Risk Management Framework (v1.0)")
    for (domain, count) in [("mit-risk@4:5.2", 2), ("mit-risk@4:7.2", 14), ("mit-risk@4:7.6", 3)] {
      let answer = EvidencePaths(graph).chains(
        from: paper,
        to: try graph.resolve(domain),
        options: .init(limit: nil)
      )
      #expect(answer.chains.count == count)
      #expect(answer.chains.allSatisfy { $0.about == .risk && $0.directness == .direct })
      #expect(answer.supporting == nil && answer.named != nil)
    }
  }

  @Test(
    "the papers that bear on a subdomain, counted plainly from the statements",
    arguments: [
      ("ai-risk-repository", "mit-risk@4:7.1", 35), ("ai-risk-repository", "mit-risk@4:1.1", 45),
    ]
  )
  func papersThatName(slug: String, domain: String, expected: Int) throws {
    let graph = try Self.graph(slug)
    let node = try graph.resolve(domain)
    // Who identifies a risk that is coded in the domain, statement by statement.
    let coded = Set(
      graph.edges.filter {
        graph.relation(of: $0) == .inDomain && graph.to($0) == node && !graph.isNegated($0)
      }.map { graph.from($0) }
    )
    let naming = Set(
      graph.edges.filter {
        graph.relation(of: $0) == .identifies && coded.contains(graph.to($0))
          && !graph.isNegated($0)
      }.map { graph.from($0) }
    )
    #expect(naming.count == expected)
    let ranking = EvidencePaths(graph).ranking(to: node, from: .paper, options: .init(limit: nil))
    let named = Set(ranking.entries.filter { $0.named != nil }.flatMap { [$0.node] + $0.versions })
    #expect(named == naming)
    let lines = try CoverageAnalysis(graph).concepts(.init("mit-risk@4", level: 2))
    let line = try #require(lines.rows.first { lines.entry(of: $0).node == node })
    #expect(line.naming == expected && line.risks.map { $0 >= coded.count } == true)
  }

  @Test("MIT's mitigations reach no domain, and the answer says why first")
  func mitigationsReachNoDomain() throws {
    let graph = try Self.graph("ai-risk-repository")
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("mit-mitigation@1"), columns: .init("mit-risk@4"))
    )
    #expect(matrix.cells.allSatisfy { $0.state == .notSearched })
    let reason = try #require(matrix.reasonEmpty)
    #expect(reason.contains("21 address something in 'Domain Taxonomy of AI Risks, version 4'"))
    #expect(reason.hasSuffix("but none does both"))
  }

  @Test(
    "a code of one scheme never meets the same code of another",
    arguments: ["ai-risk-repository", "frontier-mitigations"]
  )
  func codesNeverMeet(slug: String) throws {
    let graph = try Self.graph(slug)
    let concepts = graph.nodes.filter { graph.notation(of: $0) == "1.1" }
    #expect(concepts.count >= 2)
    for a in concepts {
      for b in concepts where a != b {
        #expect(graph.scheme(of: a) != graph.scheme(of: b))
        #expect(EvidencePaths(graph).chains(from: a, to: b).chains.isEmpty)
      }
    }
    #expect(throws: EvidenceError.self) { try graph.resolve("1.1") }
  }

  @Test(
    "the gaps of single nodes, counted plainly from the statements",
    arguments: ["ai-risk-repository", "frontier-mitigations"]
  )
  func nodeGapsAreThePlainOnes(slug: String) throws {
    let graph = try Self.graph(slug)
    let statements = graph.edges.map { graph.statement($0) }
    let addressed = Set(statements.filter { $0.relation == .addresses }.map(\.to))
    let addressing = Set(statements.filter { $0.relation == .addresses }.map(\.from))
    let classified = Set(statements.filter { $0.relation == .classifiedAs }.map(\.from))
    func keys(_ kind: Kind, without known: Set<Key>) -> Set<Key> {
      Set(graph.nodes(of: kind).map { graph.key(of: $0) }).subtracting(known)
    }
    let gaps = GapAnalysis(graph).nodeGaps()
    func found(_ kind: GapKind) -> [Key] {
      gaps.filter { $0.kind == kind }.compactMap { $0.node.map { graph.key(of: $0) } }
    }
    for (kind, expected) in [
      (GapKind.riskWithoutMitigation, keys(.risk, without: addressed)),
      (.mitigationWithoutRisk, keys(.mitigation, without: addressing)),
      (.unclassified, keys(.mitigation, without: classified)),
    ] {
      #expect(Set(found(kind)) == expected && found(kind).count == expected.count, "\(kind)")
    }
  }
}
