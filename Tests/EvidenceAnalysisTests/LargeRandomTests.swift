import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// The same answers on graphs of the size that people bring, against plain readings.
@Suite struct LargeRandomTests {
  @Test("two thousand nodes are counted as one by one", arguments: 0..<3 as Range<UInt64>)
  func twoThousand(seed: UInt64) throws {
    let parts = RandomGraph.sparse(seed: seed, nodes: 2_000)
    let graph = try parts.build()
    #expect(graph.nodeCount >= 2_000)
    let reference = ChainReference(graph)
    let coverage = try CoverageAnalysis(graph).scheme("risk-a@1", of: .mitigation)
    let measures = Array(graph.nodes(of: .mitigation))
    // Every tenth measure, at every concept.
    for measure in measures.enumerated().filter({ $0.offset % 10 == 0 }).map(\.element) {
      for cell in coverage.cells {
        let concept = coverage.axis.entries[cell.row].node
        let isReached = !reference.chains(from: measure, to: concept).isEmpty
        #expect(
          coverage.witnesses(of: cell).contains(measure) == isReached,
          "seed \(seed): \(graph.key(of: measure)) \(graph.key(of: concept))"
        )
      }
    }
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    for (row, entry) in matrix.rows.entries.enumerated() {
      // Who is coded at a concept or below it, step by step.
      var below: Set<NodeID> = [entry.node]
      var isGrowing = true
      while isGrowing {
        isGrowing = false
        for edge in graph.edges where graph.relation(of: edge) == .broader && !graph.isNegated(edge)
        {
          if below.contains(graph.to(edge)), below.insert(graph.from(edge)).inserted {
            isGrowing = true
          }
        }
      }
      let coded = Set(
        graph.edges.filter {
          graph.relation(of: $0) == .classifiedAs && !graph.isNegated($0)
            && below.contains(graph.to($0))
        }.map { graph.from($0) }
      )
      #expect(Set(matrix.rowReach[row]) == coded, "seed \(seed), row \(row)")
      for column in matrix.columns.entries.indices {
        let both = coded.intersection(matrix.columnReach[column])
        #expect(Set(matrix.witnesses(of: matrix[row, column])) == both)
      }
    }
    var random = SeededGenerator(seed: seed)
    var other = parts
    other.nodes.shuffle(using: &random)
    other.statements.shuffle(using: &random)
    let shuffled = try other.build()
    let again = try CoverageAnalysis(shuffled).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    #expect(matrix.json(in: graph) == again.json(in: shuffled))
    let overview = try GapAnalysis(graph).overview()
    #expect(overview.json(in: graph) == (try GapAnalysis(shuffled).overview().json(in: shuffled)))
  }

  @Test("a hundred thousand nodes are built, and their gaps counted") func hundredThousand() throws
  {
    let graph = try RandomGraph.sparse(seed: 7, nodes: 100_000).build()
    #expect(graph.nodeCount >= 100_000)
    var addressed: Set<NodeID> = []
    var addressing: Set<NodeID> = []
    for edge in graph.edges where graph.relation(of: edge) == .addresses && !graph.isNegated(edge) {
      addressed.insert(graph.to(edge))
      addressing.insert(graph.from(edge))
    }
    let gaps = GapAnalysis(graph).nodeGaps(kinds: [.riskWithoutMitigation, .mitigationWithoutRisk])
    let risks = graph.nodes(of: .risk).filter { !addressed.contains($0) }
    let measures = graph.nodes(of: .mitigation).filter { !addressing.contains($0) }
    #expect(gaps.count { $0.kind == .riskWithoutMitigation } == risks.count)
    #expect(gaps.count { $0.kind == .mitigationWithoutRisk } == measures.count)
  }
}
