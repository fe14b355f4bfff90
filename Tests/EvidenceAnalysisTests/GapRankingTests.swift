import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct GapRankingTests {
  private static let queries = [
    CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("risk-b@1")),
  ]

  @Test("gaps are of the finest cells, and of equals the one comes first where more waits")
  func parentsAreNoGaps() throws {
    for seed in UInt64(0)..<20 {
      let graph = try RandomGraph.parts(seed: seed).build()
      let analysis = GapAnalysis(graph)
      let matrix = try CoverageAnalysis(graph).matrix(Self.queries[0])
      let rows = Set(matrix.rows.entries.filter { !$0.hasChildren }.map(\.node))
      let gaps = analysis.cellGaps(matrix, kinds: GapKind.allCases)
      let deepest = matrix.rows.entries.map(\.level).max()
      let allowed = rows.union(matrix.rows.entries.filter { $0.level == deepest }.map(\.node))
      #expect(gaps.allSatisfy { $0.row.map { allowed.contains($0) } == true }, "seed \(seed)")
      let all = analysis.cellGaps(matrix, kinds: GapKind.allCases, includingParents: true)
      #expect(Set(gaps).isSubset(of: Set(all)))
      // What nobody fills is counted as headlines count it.
      let empty = gaps.count { $0.kind == .absolute || $0.kind == .notSearched }
      #expect(empty == LeafTally(matrix).empty, "seed \(seed)")
      let ranking = analysis.ranking(of: [matrix], kinds: GapAnalysis.listed(withAxes: true))
      for (one, next) in zip(ranking, ranking.dropFirst()) where one.rank == next.rank {
        #expect(one.gap.waiting >= next.gap.waiting)
      }
    }
  }

  @Test("two threads find the gaps that one finds, in the same order", arguments: UInt64(0)..<30)
  func twoThreads(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 2).build()
    let one = GapAnalysis(graph)
    var two = one
    two.mostOnOneThread = 0
    for query in Self.queries {
      let matrix = try CoverageAnalysis(graph).matrix(query)
      for includesParents in [false, true] {
        let kinds = GapKind.allCases
        let wanted = one.cellGaps(matrix, kinds: kinds, includingParents: includesParents)
        #expect(two.cellGaps(matrix, kinds: kinds, includingParents: includesParents) == wanted)
      }
    }
  }

  @Test("a rank is one more than the number of more urgent gaps", arguments: UInt64(0)..<30)
  func ranksCountWhatIsMoreUrgent(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = GapAnalysis(graph)
    let matrices = try Self.queries.map { try CoverageAnalysis(graph).matrix($0) }
    let ranking = analysis.ranking(of: matrices, kinds: GapKind.allCases)
    for item in ranking {
      let priority = item.gap.priority
      #expect(item.rank == 1 + ranking.count { $0.gap.priority > priority })
      #expect(item.isTied == (ranking.count { $0.gap.priority == priority } > 1))
      #expect((item.matrix == nil) == (item.gap.node != nil))
    }
    #expect(ranking.map(\.rank) == ranking.map(\.rank).sorted())
    // Nothing is lost and nothing added.
    for (index, matrix) in matrices.enumerated() {
      let own = ranking.filter { $0.matrix == index }.map(\.gap)
      #expect(Set(own) == Set(analysis.cellGaps(matrix, kinds: GapKind.allCases)))
      #expect(own.count == Set(own).count, "a cell once for its state and once for each mark")
    }
    // Who ranks a list of gaps gets the same order.
    #expect(GapAnalysis.ranked(ranking.map(\.gap)).map(\.rank) == ranking.map(\.rank))
    #expect(GapAnalysis.ranked(ranking.map(\.gap)).map(\.gap) == ranking.map(\.gap))
  }
}
