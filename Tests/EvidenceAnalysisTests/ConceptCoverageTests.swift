import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// One axis, against asking chain by chain.
@Suite struct ConceptCoverageTests {
  @Test("each line counts what chains say", arguments: 0..<40 as Range<UInt64>)
  func linesAreCounted(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let paths = EvidencePaths(graph)
    let options = EvidencePaths.Options(workBound: .max, limit: nil)
    let answer = try CoverageAnalysis(graph).concepts(.init("risk-a@1"))
    for row in answer.rows {
      let concept = answer.entry(of: row).node
      var (stated, inferred) = (0, 0)
      for measure in graph.nodes(of: .mitigation) {
        let chains = paths.chains(from: measure, to: concept, options: options).chains
        guard !chains.isEmpty else { continue }
        if chains.contains(where: { $0.directness != .inferred }) {
          stated += 1
        } else {
          inferred += 1
        }
      }
      #expect(row.stated == stated && row.inferred == inferred, "\(graph.key(of: concept))")
      #expect(row.cell.witnesses == stated + inferred)
      let risks = graph.nodes(of: .risk).filter { risk in
        !paths.chains(from: risk, to: concept, options: options).chains.isEmpty
      }
      #expect(row.risks == risks.count)
      let papers = Set(
        risks.flatMap { risk in
          [Relation.identifies, .proposes, .evaluates].flatMap { relation in
            graph.incoming(risk, relation).filter { !graph.isNegated($0) }.map { graph.from($0) }
          }
        }
      )
      #expect(row.naming == papers.count)
    }
  }

  @Test("one axis and the taxonomy have the same cells", arguments: 0..<20 as Range<UInt64>)
  func sameAsTheTaxonomy(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = CoverageAnalysis(graph)
    for (axis, kind) in [
      ("risk-a@1", Kind.mitigation), ("type@1", .mitigation), ("risk-b@1", .risk),
    ] {
      let scheme = try analysis.scheme(axis, of: kind)
      let answer = try analysis.concepts(.init(axis), of: kind)
      #expect(answer.rows.map(\.cell.state) == scheme.cells.map(\.state))
      #expect(answer.rows.map(\.cell.witnesses) == scheme.cells.map(\.witnesses))
      #expect(answer.total.cell.witnesses == scheme.total.witnesses)
      for order in ConceptCoverage.Order.allCases {
        let sorted = answer.sorted(by: order, in: graph)
        #expect(sorted.rows.map(\.cell.row).sorted() == answer.rows.map(\.cell.row))
      }
      let papers = answer.sorted(by: .papers, in: graph).rows.map { $0.naming ?? $0.cell.papers }
      #expect(papers == papers.sorted(by: >))
    }
  }

  @Test("what a selection empties is marked") func filteredIsMarked() throws {
    let graph = try RandomGraph.parts(seed: 3).build()
    let filter = EvidenceFilter(years: 2030...2031)
    let selected = filter.graph(from: graph, witnesses: .mitigation)
    var answer = try CoverageAnalysis(selected).concepts(.init("risk-a@1"))
    let whole = try CoverageAnalysis(graph).concepts(.init("risk-a@1"))
    answer.markFiltered(from: whole, of: graph, in: selected)
    for (row, other) in zip(answer.rows, whole.rows) {
      #expect(row.cell.isFiltered == (row.cell.witnesses == 0 && other.cell.witnesses > 0))
    }
    #expect(answer.rows.contains { $0.cell.isFiltered })
  }
}
