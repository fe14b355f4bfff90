import EvidenceCore
import EvidenceTestSupport
import Testing

/// What is read for many nodes at once equals what is read for each.
@Suite struct RelationWalkTests {
  private static func graph(seed: UInt64) throws -> EvidenceGraph {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    let count = Int.random(in: 1...30, using: &random)
    let years: [PropertyValue] = [
      .integer(2020), .integer(-4), .integer(Int64.max), .string("2019-05-01"), .string("soon"),
      .number(2018), .boolean(true), .strings(["2017"]), .string("2016"),
    ]
    for node in 0..<count {
      var properties: [String: PropertyValue] = [:]
      for name in ["year", "date", "published", "issued", "seen"] {
        if Int.random(in: 0..<3, using: &random) == 0 {
          properties[name] = years.randomElement(using: &random)
        }
      }
      builder.add(Node(Key("n:\(node)"), .paper, properties: properties))
    }
    for number in 0..<Int.random(in: 0...80, using: &random) {
      let relation = [Relation.partOf, .cites, .broader].randomElement(using: &random) ?? .cites
      let isDenied = Int.random(in: 0..<4, using: &random) == 0
      builder.add(
        Statement(
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          relation,
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          id: "s\(number)",
          properties: isDenied ? ["predicateModifier": .string("Not")] : [:]
        )
      )
    }
    return try builder.build()
  }

  private struct Step: Hashable, Comparable {
    var start: NodeID
    var edge: EdgeID
    var end: NodeID

    static func < (a: Step, b: Step) -> Bool {
      (a.start, a.end, a.edge) < (b.start, b.end, b.edge)
    }
  }

  @Test("a walk finds the statements that are not denied", arguments: 0..<100 as Range<UInt64>)
  func walksFindWhatIsSaid(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    for relation in [Relation.partOf, .cites, .broader, .addresses] {
      for isOutgoing in [true, false] {
        let walk = RelationWalk(graph, relation, outgoing: isOutgoing)
        let expected = graph.edges.compactMap { edge -> Step? in
          guard graph.relation(of: edge) == relation, !graph.isNegated(edge) else { return nil }
          let (from, to) = (graph.from(edge), graph.to(edge))
          return isOutgoing
            ? Step(start: from, edge: edge, end: to) : Step(start: to, edge: edge, end: from)
        }
        let narrow = RelationWalk(graph, relation, outgoing: isOutgoing, forMost: true)
        for walk in [walk, narrow, narrow.apart()] {
          var found: [Step] = []
          for node in graph.nodes {
            walk.forEach(at: node) { found.append(Step(start: node, edge: $0, end: $1)) }
          }
          #expect(found == expected.sorted())
        }
        #expect(walk.pairs().map { [$0.0, $0.1] } == expected.map { [$0.start, $0.end] })
      }
    }
  }

  @Test("years of all nodes are those of each", arguments: 0..<100 as Range<UInt64>)
  func yearsAgree(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let expected = graph.nodes.map { graph.year(of: $0).map { Int32(clamping: $0) } ?? .min }
    #expect(graph.years() == expected)
  }

  @Test("a denied statement closes no circle") func deniedCircles() throws {
    var builder = GraphBuilder()
    builder.add(Node("d@1:1", .riskDomain))
    builder.add(
      Statement(
        "d@1:1",
        .broader,
        "d@1:1",
        via: "x",
        properties: ["predicateModifier": .string("Not")]
      )
    )
    #expect(try builder.build().circles(along: .broader).isEmpty)
  }
}
