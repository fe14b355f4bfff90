internal import EvidenceAnalysis
internal import EvidenceCore

extension CoverageMap {
  func dotGraph() -> DOTGraph {
    let naming = Naming(graph: graph)
    let palette = Palette.light
    let silent = silentSources
    let rows = AxisPlan(matrix.rows, dropping: silent.rows)
    let columns = AxisPlan(matrix.columns, dropping: silent.columns)
    let tally = CoverageTally(map: self, rows: rows, columns: columns)
    let words = CoverageWords(map: self, tally: tally).sheetText()
    var table = DOTTable(rows: [])
    // Searched and empty, and not searched, are two counts.
    let blanks: [(head: String, ink: String, count: KeyPath<BlankCells, Int>)] =
      (tally.showsGaps && !isBySource ? [("gaps", palette.gap, \.gaps)] : [])
      + (tally.showsNotSearched && !isBySource ? [("?", palette.notSearched, \.notSearched)] : [])
    table.rows.append(
      [DOTTable.Cell(columns: 1)]
        + columns.items.map {
          DOTTable.Cell(
            text: naming.brief(columns.axis.entries[$0.entry].node),
            isBold: !$0.isLeaf,
            ink: palette.secondInk,
            lineWidth: 64
          )
        } + [DOTTable.Cell(text: countHead, isBold: true)]
        + blanks.map { DOTTable.Cell(text: $0.head, isBold: true, ink: $0.ink) }
    )
    for row in rows.items {
      let total = tally.total(row: row.entry)
      let name = naming.title(rows.axis.entries[row.entry].node)
      var line = [
        DOTTable.Cell(
          text: name,
          isBold: !row.isLeaf,
          isLeft: true,
          fill: row.isLeaf ? nil : palette.panel
        )
      ]
      for column in columns.items {
        let cell = matrix[row.entry, column.entry]
        line.append(
          isBySource
            ? DOTTable.Cell(text: cell.witnesses == 0 ? "·" : Figures.count(cell.witnesses))
            : row.isLeaf && column.isLeaf
              ? DOTTable.Cell(CellFace(cell, policy: matrix.policy, counting: count))
              : sum(cell, isUnknown: tally.blanks[row.entry, column.entry].notSearched > 0)
        )
      }
      line.append(DOTTable.Cell(text: Figures.count(total.number(count)), isBold: true))
      for blank in blanks {
        let count = tally.blanks.row(row.entry)[keyPath: blank.count]
        line.append(
          count == 0
            ? DOTTable.Cell(text: "–", ink: palette.secondInk)
            : DOTTable.Cell(text: Figures.count(count), ink: blank.ink)
        )
      }
      table.rows.append(line)
    }
    return DOTGraph(
      text: words,
      table: table,
      legend: CoverageLegend(map: self, tally: tally).items()
    )
  }

  /// A count over several cells; unknown where there is none and not all were searched.
  private func sum(_ cell: CoverageCell, isUnknown: Bool) -> DOTTable.Cell {
    if cell.isFiltered { return DOTTable.Cell(text: "–") }
    let number = cell.number(count)
    return DOTTable.Cell(text: number == 0 && isUnknown ? "?" : Figures.count(number))
  }
}

extension DOTTable.Cell {
  /// A cell in its state, in what plain Graphviz can draw.
  init(_ face: CellFace) {
    self = Self.drawn(face, Palette.light)
  }

  private static func drawn(_ face: CellFace, _ palette: Palette) -> DOTTable.Cell {
    let fill = palette.fills[min(face.fill, palette.fills.count - 1)]
    if face.isFiltered { return DOTTable.Cell(text: face.text) }
    switch face.state {
    case .covered: return DOTTable.Cell(text: face.signedText, isBold: true, fill: fill)
    case .thin:
      return DOTTable.Cell(text: face.signedText, outline: .solid, colour: palette.outline)
    case .assertedOnly:
      return DOTTable.Cell(
        text: face.signedText,
        isBold: true,
        fill: fill,
        outline: .solid,
        colour: palette.outline
      )
    case .unsourced: return DOTTable.Cell(text: face.signedText, fill: palette.fills[0])
    case .conflicting:
      return DOTTable.Cell(text: face.signedText, fill: fill)
    case .opposed:
      return DOTTable.Cell(
        text: face.signedText,
        isBold: true,
        outline: .solid,
        colour: palette.opposing,
        ink: palette.opposing
      )
    case .inferredOnly:
      return DOTTable.Cell(text: face.signedText, outline: .dashed, colour: palette.outline)
    case .searchedEmpty:
      return DOTTable.Cell(
        text: face.signedText,
        isBold: true,
        outline: .dashed,
        colour: palette.gap,
        ink: palette.gap
      )
    case .notSearched:
      return DOTTable.Cell(
        text: face.signedText,
        outline: .dotted,
        colour: palette.notSearched,
        ink: palette.notSearched
      )
    }
  }
}
