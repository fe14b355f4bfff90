import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// A coverage map draws what a selection emptied as a dash, and counts it apart from the gaps.
@Suite struct FilteredMapTests {
  @Test("filtered cells are neither gaps nor unsearched", arguments: UInt64(0)..<10)
  func filteredCellsAreApart(seed: UInt64) throws {
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    let whole = try RandomGraph.parts(seed: seed, density: 2).build()
    let graph = EvidenceFilter(years: 2100...2200).graph(from: whole, witnesses: .mitigation)
    var matrix = try CoverageAnalysis(graph).matrix(query)
    matrix.markFiltered(
      from: try CoverageAnalysis(whole).matrix(query),
      of: whole,
      in: graph
    )
    let map = CoverageMap(matrix: matrix, graph: graph)
    let tally = CoverageTally(
      map: map,
      rows: AxisPlan(matrix.rows),
      columns: AxisPlan(matrix.columns)
    )
    var (filtered, blank) = (0, 0)
    for row in tally.rows.leaves {
      for column in tally.columns.leaves {
        let cell = matrix[row.entry, column.entry]
        if cell.isFiltered { filtered += 1 } else if cell.state.isEmpty { blank += 1 }
      }
    }
    #expect(tally.filtered == filtered)
    #expect(tally.gaps + tally.notSearched == blank)
    let svg = try map.svg()
    // A parent may be emptied where nothing was coded at its leaves.
    let isMarked = matrix.cells.contains { $0.isFiltered }
    #expect(svg.contains("filtered out") == isMarked, "seed \(seed)")
    #expect(svg.contains(">Filtered<") == (filtered > 0), "seed \(seed)")
    let table = map.table().dropFirst().filter { $0.last == "filtered" }
    #expect(table.count == matrix.cells.count { $0.isFiltered })
  }
}
