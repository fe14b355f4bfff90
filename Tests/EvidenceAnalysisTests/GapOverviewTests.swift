import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Gaps in groups, against counting them plainly.
@Suite struct GapOverviewTests {
  @Test("groups count what a plain scan counts", arguments: 0..<40 as Range<UInt64>)
  func groupsAreCounted(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = GapAnalysis(graph)
    let gaps = analysis.nodeGaps()
    let paths = EvidencePaths(graph)
    for grouping in GapOverview.Grouping.allCases {
      let overview = try analysis.overview(by: grouping)
      #expect(overview.total == gaps.count)
      for (a, b) in zip(overview.groups, overview.groups.dropFirst()) {
        #expect(a.priority >= b.priority)
        #expect((a.rank == b.rank) == (a.priority == b.priority))
      }
      if grouping == .kind {
        #expect(overview.groups.map(\.count).reduce(0, +) == gaps.count)
      }
      let inGroups = overview.groups.map(\.count).reduce(0, +)
      #expect(inGroups >= gaps.count, "\(grouping): no gap is lost")
    }
    let overview = try analysis.overview()
    let hierarchy = Hierarchy(graph)
    for group in overview.groups {
      guard case .node(let domain) = group.subject else { continue }
      let level = try #require(overview.level)
      let isLeafGroup = hierarchy.level(of: domain) == level
      let below = isLeafGroup ? Set(hierarchy.downwards(from: domain)) : [domain]
      let risks = graph.nodes(of: .risk).filter { risk in
        graph.outgoing(risk, .inDomain).contains {
          !graph.isNegated($0) && below.contains(graph.to($0))
        }
      }
      #expect(group.nodes == risks.count)
      let unaddressed = risks.filter {
        graph.incoming($0, .addresses).allSatisfy { graph.isNegated($0) }
      }
      #expect(group.withoutStated == unaddressed.count)
      #expect(group.counts[.riskWithoutMitigation] == unaddressed.count)
      let unreached = risks.filter { risk in
        graph.nodes(of: .mitigation).allSatisfy {
          paths.chains(from: $0, to: risk).chains.isEmpty
        }
      }
      #expect(group.withoutAny == unreached.count)
      let papers = Set(
        risks.flatMap { risk in
          graph.incoming(risk, .identifies).filter { !graph.isNegated($0) }.map { graph.from($0) }
        }
      )
      #expect(group.papers == papers.count)
      #expect(
        group.priority
          == Double(unaddressed.count) / Double(risks.count) * Double(papers.count)
      )
    }
  }

  @Test("opened, a group loses none of its gaps", arguments: 0..<40 as Range<UInt64>)
  func foldingKeepsAll(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = GapAnalysis(graph)
    let hierarchy = Hierarchy(graph)
    for grouping in GapOverview.Grouping.allCases {
      let overview = try analysis.overview(by: grouping)
      for group in overview.groups {
        // A domain above the level of the groups opens with all that lies below it.
        if case .node(let node) = group.subject, let level = overview.level,
          hierarchy.level(of: node) < level
        {
          continue
        }
        let folding = try analysis.folding(of: group.subject, by: grouping)
        let listed = folding.lines.map { 1 + $0.parts.count + $0.twins.count }.reduce(0, +)
        #expect(listed + folding.excluded.count + folding.copies.count == group.count)
        for line in folding.lines {
          for twin in line.twins {
            let node = try #require(line.gap.node)
            let edges =
              Array(graph.outgoing(node, .exactMatch)) + Array(graph.incoming(node, .exactMatch))
            #expect(edges.contains { graph.from($0) == twin || graph.to($0) == twin })
          }
        }
      }
    }
  }

  @Test("parts stand under their whole, copies and excluded ones are counted apart")
  func foldingFolds() throws {
    var builder = GraphBuilder(header: GraphHeader(title: "parts"))
    builder.add(Node("d@1:1", .riskDomain, label: "One", notation: "1"))
    for (key, name) in [("a", "whole"), ("b", "part"), ("c", "part of the part"), ("e", "copy")] {
      builder.add(Node(Key("risk:\(key)"), .risk, label: name))
    }
    builder.add(
      Node("risk:x", .risk, label: "out", properties: ["noDomain": .string("X.1 > Excluded")])
    )
    for key in ["a", "b", "c", "e", "x"] {
      builder.add(Statement(Key("risk:\(key)"), .inDomain, "d@1:1"))
    }
    builder.add(Statement("risk:b", .partOf, "risk:a"))
    builder.add(Statement("risk:c", .partOf, "risk:b"))
    builder.add(Statement("risk:e", .exactMatch, "d@1:1"))
    let graph = try builder.build()
    let folding = try GapAnalysis(graph).folding(of: .node(graph.resolve("d@1:1")))
    #expect(folding.lines.count == 1)
    #expect(folding.lines.first?.parts.map { graph.key(of: $0) } == ["risk:b", "risk:c"])
    #expect(folding.copies.map { graph.key(of: $0) } == ["risk:e"])
    #expect(folding.excluded.map { graph.key(of: $0) } == ["risk:x"])
  }
}
