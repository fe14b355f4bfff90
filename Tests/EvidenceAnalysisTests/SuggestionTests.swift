import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct SuggestionTests {
  /// A question, and the works that a yes would add to some cells.
  private struct Candidate {
    var subject: NodeID
    var object: NodeID
    var cells: [Int]
    var works: Set<String>
  }

  @Test(
    "the questions settle at least 1 − 1/e of what the best ones would",
    arguments: 0..<40 as Range<UInt64>
  )
  func greedyIsNearTheBest(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    let works = Works(graph)
    let names = matrix.cells.map { cell in Set(matrix.works(of: cell).map { "\($0)" }) }
    let candidates = candidates(graph, matrix, works)
    let threshold = Policy.standard.thinBelow
    func settled(_ chosen: [Candidate]) -> Double {
      var held = names
      for candidate in chosen {
        for cell in candidate.cells { held[cell].formUnion(candidate.works) }
      }
      return held.reduce(0) { $0 + Double(min($1.count, threshold)) / Double(threshold) }
    }
    let start = settled([])
    for limit in 1...3 {
      let questions = GapAnalysis(graph).questions(matrix, limit: limit)
      let asked = questions.compactMap { question in
        candidates.first { $0.subject == question.subject && $0.object == question.object }
      }
      #expect(asked.count == questions.count, "seed \(seed)")
      let gain = settled(asked) - start
      #expect(abs(gain - questions.reduce(0) { $0 + $1.gain }) < 1e-9)
      var best = 0.0
      func choose(_ chosen: [Candidate], from first: Int) {
        best = max(best, settled(chosen) - start)
        guard chosen.count < limit else { return }
        for index in first..<candidates.count {
          choose(chosen + [candidates[index]], from: index + 1)
        }
      }
      choose([], from: 0)
      #expect(gain >= best * (1 - 0.36787944117144233) - 1e-9, "seed \(seed), \(limit)")
      if limit == 1 { #expect(abs(gain - best) < 1e-9) }
    }
  }

  /// Every question that may be asked, as the definition says.
  private func candidates(
    _ graph: EvidenceGraph,
    _ matrix: CoverageMatrix,
    _ works: Works
  ) -> [Candidate] {
    let width = matrix.columns.entries.count
    var result: [Candidate] = []
    for witness in graph.nodes(of: .mitigation) {
      let rows = matrix.rowReach.indices.filter { matrix.rowReach[$0].contains(witness) }
      let makers = Set(
        graph.incoming(witness, .proposes).filter { !graph.isNegated($0) }
          .map { "\(works.work(of: graph.from($0)))" }
      )
      guard !rows.isEmpty, !makers.isEmpty else { continue }
      for column in 0..<width where !matrix.columns.entries[column].hasChildren {
        guard !matrix.columnReach[column].contains(witness) else { continue }
        var columns = [column]
        while let last = columns.last, let parent = matrix.columns.entries[last].parent {
          columns.append(parent)
        }
        result.append(
          Candidate(
            subject: witness,
            object: matrix.columns.entries[column].node,
            cells: rows.flatMap { row in columns.map { row * width + $0 } },
            works: makers
          )
        )
      }
    }
    return result
  }

  @Test("a denied statement fills no gap", arguments: [true, false])
  func denialsFillNoGap(isDenied: Bool) throws {
    var builder = GraphBuilder()
    builder.add(Node("mitigation:a/m", .mitigation))
    builder.add(Node("risk:a/r", .risk))
    builder.add(Node("t@1:1", .taxonomyNode))
    let properties: [String: PropertyValue] =
      isDenied ? ["predicateModifier": .string("Not")] : [:]
    for (relation, to) in [(Relation.addresses, Key("risk:a/r")), (.classifiedAs, "t@1:1")] {
      builder.add(Statement("mitigation:a/m", relation, to, via: "x", properties: properties))
    }
    let gaps = try GapAnalysis(builder.build()).nodeGaps()
    #expect(
      gaps.map(\.kind)
        == (isDenied ? [.riskWithoutMitigation, .mitigationWithoutRisk, .unclassified] : [])
    )
    #expect(gaps.allSatisfy { $0.nearest == nil || !isDenied })
  }
}
