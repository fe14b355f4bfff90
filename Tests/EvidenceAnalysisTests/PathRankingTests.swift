import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// What bears on a risk, and what a paper bears on, against asking pair by pair.
@Suite struct PathRankingTests {
  private static let all = EvidencePaths.Options(workBound: 100_000_000, limit: nil)

  @Test("what bears on a risk is what has a chain to it", arguments: 0..<60 as Range<UInt64>)
  func towardsIsPairByPair(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let paths = EvidencePaths(graph)
    let works = Works(graph)
    for risk in graph.nodes(of: .riskDomain) + graph.nodes(of: .risk) {
      for kind in [Kind.paper, .mitigation, .risk] {
        let answer = paths.ranking(to: risk, from: kind, options: Self.all)
        var expected: [NodeID: PathAnswer] = [:]
        for node in graph.nodes(of: kind) {
          let pair = paths.chains(from: node, to: risk, options: Self.all)
          if !pair.chains.isEmpty { expected[node] = pair }
        }
        #expect(
          Set(answer.entries.flatMap { [$0.node] + $0.versions }) == Set(expected.keys),
          "\(graph.key(of: risk)) from \(kind)"
        )
        for entry in answer.entries {
          let pairs = ([entry.node] + entry.versions).compactMap { expected[$0] }
          #expect(entry.chains == pairs.map(\.total).reduce(0, +))
          #expect(pairs.contains { $0.chains.first == entry.best })
          #expect(entry.stoppedAt == nil)
          guard let only = pairs.first, pairs.count == 1 else {
            #expect(entry.versions.allSatisfy { works.work(of: $0) == works.work(of: entry.node) })
            continue
          }
          #expect(entry.supporting == only.supporting)
          #expect(entry.opposing == only.opposing)
          #expect(entry.named == only.named)
        }
        expectOrder(answer)
      }
    }
  }

  @Test("what a node bears on is every end of its chains", arguments: 0..<60 as Range<UInt64>)
  func awayIsPairByPair(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let paths = EvidencePaths(graph)
    for start in graph.nodes(of: .paper) + graph.nodes(of: .mitigation) {
      let starts = graph.kind(of: start) == .paper ? Works(graph).versions(of: start) : [start]
      for kind in [Kind.risk, .riskDomain] {
        let answer = paths.ranking(from: start, to: kind, options: Self.all)
        var counts: [NodeID: Int] = [:]
        for from in starts {
          for end in graph.nodes(of: kind) {
            let total = paths.chains(from: from, to: end, options: Self.all).total
            if total > 0 { counts[end, default: 0] += total }
          }
        }
        #expect(
          answer.entries.reduce(into: [:]) { $0[$1.node] = $1.chains } == counts,
          "\(graph.key(of: start)) to \(kind)"
        )
        expectOrder(answer)
      }
    }
  }

  /// Equal strengths have equal ranks, and a later rank is never stronger.
  private func expectOrder(_ answer: PathRanking) {
    func weight(_ entry: PathRanking.Entry) -> Double {
      [entry.supporting, entry.opposing, entry.named].map { strength in
        switch strength {
        case nil: -1
        case .exact(let value): value
        case .interval(let low, _): low
        }
      }.max() ?? -1
    }
    for (index, (a, b)) in zip(answer.entries, answer.entries.dropFirst()).enumerated() {
      #expect(weight(a) >= weight(b))
      #expect((a.rank == b.rank) == (weight(a) == weight(b)))
      #expect(b.rank == a.rank || b.rank == index + 2)
    }
  }

  @Test("a listing that is cut short gives lower bounds") func cutIsABound() throws {
    var builder = GraphBuilder(header: GraphHeader(title: "ladder"))
    builder.add(Node("paper:a", .paper))
    for step in 0...14 {
      for side in ["l", "r"] { builder.add(Node(Key("risk:\(side)\(step)"), .risk)) }
    }
    builder.add(Node("risk:end", .risk))
    for side in ["l", "r"] {
      builder.add(Statement("paper:a", .identifies, Key("risk:\(side)0"), source: "paper:a"))
      builder.add(Statement(Key("risk:\(side)14"), .exactMatch, "risk:end"))
      for step in 0..<14 {
        for other in ["l", "r"] {
          builder.add(
            Statement(Key("risk:\(side)\(step)"), .exactMatch, Key("risk:\(other)\(step + 1)"))
          )
        }
      }
    }
    let graph = try builder.build()
    let paths = EvidencePaths(graph)
    let end = try graph.resolve("risk:end")
    let answer = paths.ranking(to: end, options: .init(workBound: 1))
    let entry = try #require(answer.entries.first)
    #expect(entry.stoppedAt == 10_000)
    guard case .interval(_, nil) = entry.named else {
      Issue.record("\(String(describing: entry.named)) is no lower bound")
      return
    }
  }
}
