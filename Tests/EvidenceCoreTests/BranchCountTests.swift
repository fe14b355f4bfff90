import EvidenceCore
import EvidenceTestSupport
import Testing

/// Ways are counted alike from one node and from all at once, and as walking each of them counts them.
@Suite struct BranchCountTests {
  private static let kinds: [Kind] = [.paper, .mitigation, .risk]
  private static let relations: [Relation] = [.cites, .proposes, .addresses]

  private static func graph(_ random: inout SeededGenerator) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    let count = Int.random(in: 1...25, using: &random)
    for node in 0..<count {
      builder.add(Node(Key("n:\(node)"), kinds.randomElement(using: &random) ?? .paper))
    }
    for number in 0..<Int.random(in: 0...90, using: &random) {
      builder.add(
        Statement(
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          relations.randomElement(using: &random) ?? .cites,
          Key("n:\(Int.random(in: 0..<count, using: &random))"),
          id: "s\(number)"
        )
      )
    }
    return try builder.build()
  }

  private static func branches(
    _ graph: EvidenceGraph,
    depth: Int,
    _ random: inout SeededGenerator
  ) -> [BranchCounts.Branch] {
    (0..<Int.random(in: depth == 3 ? 1...2 : 0...2, using: &random)).map { _ in
      let some = graph.relations.indices.filter { _ in Bool.random(using: &random) }
      let isAsked = Int.random(in: 0..<5, using: &random) == 0
      return BranchCounts.Branch(
        relations: Int.random(in: 0..<4, using: &random) == 0 ? nil : some,
        direction: [Direction.outgoing, .incoming, .either].randomElement(using: &random)
          ?? .either,
        kind: Bool.random(using: &random) ? graph.kinds.indices.randomElement(using: &random) : nil,
        takesEdge: isAsked ? { $0.position % 3 != 0 } : nil,
        takesNode: isAsked ? { $0.position % 4 != 1 } : nil,
        branches: depth == 1 ? [] : branches(graph, depth: depth - 1, &random)
      )
    }
  }

  /// Walks each way.
  private static func ways(
    _ branches: [BranchCounts.Branch],
    from node: NodeID,
    in graph: EvidenceGraph
  ) throws -> Int {
    try branches.reduce(1) { product, branch in
      var sum = 0
      for edge in graph.edges {
        if let relations = branch.relations,
          !relations.contains(graph.relationNumber(of: edge))
        {
          continue
        }
        let (from, to) = (graph.from(edge), graph.to(edge))
        var others: [NodeID] = []
        if branch.direction != .incoming, from == node { others.append(to) }
        if branch.direction != .outgoing, to == node, branch.direction == .incoming || from != to {
          others.append(from)
        }
        for other in others {
          if let kind = branch.kind, graph.kindNumber(of: other) != kind { continue }
          if let takes = branch.takesEdge, try !takes(edge) { continue }
          if let takes = branch.takesNode, try !takes(other) { continue }
          sum += try ways(branch.branches, from: other, in: graph)
        }
      }
      return product * sum
    }
  }

  @Test("ways are counted as they are walked", arguments: 0..<300 as Range<UInt64>)
  func countsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try Self.graph(&random)
    let branches = Self.branches(graph, depth: 3, &random)
    let expected = try graph.nodes.map { try Self.ways(branches, from: $0, in: graph) }
    for patience in [1, 2, 7, Int.max] {
      let counts = BranchCounts(branches, in: graph, patience: patience) { _ in }
      #expect(try graph.nodes.map { try counts.count(from: $0) } == expected)
    }
  }

  /// Papers cite papers and propose mitigations, which address risks, and a few statements join
  /// anything; a hub, statements that stand twice and from a node to itself are among them.
  private static func large(_ nodes: Int, _ random: inout SeededGenerator) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    let parts: [(Kind, Range<Int>)] = [
      (.mitigation, 0..<nodes / 3), (.paper, nodes / 3..<nodes * 5 / 6),
      (.risk, nodes * 5 / 6..<nodes),
    ]
    for (kind, part) in parts {
      for node in part { builder.add(Node(Key("n:\(100_000 + node)"), kind)) }
    }
    let joined: [(Relation, Int, Int)] = [(.cites, 1, 1), (.proposes, 1, 0), (.addresses, 0, 2)]
    for number in 0..<nodes {
      let (relation, from, to) = joined[number % joined.count]
      let isAny = number % 50 == 0
      let all = 0..<nodes
      let start = Int.random(in: isAny ? all : parts[from].1, using: &random)
      let end =
        number % 60 < 2
        ? start : Int.random(in: isAny ? all : parts[to].1, using: &random)
      let isAtHub = number % 40 == 3
      builder.add(
        Statement(
          Key("n:\(100_000 + start)"),
          relation,
          Key("n:\(100_000 + (isAtHub ? parts[to].1.lowerBound + 7 : end))"),
          id: "s\(number)"
        )
      )
    }
    return try builder.build()
  }

  /// Counts the ways from every node, those behind first: one look at every statement a branch.
  private static func allWays(_ branches: [BranchCounts.Branch], in graph: EvidenceGraph) throws
    -> [Int]
  {
    var result = [Int](repeating: 1, count: graph.nodeCount)
    for branch in branches {
      let behind = try allWays(branch.branches, in: graph)
      var sums = [Int](repeating: 0, count: graph.nodeCount)
      for edge in graph.edges {
        if let relations = branch.relations,
          !relations.contains(graph.relationNumber(of: edge))
        {
          continue
        }
        if let takes = branch.takesEdge, try !takes(edge) { continue }
        let (from, to) = (graph.from(edge), graph.to(edge))
        for (node, other, isWalked) in [
          (from, to, branch.direction != .incoming),
          (to, from, branch.direction == .incoming || branch.direction == .either && from != to),
        ] where isWalked {
          if let kind = branch.kind, graph.kindNumber(of: other) != kind { continue }
          if let takes = branch.takesNode, try !takes(other) { continue }
          sums[node.position] += behind[other.position]
        }
      }
      for node in result.indices { result[node] *= sums[node] }
    }
    return result
  }

  @Test(
    "ways from thousands of nodes are counted alike, portion by portion",
    arguments: [(0, 5_000), (1, 14_000), (2, 14_000), (3, 60_000)] as [(UInt64, Int)]
  )
  func manyNodes(seed: UInt64, nodes: Int) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try Self.large(nodes, &random)
    let all = graph.nodes.map(\.index)
    var asked = (0..<6).map { _ in Self.branches(graph, depth: 3, &random) }
    let numbers = try [Relation.cites, .proposes, .addresses].map { relation in
      try #require(graph.relations.firstIndex(of: relation))
    }
    for direction in Direction.allCases {
      // Papers and what they lead to, and the other way round.
      let last = BranchCounts.Branch(relations: [numbers[2]], direction: direction)
      let inner = BranchCounts.Branch(
        relations: [numbers[1]],
        direction: direction,
        branches: [last]
      )
      let outer = BranchCounts.Branch(
        relations: [numbers[0]],
        direction: direction,
        branches: [inner]
      )
      asked += [
        [inner], [outer], [outer, inner],
        [
          BranchCounts.Branch(
            relations: nil,
            direction: direction,
            branches: [inner, last]
          )
        ],
      ]
    }
    for branches in asked {
      let expected = try Self.allWays(branches, in: graph)
      for patience in [1, nil] {
        let counts = BranchCounts(branches, in: graph, patience: patience) { _ in }
        #expect(try counts.counts(from: all) == expected)
        #expect(try graph.nodes.map { try counts.count(from: $0) } == expected)
      }
    }
  }

  @Test("too many ways are refused where they are asked for alone") func overflow() throws {
    // A chain of nodes, each joined to the next by 4,096 statements: 2^72 ways over six of them.
    var builder = GraphBuilder()
    for node in 0..<8 { builder.add(Node(Key("n:\(node)"), .paper)) }
    builder.add(Node("n:8", .risk))
    builder.add(Statement("n:8", .addresses, "n:7", id: "one"))
    for node in 0..<7 {
      for number in 0..<4096 {
        builder.add(
          Statement(Key("n:\(node)"), .cites, Key("n:\(node + 1)"), id: "\(node) \(number)")
        )
      }
    }
    let graph = try builder.build()
    var branch = BranchCounts.Branch(relations: nil, direction: .outgoing)
    for _ in 0..<5 {
      branch = BranchCounts.Branch(relations: nil, direction: .outgoing, branches: [branch])
    }
    for patience in [1, Int.max] {
      let counts = BranchCounts([branch], in: graph, patience: patience) { _ in }
      #expect(try counts.count(from: NodeID(5)) == 0)
      #expect(try counts.count(from: NodeID(8)) == 0)
      #expect(throws: BranchCounts.Overflow.self) { try counts.count(from: NodeID(0)) }
    }
  }
}
