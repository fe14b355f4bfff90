internal import EvidenceAnalysis
internal import EvidenceCore

extension CoverageMap {
  func dotGraph() -> DOTGraph {
    let naming = Naming(graph: graph)
    let palette = Palette.light
    let rows = AxisPlan(matrix.rows)
    let columns = AxisPlan(matrix.columns)
    let tally = CoverageTally(map: self, rows: rows, columns: columns)
    let words = CoverageWords(map: self, tally: tally).sheetText()
    var table = DOTTable(rows: [])
    table.rows.append(
      [DOTTable.Cell(columns: 1)]
        + columns.items.map {
          DOTTable.Cell(
            text: naming.brief(columns.axis.entries[$0.entry].node),
            isBold: !$0.isLeaf,
            ink: palette.secondInk
          )
        } + [
          DOTTable.Cell(text: countHead, isBold: true), DOTTable.Cell(text: "gaps", isBold: true),
        ]
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
          row.isLeaf && column.isLeaf
            ? plain(CellFace(cell, policy: matrix.policy, counting: count), palette)
            : sum(cell, isUnknown: tally.blanks[row.entry, column.entry].notSearched > 0)
        )
      }
      line.append(DOTTable.Cell(text: Figures.count(total.number(count)), isBold: true))
      line.append(
        DOTTable.Cell(text: Figures.count(tally.blanks.row(row.entry).gaps), ink: palette.gap)
      )
      table.rows.append(line)
    }
    var dot = DOTGraph()
    dot.remarks = words.remarks
    dot.nodes = [
      DOTGraph.Node(
        name: "coverage",
        attributes: [.shape(.plain), .table(table), .tooltip(words.title)]
      )
    ]
    return dot
  }

  /// A count over several cells; unknown where there is none and not all were searched.
  private func sum(_ cell: CoverageCell, isUnknown: Bool) -> DOTTable.Cell {
    if cell.isFiltered { return DOTTable.Cell(text: "–") }
    let isBlank = cell.independentPapers == 0 && isUnknown
    return DOTTable.Cell(text: isBlank ? "?" : Figures.count(cell.independentPapers))
  }

  private func plain(_ face: CellFace, _ palette: Palette) -> DOTTable.Cell {
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
        text: face.text,
        isBold: true,
        outline: .solid,
        colour: palette.opposing,
        ink: palette.opposing
      )
    case .inferredOnly:
      return DOTTable.Cell(text: face.text, outline: .dashed, colour: palette.outline)
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
