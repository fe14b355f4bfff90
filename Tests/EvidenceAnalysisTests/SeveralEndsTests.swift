import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// One search for several ends answers as one search an end does, wherever it is stopped.
@Suite struct SeveralEndsTests {
  @Test("an end whose listing was stopped is not taken for one without a chain")
  func stoppedEndsAreKept() throws {
    var stoppedWithNothing = 0
    for seed in 0..<20 as Range<UInt64> {
      let graph = try RandomGraph.parts(seed: seed).build()
      let paths = EvidencePaths(graph)
      let ends = (graph.nodes(of: .risk) + graph.nodes(of: .riskDomain)).sorted()
      for bound in [1, 2, 3, 5, 8, 1_000] {
        let options = EvidencePaths.Options(workBound: bound)
        for start in graph.nodes(of: .paper) {
          var meter = WorkMeter(WorkLimit<Never>.none)
          let found = paths.chains(from: start, toEach: ends, options: options, &meter)
          let wanted = ends.filter { $0 != start }
            .map { paths.chains(from: start, to: $0, options: options) }
            .filter { $0.total > 0 || $0.stoppedAt != nil }
          #expect(found.map(\.to) == wanted.map(\.to), "seed \(seed), bound \(bound)")
          #expect(found.map(\.total) == wanted.map(\.total), "seed \(seed), bound \(bound)")
          #expect(found.map(\.stoppedAt) == wanted.map(\.stoppedAt), "seed \(seed), bound \(bound)")
          stoppedWithNothing += found.count { $0.total == 0 }
        }
      }
    }
    #expect(stoppedWithNothing > 0)
  }
}
