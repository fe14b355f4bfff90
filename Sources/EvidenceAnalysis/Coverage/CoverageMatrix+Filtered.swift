public import EvidenceCore

extension CoverageMatrix {
  /// Marks the cells and totals that a selection emptied: those without a witness for which the whole
  /// graph has one. Their state stays that of the selection.
  ///
  /// ```swift
  /// var matrix = try CoverageAnalysis(selected).matrix(query)
  /// matrix.markFiltered(from: try CoverageAnalysis(graph).matrix(query), of: graph, in: selected)
  /// ```
  /// - Parameters:
  ///   - whole: the same matrix of the whole graph.
  ///   - wholeGraph: the whole graph.
  ///   - graph: the graph of what was selected, which this matrix is of.
  /// - Complexity: O(cells).
  public mutating func markFiltered(
    from whole: CoverageMatrix,
    of wholeGraph: EvidenceGraph,
    in graph: EvidenceGraph
  ) {
    func positions(_ axis: CoverageAxis, _ wholeAxis: CoverageAxis) -> [Int?] {
      var index: [Key: Int] = [:]
      for (position, entry) in wholeAxis.entries.enumerated() {
        index[wholeGraph.key(of: entry.node)] = position
      }
      return axis.entries.map { index[graph.key(of: $0.node)] }
    }
    let rowPositions = positions(rows, whole.rows)
    let columnPositions = positions(columns, whole.columns)
    func mark(_ cell: inout CoverageCell, _ other: CoverageCell) {
      cell.isFiltered = cell.state.isEmpty && !other.state.isEmpty
    }
    for index in cells.indices {
      guard let row = rowPositions[cells[index].row],
        let column = columnPositions[cells[index].column]
      else { continue }
      mark(&cells[index], whole[row, column])
    }
    for (index, row) in rowPositions.enumerated() {
      if let row { mark(&rowTotals[index], whole.rowTotals[row]) }
    }
    for (index, column) in columnPositions.enumerated() {
      if let column { mark(&columnTotals[index], whole.columnTotals[column]) }
    }
    mark(&total, whole.total)
    if total.isFiltered {
      let held = cells.count { $0.isFiltered }
      reasonEmpty = "nothing that is selected fills a cell; the whole graph fills \(held) of them"
    }
  }
}
