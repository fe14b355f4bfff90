import EvidenceCore
import EvidenceTestSupport
import Testing

/// Laws of walking, over random graphs, against the plainest reference.
@Suite struct TraversalTests {
  static func graph(seed: UInt64) throws -> EvidenceGraph {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    let count = Int.random(in: 1...40, using: &random)
    for node in 0..<count { builder.add(Node(Key("n:\(node)"), .risk)) }
    for number in 0..<Int.random(in: 0...70, using: &random) {
      let relation: Relation = Bool.random(using: &random) ? .partOf : .closeMatch
      builder.add(
        Statement(
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          relation,
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          id: "s\(number)"
        )
      )
    }
    return try builder.build()
  }

  /// Distances by relaxing every statement until nothing changes.
  static func distances(
    _ graph: EvidenceGraph,
    _ start: NodeID,
    _ direction: Direction,
    _ relations: Set<Relation>?
  ) -> [Int?] {
    var result = [Int?](repeating: nil, count: graph.nodeCount)
    result[start.position] = 0
    for _ in 0..<graph.nodeCount {
      for edge in graph.edges where relations?.contains(graph.relation(of: edge)) ?? true {
        var ends: [(NodeID, NodeID)] = []
        if direction != .incoming { ends.append((graph.from(edge), graph.to(edge))) }
        if direction != .outgoing { ends.append((graph.to(edge), graph.from(edge))) }
        for (a, b) in ends {
          guard let near = result[a.position] else { continue }
          result[b.position] = min(result[b.position] ?? .max, near + 1)
        }
      }
    }
    return result
  }

  @Test(arguments: 0..<60) func distancesAgree(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let start = NodeID(Int(seed) % graph.nodeCount)
    for direction in Direction.allCases {
      for relations in [nil, [.partOf], []] as [Set<Relation>?] {
        let expected = Self.distances(graph, start, direction, relations)
        for hops in [0, 1, 3, 99] {
          let around = graph.neighbourhood(
            of: start,
            within: hops,
            direction: direction,
            along: relations
          )
          let reached = expected.map { $0.flatMap { $0 <= hops ? $0 : nil } }
          #expect(graph.nodes.map { around.distance(of: $0) } == reached)
          #expect(around.rings.allSatisfy { $0 == $0.sorted() && !$0.isEmpty })
          #expect(around.nodes.count == reached.compactMap(\.self).count)
          #expect(
            graph.neighbourCount(of: start, within: hops, direction: direction, along: relations)
              == around.nodes.count - 1
          )
        }
        for end in graph.nodes {
          #expect(
            graph.hopDistance(from: start, to: end, direction: direction, along: relations)
              == expected[end.position]
          )
        }
      }
    }
  }

  @Test(arguments: 0..<60) func componentsAgree(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let components = graph.components()
    #expect(components.sizes.reduce(0, +) == graph.nodeCount)
    #expect(components.sizes == components.sizes.sorted(by: >))
    for node in graph.nodes.prefix(6) {
      let reached = Self.distances(graph, node, .either, nil)
      for other in graph.nodes {
        let together = components.component(of: node) == components.component(of: other)
        #expect(together == (reached[other.position] != nil))
      }
      #expect(components.nodes(of: components.component(of: node)).contains(node))
    }
    let alone = graph.components(along: [])
    #expect(alone.count == graph.nodeCount)
  }

  @Test func aSetIsASet() {
    var set = NodeSet([NodeID(3), NodeID(64), NodeID(3)], nodeCount: 65)
    #expect(set.nodes == [NodeID(3), NodeID(64)])
    #expect(set.count == 2)
    set.remove(NodeID(3))
    #expect(!set.contains(NodeID(3)))
    var other = NodeSet([NodeID(1)], nodeCount: 65)
    other.formUnion(set)
    #expect(other.nodes == [NodeID(1), NodeID(64)])
    other.formIntersection(NodeSet(nodeCount: 65))
    #expect(other.isEmpty)
  }
}
