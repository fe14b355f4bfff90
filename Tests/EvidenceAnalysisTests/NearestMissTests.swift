import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Where no chain is: what is shown of what comes nearest, and why.
@Suite struct NearestMissTests {
  @Test(
    "a miss is the same whatever the order of the input, and says how many are as near",
    arguments: 0..<60 as Range<UInt64>
  )
  func shuffled(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed, density: 0.5)
    var random = SeededGenerator(seed: seed)
    var other = parts
    other.nodes.shuffle(using: &random)
    other.statements.shuffle(using: &random)
    let (graph, shuffled) = (try parts.build(), try other.build())
    for from in graph.nodes {
      for to in graph.nodes(of: .riskDomain) {
        let answer = EvidencePaths(graph).chains(from: from, to: to)
        guard let miss = answer.nearestMiss else { continue }
        let again = EvidencePaths(shuffled).chains(
          from: try #require(shuffled.node(graph.key(of: from))),
          to: try #require(shuffled.node(graph.key(of: to)))
        )
        let twin = try #require(again.nearestMiss)
        #expect(miss.nodes.map { graph.key(of: $0) } == twin.nodes.map { shuffled.key(of: $0) })
        #expect(miss.reason(in: graph) == twin.reason(in: shuffled))
        #expect(miss.choice(in: graph) == twin.choice(in: shuffled))
        #expect(miss.equallyNear >= 0 && (miss.shownFor == nil || miss.equallyNear > 0))
        #expect((miss.choice(in: graph) == nil) == (miss.equallyNear == 0))
        #expect(!miss.reason(in: graph).isEmpty)
        // As many measures of a paper that address nothing as the paper proposes are equally near.
        if miss.cause == .addressesNothing, graph.kind(of: from) == .paper, miss.nodes.count == 2 {
          let proposed = Set(
            [Relation.proposes, .evaluates].flatMap { relation in
              graph.outgoing(from, relation).filter { !graph.isNegated($0) }.map { graph.to($0) }
            }
          )
          #expect(miss.equallyNear < proposed.count && proposed.contains(miss.nodes[1]))
        }
      }
    }
  }

  @Test("of equally near measures the one is shown for which something speaks")
  func words() throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:p", .paper, label: "P"))
    builder.add(Node("risk:p/r", .risk, label: "Leaks of private data"))
    for (name, label) in [("a", "Audits"), ("b", "Filters against leaks"), ("c", "Insurance")] {
      let measure = Key("mitigation:p/\(name)")
      builder.add(Node(measure, .mitigation, label: label))
      builder.add(Statement("paper:p", .proposes, measure, source: "paper:p"))
    }
    let graph = try builder.build()
    func miss(_ to: String) throws -> NearestMiss {
      let answer = EvidencePaths(graph).chains(
        from: try graph.resolve("paper:p"),
        to: try graph.resolve(to)
      )
      return try #require(answer.nearestMiss)
    }
    let found = try miss("risk:p/r")
    #expect(found.nodes.map { graph.key(of: $0) } == ["paper:p", "mitigation:p/b"])
    #expect(found.equallyNear == 2 && found.shownFor == .sharedWords(["leaks"]))
    #expect(found.cause == .addressesNothing)
    #expect(
      found.choice(in: graph)
        == "2 others are equally near; this one is shown since both say 'leaks'"
    )
  }

  @Test("a measure of whose class others lead on comes before one of a lesser key")
  func classes() throws {
    var builder = GraphBuilder(
      header: GraphHeader(schemes: [Scheme(id: "t@1", kind: .taxonomyNode)])
    )
    builder.add(Node("paper:p", .paper))
    builder.add(Node("risk:p/r", .risk))
    builder.add(Node("t@1:1", .taxonomyNode, notation: "1", scheme: "t@1"))
    for name in ["a", "b"] {
      builder.add(Node(Key("mitigation:p/\(name)"), .mitigation))
      builder.add(Statement("paper:p", .proposes, Key("mitigation:p/\(name)"), source: "paper:p"))
    }
    builder.add(Node("mitigation:q/z", .mitigation))
    builder.add(Statement("mitigation:q/z", .addresses, "risk:p/r", via: "v"))
    for measure in ["mitigation:p/b", "mitigation:q/z"] {
      builder.add(Statement(Key(measure), .classifiedAs, "t@1:1", via: "v"))
    }
    let graph = try builder.build()
    let miss = try #require(
      EvidencePaths(graph).chains(
        from: try graph.resolve("paper:p"),
        to: try graph.resolve("risk:p/r")
      ).nearestMiss
    )
    #expect(miss.nodes.last.map { graph.key(of: $0) } == "mitigation:p/b")
    #expect(miss.shownFor?.code == "same-class" && miss.equallyNear == 1)
  }
}
