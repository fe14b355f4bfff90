import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Twice the graph takes about twice the work, in chains, works, gaps and changes too.
@Suite struct AnalysisGrowthTests {
  enum Shape: CaseIterable {
    /// Exact matches from one risk to the next.
    case matches
    /// Mitigations of one paper that each address one risk of one domain.
    case claims
    /// Many claims of one mitigation about one risk, each by a paper of its own.
    case papers
    /// Papers, each a version of the next.
    case versions
    /// Concepts of one scheme, each with a counterpart in another that is related too.
    case schemes
  }

  private static func graph(_ shape: Shape, _ count: Int) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    func key(_ prefix: String, _ number: Int) -> Key { Key("\(prefix)\(1_000_000 + number)") }
    builder.add(Node("paper:first", .paper))
    builder.add(Node("risk:a/last", .risk))
    builder.add(Node("d@1:1", .riskDomain))
    builder.add(Node("mitigation:a/first", .mitigation))
    builder.add(Statement("paper:first", .proposes, "mitigation:a/first", via: "x"))
    builder.add(Statement("risk:a/last", .inDomain, "d@1:1", via: "x"))
    for number in 0..<count {
      switch shape {
      case .matches:
        builder.add(Node(key("risk:b/", number), .risk))
        let before = number == 0 ? "mitigation:a/first" : key("risk:b/", number - 1)
        builder.add(
          Statement(
            before,
            number == 0 ? .addresses : .exactMatch,
            key("risk:b/", number),
            via: "x"
          )
        )
        if number == count - 1 {
          builder.add(Statement(key("risk:b/", number), .exactMatch, "risk:a/last", via: "x"))
        }
      case .claims:
        builder.add(Node(key("mitigation:b/", number), .mitigation))
        builder.add(Node(key("risk:b/", number), .risk))
        builder.add(
          Statement("paper:first", .proposes, key("mitigation:b/", number), confidence: 0.9)
        )
        builder.add(Statement(key("mitigation:b/", number), .addresses, key("risk:b/", number)))
        builder.add(Statement(key("risk:b/", number), .inDomain, "d@1:1", confidence: 0.8))
      case .papers:
        builder.add(Node(key("paper:b", number), .paper))
        builder.add(
          Statement(
            "mitigation:a/first",
            .addresses,
            "risk:a/last",
            source: key("paper:b", number)
          )
        )
      case .versions:
        builder.add(Node(key("paper:b", number), .paper))
        let next = number == 0 ? "paper:first" : key("paper:b", number - 1)
        builder.add(Statement(key("paper:b", number), .isVersionOf, next, via: "x"))
      case .schemes:
        builder.add(Node(key("old@1:", number), .taxonomyNode))
        builder.add(Node(key("new@1:", number), .taxonomyNode))
        builder.add(
          Statement(key("old@1:", number), .exactMatch, key("new@1:", number), via: "x")
        )
        builder.add(
          Statement(key("old@1:", number), .relatedMatch, key("new@1:", number), via: "x")
        )
      }
    }
    return try builder.build()
  }

  @Test("asking grows with the graph", arguments: Shape.allCases)
  func asking(shape: Shape) throws {
    let graphs = try [150, 300, 600].map { try Self.graph(shape, $0) }
    func check(_ name: String, _ call: (EvidenceGraph) throws -> Void) throws {
      let steps = try graphs.map { graph in try WorkCounter.steps { try call(graph) } }
      #expect(Growth.isLinear(steps), "\(name): \(steps)")
    }
    try check("chains") { graph in
      let (from, to) = (try graph.resolve("paper:first"), try graph.resolve("d@1:1"))
      _ = EvidencePaths(graph).chains(from: from, to: to)
    }
    try check("sensitivity") { graph in
      let (from, to) = (try graph.resolve("paper:first"), try graph.resolve("d@1:1"))
      _ = EvidencePaths(graph).sensitivity(from: from, to: to)
    }
    try check("works") { graph in
      let works = Works(graph)
      for paper in graph.nodes(of: .paper) { _ = works.work(of: paper) }
    }
    try check("gaps") { _ = GapAnalysis($0).nodeGaps() }
    try check("difference") { graph in
      #expect(GraphDifference(from: graph, to: graph).isEmpty)
    }
    if shape == .schemes {
      try check("crosswalk") { graph in
        let crosswalk = try Crosswalk(graph, from: "old@1", to: "new@1")
        #expect(crosswalk.conflicts.count == crosswalk.entries.count)
      }
    }
  }
}
