import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Cells that a selection emptied are told from those that hold nothing at all.
@Suite struct FilteredCellTests {
  private static let queries = [
    CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(rows: .init("Mitigation"), columns: .init("risk-a@1", level: 1)),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Paper")),
  ]

  @Test("marked is what is empty here and holds something in the whole", arguments: UInt64(0)..<30)
  func marksAreThoseOfBothMatrices(seed: UInt64) throws {
    let whole = try RandomGraph.parts(seed: seed).build()
    let filters = [
      EvidenceFilter(years: 2017...2100), EvidenceFilter(types: [.experimental]),
      EvidenceFilter(isReviewed: true), EvidenceFilter(),
    ]
    for filter in filters {
      for query in Self.queries {
        let graph = filter.graph(from: whole, witnesses: query.of)
        var matrix = try CoverageAnalysis(graph).matrix(query)
        let all = try CoverageAnalysis(whole).matrix(query)
        let states = matrix.cells.map(\.state)
        matrix.markFiltered(from: all, of: whole, in: graph)
        #expect(matrix.cells.map(\.state) == states, "the state stays that of the selection")
        func place(_ matrix: CoverageMatrix, _ graph: EvidenceGraph, _ cell: CoverageCell) -> [Key]
        {
          [
            graph.key(of: matrix.rows.entries[cell.row].node),
            graph.key(of: matrix.columns.entries[cell.column].node),
          ]
        }
        let held = Set(all.cells.filter { $0.witnesses > 0 }.map { place(all, whole, $0) })
        for cell in matrix.cells {
          let isHeld = held.contains(place(matrix, graph, cell))
          #expect(
            cell.isFiltered == (cell.witnesses == 0 && isHeld),
            "seed \(seed), \(filter.text), \(place(matrix, graph, cell))"
          )
        }
        #expect(
          matrix.total.isFiltered
            == (matrix.total.witnesses == 0 && all.total.witnesses > 0)
        )
        if matrix.total.isFiltered {
          #expect(matrix.reasonEmpty?.contains("nothing that is selected") == true)
        }
        if filter.isEmpty { #expect(!matrix.cells.contains { $0.isFiltered }) }
      }
    }
  }
}
