internal import EvidenceAnalysis
internal import EvidenceCore

extension MatrixGrid {
  func drawHeads(on canvas: inout SVGCanvas) {
    let most = families.map(\.title.count).max() ?? 0
    for family in families {
      guard let first = family.columns.first, let last = family.columns.last else { continue }
      let (from, to) = (first.x, last.x + cellWidth)
      if !family.title.isEmpty {
        var y = headTop + Double(most - family.title.count) * 9
        for line in family.title {
          canvas.text(line, at: Point((from + to) / 2, y + 2), size: 8, bold: true, anchor: .middle)
          y += 9
        }
        canvas.line([Point(from, y - 2.5), Point(to, y - 2.5)], .rule)
      }
      if isTurned, family.columns.count > 1 {
        canvas.line([Point(from, headBottom), Point(to, headBottom)], .rule)
      }
      for column in family.columns { drawHead(column, on: &canvas) }
    }
    if isTurned, families.allSatisfy({ $0.columns.count == 1 }),
      let first = families.first?.columns.first, let last = families.last?.columns.last
    {
      canvas.line([Point(first.x, headBottom), Point(last.x + cellWidth, headBottom)], .rule)
    }
  }

  private func drawHead(_ column: Column, on canvas: inout SVGCanvas) {
    let node = axes.columns.entries[column.item.entry].node
    let middle = Point(column.x + cellWidth / 2, headBottom)
    let paint: PaintClass = isTurned && !column.isSum ? .ink : .second
    part("col", node, kind: "head", on: &canvas) { canvas in
      guard isTurned, column.lines != ["any"] else {
        for (index, line) in column.lines.enumerated() {
          canvas.text(
            line,
            at: Point(middle.x, headBottom - 3 - Double(column.lines.count - 1 - index) * 8),
            size: MapStyle.TypeSize.head,
            paint,
            bold: column.isSum,
            anchor: .middle
          )
        }
        return
      }
      TurnedHead.draw(column.lines, above: middle, paint, bold: column.isSum, on: &canvas)
    }
  }

  /// A part of the drawing that names a node.
  private func part(
    _ prefix: String,
    _ node: NodeID,
    kind: String,
    on canvas: inout SVGCanvas,
    _ draw: (inout SVGCanvas) -> Void
  ) {
    canvas.part(
      id: canvas.id(prefix, naming.graph.key(of: node).local),
      kind: kind,
      name: naming.title(node),
      tooltip: naming.tooltip(node),
      link: naming.link(node),
      draw
    )
  }

  /// The id of a cell.
  func partID(_ row: Int, _ column: Int, on canvas: inout SVGCanvas) -> String {
    canvas.id(
      naming.graph.key(of: axes.rows.entries[row].node).local,
      naming.graph.key(of: axes.columns.entries[column].node).local
    )
  }

  /// Writes code and name of a row.
  ///
  /// - Parameters:
  ///   - middle: the middle of the row.
  ///   - extra: what is coded at it and at nothing below it.
  ///   - below: what holds nothing among the cells that were folded into it.
  func drawLabel(
    _ item: AxisPlan.Item,
    middle: Double,
    extra: Int,
    below: BlankCells? = nil,
    on canvas: inout SVGCanvas
  ) {
    let said = below?.words ?? ""
    let node = axes.rows.entries[item.entry].node
    let bold = !item.isLeaf
    let size = bold ? MapStyle.TypeSize.parentRow : MapStyle.TypeSize.label
    let start = left + 1 + Double(item.depth) * 7
    let codes = codeWidth(item, among: rows.map(\.item))
    let nameX = start + codes + (codes > 0 ? 4 : 0)
    let reserve = extra > 0 ? TextMeasure.room("+\(Figures.count(extra))", size: 6.8) + 4 : 0
    let sizes = bold ? [size] : [size, MapStyle.TypeSize.head, MapStyle.TypeSize.footer]
    let attempts = sizes.map { size in
      (
        size,
        TextMeasure.wrap(
          naming.rowName(node),
          size: size,
          bold: bold,
          width: labelRight - nameX - reserve,
          maxLines: said.isEmpty ? 2 : 1
        )
      )
    }
    let (fitting, wrapped) = attempts.first { !$0.1.isCut } ?? attempts[0]
    let nameSize = bold && wrapped.lines.count > 1 ? MapStyle.TypeSize.label : fitting
    part("row", node, kind: "label", on: &canvas) { canvas in
      if let code = naming.code(node) {
        canvas.text(
          TextMeasure.fitted(code, size: size, bold: bold, width: codes),
          at: Point(start, middle + 2.8),
          size: size,
          bold ? .ink : .second,
          bold: bold
        )
      }
      for (index, line) in wrapped.lines.enumerated() {
        let first = bold ? middle - 1.6 : middle - 1.1
        let y =
          wrapped.lines.count == 1 && said.isEmpty
          ? middle + 2.8 : first + Double(index) * (bold ? 7.6 : 7.9)
        canvas.text(line, at: Point(nameX, y), size: nameSize, bold: bold)
      }
      if !said.isEmpty {
        canvas.text(
          TextMeasure.fitted(said, size: MapStyle.TypeSize.footer, width: labelRight - nameX),
          at: Point(nameX, middle + 6.8),
          size: MapStyle.TypeSize.footer,
          below?.gaps ?? 0 > 0 ? .gapText : .notSearchedText
        )
      }
    }
    if extra > 0 {
      canvas.text(
        "+\(Figures.count(extra))",
        at: Point(labelRight, middle + 2.6),
        size: 6.8,
        .second,
        anchor: .end
      )
    }
  }

  /// The room for the codes of the rows at the same depth.
  func codeWidth(_ item: AxisPlan.Item, among items: [AxisPlan.Item]) -> Double {
    let bold = !item.isLeaf
    let size = bold ? MapStyle.TypeSize.parentRow : MapStyle.TypeSize.label
    let codes = items.filter { $0.depth == item.depth }.compactMap {
      naming.code(axes.rows.entries[$0.entry].node)
    }
    let widest = codes.map { TextMeasure.room($0, size: size, bold: bold) }.max() ?? 0
    return min(widest, 60)
  }
}
