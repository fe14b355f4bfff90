import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Whatever rolls up along BROADER or PART_OF refuses a graph in which it goes in a circle.
@Suite struct CircleTests {
  private static let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))

  /// What rolls up along BROADER.
  private static let questions:
    [(name: String, ask: @Sendable (EvidenceGraph) throws(EvidenceError) -> Void)] = [
      (
        "matrix",
        { graph throws(EvidenceError) in _ = try CoverageAnalysis(graph).matrix(query) }
      ),
      (
        "scheme",
        { graph throws(EvidenceError) in _ = try CoverageAnalysis(graph).scheme("risk-a@1") }
      ),
      (
        "sensitivity",
        { graph throws(EvidenceError) in _ = try CoverageAnalysis(graph).sensitivity(query) }
      ),
      (
        "difference",
        { graph throws(EvidenceError) in
          _ = try CoverageDifference(from: graph, to: graph, query)
        }
      ),
      (
        "gate",
        { graph throws(EvidenceError) in
          _ = try CoverageGate(rules: [.init(query, most: [.thin: 99])])
            .verdicts(on: graph, policy: .standard)
        }
      ),
      (
        "paths",
        { graph throws(EvidenceError) in try EvidencePaths(graph).refuseCircles() }
      ),
    ]

  /// A random graph with a circle of some concepts in it, and the concepts.
  private static func graph(seed: UInt64) throws -> (graph: EvidenceGraph, circle: [Key]) {
    var random = SeededGenerator(seed: seed)
    var parts = RandomGraph.parts(seed: seed)
    let length = Int.random(in: 1...14, using: &random)
    var circle = (0..<length).map { Key(scheme: "risk-a@1", notation: "c\($0)") }
    for key in circle { parts.nodes.append(Node(key, .riskDomain)) }
    // Sometimes it runs through a concept that others stand below.
    if length > 1, Bool.random(using: &random) {
      circle[0] = Key(scheme: "risk-a@1", notation: "2")
    }
    for (index, key) in circle.enumerated() {
      parts.statements.append(
        Statement(key, .broader, circle[(index + 1) % length], via: "circle")
      )
    }
    return (try parts.build(), circle)
  }

  @Test("what rolls up names the circle once, in at most ten keys", arguments: UInt64(0)..<30)
  func circlesAreRefused(seed: UInt64) throws {
    let (graph, circle) = try Self.graph(seed: seed)
    for question in Self.questions {
      let error = #expect(throws: EvidenceError.self, "\(question.name)") {
        try question.ask(graph)
      }
      let found = try #require(error?.diagnostics, "\(question.name)")
      #expect(found.map(\.code) == ["cycle"], "\(question.name), seed \(seed)")
      let named = circle.filter { key in found[0].message.contains("'\(key)'") }
      #expect(named.count == min(circle.count, 10), "\(question.name), seed \(seed)")
      #expect(found[0].message.contains("more …") == (circle.count > 10))
    }
  }

  @Test("without a circle nothing is refused, and asking about one node never is")
  func othersAreAnswered() throws {
    for seed in UInt64(0)..<30 {
      let plain = try RandomGraph.parts(seed: seed).build()
      for question in Self.questions {
        #expect(throws: Never.self, "\(question.name)") { try question.ask(plain) }
      }
      let (graph, circle) = try Self.graph(seed: seed)
      let node = try #require(graph.node(circle[0]))
      #expect(!graph.neighbourhood(of: node, within: 2).nodes.isEmpty)
      _ = GapAnalysis(graph).ranking()
    }
  }

  @Test("a circle of PART_OF is refused where it is followed, and a denied one is none")
  func partOfIsRefusedWhereFollowed() throws {
    var parts = RandomGraph.parts(seed: 1)
    let risks = parts.nodes.filter { $0.kind == .risk }.map(\.key)
    parts.statements.append(Statement(risks[0], .partOf, risks[1], via: "circle"))
    parts.statements.append(Statement(risks[1], .partOf, risks[0], via: "circle"))
    let paths = EvidencePaths(try parts.build())
    #expect(throws: Never.self) { try paths.refuseCircles() }
    #expect(throws: EvidenceError.self) { try paths.refuseCircles(.init(through: [.partOf])) }
    parts.statements[parts.statements.count - 1].properties["predicateModifier"] = .string("Not")
    let denied = EvidencePaths(try parts.build())
    #expect(throws: Never.self) { try denied.refuseCircles(.init(through: [.partOf])) }
  }
}
