import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// Twice the input takes about twice the work, whatever its shape.
@Suite struct GrowthTests {
  static let size = 250

  enum Call: String, CaseIterable {
    case write, validate, components, hopDistance, neighbourhood, neighbourCount, hierarchy, closure
    case nearest, circles, filter, values, resolve, kinds
  }

  @Test("reading grows with the input", arguments: GrowingInput.allCases)
  func reading(shape: GrowingInput) {
    let steps = Growth.steps(from: Self.size, making: { shape.text($0) }) {
      let (graph, findings) = ArchiveReader.readReporting(text: $0)
      #expect(graph.nodeCount > 0)
      WorkCounter.add(findings.reduce(0) { $0 + $1.message.utf8.count })
    }
    #expect(Growth.isLinear(steps), "\(steps)")
    #expect(steps[0] >= Self.size)
  }

  @Test("building grows with the input", arguments: GrowingInput.allCases)
  func building(shape: GrowingInput) {
    let steps = Growth.steps(from: Self.size, making: { shape.graph($0) }) { graph in
      var builder = GraphBuilder(header: graph.header)
      for edge in graph.edges.reversed() { builder.add(graph.statement(edge)) }
      for node in graph.nodes.reversed() { builder.add(graph.value(of: node)) }
      #expect(builder.buildReporting().graph.nodeCount == graph.nodeCount)
    }
    #expect(Growth.isLinear(steps), "\(steps)")
  }

  @Test("asking grows with the graph", arguments: GrowingInput.allCases)
  func asking(shape: GrowingInput) {
    let graphs = [Self.size, 2 * Self.size, 4 * Self.size].map { shape.graph($0) }
    for call in Call.allCases {
      let steps = graphs.map { graph in WorkCounter.steps { Self.ask(call, graph) } }
      #expect(Growth.isLinear(steps), "\(call): \(steps)")
    }
  }

  private static func ask(_ call: Call, _ graph: EvidenceGraph) {
    let (first, last) = (NodeID(0), NodeID(graph.nodeCount - 1))
    switch call {
    case .write: #expect(!ArchiveWriter.text(of: graph).isEmpty)
    case .validate: _ = GraphValidation.findings(in: graph)
    case .components: #expect(graph.components().count > 0)
    case .hopDistance: _ = graph.hopDistance(from: first, to: last)
    case .neighbourhood: #expect(!graph.neighbourhood(of: first, within: 4_000).rings.isEmpty)
    case .neighbourCount: _ = graph.neighbourCount(of: first, within: 4_000)
    case .hierarchy: #expect(Hierarchy(graph).level(of: first) > 0)
    case .closure:
      let hierarchy = Hierarchy(graph)
      #expect(!hierarchy.upwards(from: first).isEmpty && !hierarchy.downwards(from: last).isEmpty)
    case .nearest: _ = Hierarchy(graph).nearestAbove(among: Set(graph.nodes))
    case .circles: _ = graph.circles(along: .broader)
    case .filter: #expect(graph.filtered().nodeCount == graph.nodeCount)
    case .values: for node in graph.nodes { _ = graph.value(of: node) }
    case .resolve: _ = try? graph.resolve("no such name anywhere")
    case .kinds: for kind in graph.kinds.prefix(8) { _ = graph.nodes(of: kind) }
    }
  }

  @Test("a circle is named once for each set of nodes, in at most ten keys")
  func circlesAreNamedOnce() {
    let graph = GrowingInput.circles.graph(300)
    let found = GraphValidation.findings(in: graph).filter { $0.code == "cycle" }
    #expect(
      found.map(\.message) == [
        "BROADER goes in a circle: 's@1:0000000' → 's@1:0000001' → 's@1:0000000'"
      ]
    )
    var builder = GraphBuilder()
    for number in 0..<30 { builder.add(Node(Key("s@1:\(number + 100)"), .riskDomain)) }
    for number in 0..<30 {
      builder.add(
        Statement(
          Key("s@1:\(number + 100)"),
          .broader,
          Key("s@1:\((number + 1) % 30 + 100)"),
          via: "t"
        )
      )
    }
    builder.add(Statement("s@1:105", .broader, "s@1:105", via: "t"))
    let long = GraphValidation.findings(in: builder.buildReporting().graph)
      .filter { $0.code == "cycle" }
    #expect(long.count == 1)
    #expect(long.first?.message.components(separatedBy: "'s@1:").count == 12)
    #expect(long.first?.message.contains("… 20 more …") == true)
  }

  @Test("the tables find circles as a plain search does", arguments: 0..<200 as Range<UInt64>)
  func circlesAreThoseOfReference(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...9, using: &random)
    var builder = GraphBuilder()
    for number in 0..<count { builder.add(Node(Key("s@1:\(number)"), .riskDomain)) }
    var next = [Set<Int>](repeating: [], count: count)
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let (a, b) = (
        Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random)
      )
      next[a].insert(b)
      builder.add(Statement(Key("s@1:\(a)"), .broader, Key("s@1:\(b)"), via: "t"))
    }
    func reached(_ start: Int) -> Set<Int> {
      var seen: Set<Int> = []
      var queue = Array(next[start])
      while let node = queue.popLast() {
        if seen.insert(node).inserted { queue += next[node] }
      }
      return seen
    }
    let reach = (0..<count).map(reached)
    let sets = Set(
      (0..<count).filter { reach[$0].contains($0) }
        .map { node in reach[node].filter { reach[$0].contains(node) } }
    )
    let graph = try builder.build()
    let circles = graph.circles(along: .broader)
    #expect(circles.count == sets.count)
    for circle in circles {
      #expect(zip(circle, circle.dropFirst()).allSatisfy { graph.to($0) == graph.from($1) })
      #expect(circle.last.map { graph.to($0) } == circle.first.map { graph.from($0) })
      #expect(Set(circle.map { graph.from($0) }).count == circle.count)
    }
  }
}
