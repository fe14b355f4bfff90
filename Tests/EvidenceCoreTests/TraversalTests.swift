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
          let path = graph.shortestPath(
            from: start,
            to: end,
            direction: direction,
            along: relations
          )
          #expect(path?.edges.count == expected[end.position])
          if let path {
            Self.expectWay(path, in: graph, from: start, to: end, direction, relations)
          }
        }
      }
    }
  }

  /// A path begins and ends where it should, and each statement joins its neighbours.
  static func expectWay(
    _ path: GraphPath,
    in graph: EvidenceGraph,
    from start: NodeID,
    to end: NodeID,
    _ direction: Direction,
    _ relations: Set<Relation>?
  ) {
    #expect(path.nodes.first == start && path.nodes.last == end)
    #expect(path.nodes.count == path.edges.count + 1)
    for (index, edge) in path.edges.enumerated() {
      let ends = (graph.from(edge), graph.to(edge))
      let (a, b) = (path.nodes[index], path.nodes[index + 1])
      let isAlong = direction != .incoming && ends == (a, b)
      #expect(isAlong || (direction != .outgoing && ends == (b, a)))
      #expect(relations?.contains(graph.relation(of: edge)) ?? true)
    }
  }

  /// A hub, many rings, loops and statements that stand twice: more than one portion of rows.
  @Test(arguments: 0..<6) func largeGraphsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    let count = 700
    for node in 0..<count { builder.add(Node(Key("n:\(1000 + node)"), .risk)) }
    for number in 0..<1500 {
      let start = number % 4 == 0 ? 3 : Int.random(in: 0..<count, using: &random)
      let end = number % 9 == 0 ? start : Int.random(in: 0..<count, using: &random)
      builder.add(
        Statement(
          Key("n:\(1000 + start)"),
          number % 3 == 0 ? .partOf : .closeMatch,
          Key("n:\(1000 + end)"),
          id: "s\(number)",
          confidence: [0.25, 0.5, 0.75, 1].randomElement(using: &random)
        )
      )
    }
    let graph = try builder.build()
    let start = NodeID(Int(seed) * 31)
    for direction in Direction.allCases {
      for relations in [nil, [.partOf]] as [Set<Relation>?] {
        let expected = Self.distances(graph, start, direction, relations)
        for hops in [1, 2, 4, 99] {
          let reached = expected.count { $0.map { $0 <= hops } ?? false }
          #expect(
            graph.neighbourCount(of: start, within: hops, direction: direction, along: relations)
              == reached - 1
          )
        }
        for end in stride(from: 0, to: count, by: 13).map({ NodeID($0) }) {
          let path = graph.shortestPath(
            from: start,
            to: end,
            direction: direction,
            along: relations
          )
          #expect(path?.edges.count == expected[end.position])
          if let path {
            Self.expectWay(path, in: graph, from: start, to: end, direction, relations)
          }
          let surest = graph.surestPath(
            from: start,
            to: end,
            direction: direction,
            along: relations
          )
          #expect((surest == nil) == (path == nil))
          if let surest {
            Self.expectWay(surest.path, in: graph, from: start, to: end, direction, relations)
            let product = surest.path.edges.reduce(1) { $0 * (graph.confidence(of: $1) ?? 0) }
            let shortest = path?.edges.reduce(1) { $0 * (graph.confidence(of: $1) ?? 0) } ?? 0
            #expect(product == surest.confidence && product >= shortest)
          }
        }
      }
    }
  }

  @Test(arguments: 0..<60) func surestPathsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    let count = Int.random(in: 1...25, using: &random)
    for node in 0..<count { builder.add(Node(Key("n:\(node)"), .risk)) }
    for number in 0..<Int.random(in: 0...60, using: &random) {
      let confidence = [nil, 0, 0.25, 0.5, 0.75, 1].randomElement(using: &random) ?? nil
      builder.add(
        Statement(
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          .partOf,
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          id: "s\(number)",
          confidence: confidence
        )
      )
    }
    let graph = try builder.build()
    let start = NodeID(0)
    for direction in Direction.allCases {
      for unstated in [nil, 0.5] as [Double?] {
        // By multiplying along every statement until nothing changes.
        var best = [Double?](repeating: nil, count: graph.nodeCount)
        best[0] = 1
        for _ in 0..<graph.nodeCount {
          for edge in graph.edges {
            guard let stated = graph.confidence(of: edge) ?? unstated else { continue }
            var ends: [(NodeID, NodeID)] = []
            if direction != .incoming { ends.append((graph.from(edge), graph.to(edge))) }
            if direction != .outgoing { ends.append((graph.to(edge), graph.from(edge))) }
            for (a, b) in ends {
              guard let near = best[a.position] else { continue }
              best[b.position] = max(best[b.position] ?? -1, near * stated)
            }
          }
        }
        for end in graph.nodes {
          let found = graph.surestPath(
            from: start,
            to: end,
            direction: direction,
            assuming: unstated
          )
          #expect(found?.confidence == best[end.position])
          if let found {
            Self.expectWay(found.path, in: graph, from: start, to: end, direction, nil)
          }
        }
      }
    }
  }

  @Test(arguments: 0..<60) func shapesOfRelationsAgree(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    for (number, relation) in graph.relations.enumerated() {
      let circles = graph.circles(along: relation)
      #expect(graph.isAcyclic(relation: number) == circles.isEmpty)
      let loops = graph.edges.filter {
        graph.relation(of: $0) == relation && graph.from($0) == graph.to($0)
      }
      #expect(graph.hasLoop(relation: number) == !loops.isEmpty)
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

  @Test("small and large rings lie alike around a node", arguments: Direction.allCases)
  func largeRings(direction: Direction) throws {
    // A hub with 1,500 nodes around it, each with one more beyond.
    var builder = GraphBuilder()
    for name in ["hub"] + (0..<1500).flatMap({ ["near\($0)", "far\($0)"] }) {
      builder.add(Node(Key("n:\(name)"), .paper))
    }
    for number in 0..<1500 {
      let isTurned = number.isMultiple(of: 2)
      let ends = [Key("n:hub"), Key("n:near\(number)"), Key("n:far\(number)")]
      for (from, to) in isTurned
        ? [(ends[1], ends[0]), (ends[2], ends[1])]
        : [(ends[0], ends[1]), (ends[1], ends[2])]
      {
        builder.add(Statement(from, number.isMultiple(of: 3) ? .cites : .partOf, to, via: "v"))
      }
    }
    let graph = try builder.build()
    let hub = try #require(graph.node("n:hub"))
    for relations in [nil, [Relation.cites]] as [Set<Relation>?] {
      let counted = (0..<1500).count { number in
        (relations == nil || number.isMultiple(of: 3))
          && (direction == .either || (direction == .incoming) == number.isMultiple(of: 2))
      }
      for hops in 0...4 {
        let around = graph.neighbourhood(
          of: hub,
          within: hops,
          direction: direction,
          along: relations
        )
        #expect(around.rings.map(\.count) == Array([1, counted, counted].prefix(hops + 1)))
        #expect(around.rings.allSatisfy { $0 == $0.sorted() })
        let count = graph.neighbourCount(
          of: hub,
          within: hops,
          direction: direction,
          along: relations
        )
        #expect(count == counted * min(hops, 2))
      }
    }
  }
}
