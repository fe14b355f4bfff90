import EvidenceAnalysis
import EvidenceCore
import Testing

/// Chains, circles and hierarchies that are longer than a thread's stack.
@Suite struct LongChainTests {
  static let length = 60_000

  private func row(of relation: Relation, _ kind: Kind) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    for number in 0..<Self.length { builder.add(Node(Key(Self.key(number)), kind)) }
    for number in 1..<Self.length {
      builder.add(
        Statement(Key(Self.key(number - 1)), relation, Key(Self.key(number)), via: "synthetic")
      )
    }
    return try builder.build()
  }

  private static func key(_ number: Int) -> String { "risk:a/r\(100_000 + number)" }

  @Test(
    "a chain as long as the graph is found, weighed and explained",
    arguments: [
      Relation.exactMatch, .broader,
    ]
  )
  func longChains(relation: Relation) throws {
    let graph = try row(of: relation, .risk)
    let first = try graph.resolve(Self.key(0))
    let last = try graph.resolve(Self.key(Self.length - 1))
    let paths = EvidencePaths(graph)
    let answer = paths.chains(from: first, to: last)
    #expect(answer.total == 1)
    #expect(answer.chains.first?.steps.count == Self.length - 1)
    #expect(paths.sensitivity(from: first, to: last).allSatisfy { $0.changes.isEmpty })
    let none = paths.chains(
      from: first,
      to: last,
      options: EvidencePaths.Options(maximumSteps: 10)
    )
    #expect(none.chains.isEmpty && none.nearestMiss != nil)
  }

  @Test(
    "long rows are walked without recursion",
    arguments: [Relation.exactMatch, .broader, .partOf, .isVersionOf]
  )
  func longRows(relation: Relation) throws {
    let kind: Kind = relation == .isVersionOf || relation == .cites ? .paper : .riskDomain
    let graph = try row(of: relation, kind)
    let first = try graph.resolve(Self.key(0))
    let last = try graph.resolve(Self.key(Self.length - 1))
    #expect(GraphValidation.findings(in: graph).count >= 0)
    #expect(graph.components().count == 1)
    #expect(graph.hopDistance(from: first, to: last) == Self.length - 1)
    let hierarchy = Hierarchy(graph)
    #expect(hierarchy.upwards(from: first).count == (relation == .broader ? Self.length : 1))
    let works = Works(graph)
    #expect(works.versions(of: last).count == (relation == .isVersionOf ? Self.length : 1))
    #expect(GapAnalysis(graph).nodeGaps().isEmpty)
  }
}
