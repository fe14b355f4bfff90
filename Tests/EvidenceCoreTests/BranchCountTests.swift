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
