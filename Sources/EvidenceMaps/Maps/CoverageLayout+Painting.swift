internal import EvidenceAnalysis
internal import EvidenceCore

extension CoverageLayout {
  private var matrix: CoverageMatrix { map.matrix }
  private var naming: Naming { Naming(graph: map.graph) }
  private var words: CoverageWords { CoverageWords(map: map, tally: tally) }

  /// The sheet as SVG.
  func draw() -> String {
    var canvas = SVGCanvas(prefix: map.options.idPrefix ?? "cov")
    var text = plan.text
    text.sheet = sheet.map { contents == "overview" ? $0 : "\($0); totals are of the whole" }
    let frame = SheetFrame(text: text, legend: plan.legend, width: size.width)
    frame.drawHeader(on: &canvas)
    drawHeads(on: &canvas)
    for row in placedRows { draw(row, on: &canvas) }
    drawMargin(on: &canvas)
    frame.drawFooter(from: bottom - frame.footerHeight, on: &canvas)
    return canvas.document(
      size: (size.width, min(bottom, size.height)),
      title: "\(map.isBySource ? "Sources" : "Coverage") map: \(text.title)",
      description: text.description,
      theme: map.options.theme
    )
  }

  private func drawHeads(on canvas: inout SVGCanvas) {
    for family in families {
      guard let first = family.columns.first, let last = family.columns.last else { continue }
      let (from, to) = (first.x, last.x + cellWidth)
      if family.hasTitle {
        var y = headTop + Double((families.map(\.title.count).max() ?? 1) - family.title.count) * 9
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
      canvas.line(
        [Point(first.x, headBottom), Point(last.x + cellWidth, headBottom)],
        .rule
      )
    }
    let y = headBottom - 3
    let size = MapStyle.TypeSize.head
    for total in totals {
      let (word, paint): (String, PaintClass) =
        switch total.kind {
        case .papers, .box: ("papers", .second)
        case .gaps: ("gaps", .gapText)
        case .notSearched: ("?", .notSearchedText)
        }
      canvas.text(word, at: Point(total.x, y), size: size, paint, bold: true, anchor: .middle)
    }
  }

  private func drawHead(_ column: Column, on canvas: inout SVGCanvas) {
    let size = MapStyle.TypeSize.head
    let node = columns.axis.entries[column.item.entry].node
    let bold = !column.item.isLeaf
    let middle = column.x + cellWidth / 2
    let paint: PaintClass = isTurned && !bold ? .ink : .second
    canvas.part(
      id: canvas.id("col", map.graph.key(of: node).local),
      kind: "head",
      name: naming.title(node),
      tooltip: naming.tooltip(node),
      link: naming.link(node)
    ) { canvas in
      guard isTurned, column.lines != ["any"] else {
        canvas.text(
          column.lines[0],
          at: Point(middle, headBottom - 3),
          size: size,
          paint,
          bold: bold,
          anchor: .middle
        )
        return
      }
      TurnedHead.draw(
        column.lines,
        above: Point(middle, headBottom),
        paint,
        bold: bold,
        on: &canvas
      )
    }
  }

  private func draw(_ row: Row, on canvas: inout SVGCanvas) {
    let item = row.item
    if !item.isLeaf {
      let extra = density > 1 ? 0.6 : 0
      canvas.rect(
        Box(left - 2, row.y - extra, rightEdge - left + 4, cellHeight + 2 * extra),
        .panel,
        radius: 1
      )
    }
    drawLabel(row, on: &canvas)
    for family in families {
      for column in family.columns {
        if item.isLeaf, column.item.isLeaf {
          drawCell(row, column, on: &canvas)
        } else {
          drawSum(row, column, on: &canvas)
        }
      }
    }
    drawTotals(row, on: &canvas)
  }

  private func drawLabel(_ row: Row, on canvas: inout SVGCanvas) {
    let item = row.item
    let node = rows.axis.entries[item.entry].node
    let bold = !item.isLeaf
    let size = bold ? MapStyle.TypeSize.parentRow : MapStyle.TypeSize.label
    let start = left + 1 + Double(item.depth) * 7
    let codes = codeWidth(item)
    let nameX = start + codes + (codes > 0 ? 4 : 0)
    let extra = bold ? tally.unresolved(at: item.entry) : 0
    let reserve = extra > 0 ? TextMeasure.room("+\(Figures.count(extra))", size: 6.8) + 4 : 0
    let room = labelRight - nameX - reserve
    let sizes = bold ? [size] : [size, MapStyle.TypeSize.head, MapStyle.TypeSize.footer]
    let attempts = sizes.map { size in
      (
        size,
        TextMeasure.wrap(
          naming.rowName(node),
          size: size,
          bold: bold,
          width: room,
          maxLines: 2
        )
      )
    }
    let fitting = attempts.first { !$0.1.isCut } ?? attempts[0]
    let wrapped = fitting.1
    let nameSize = bold && wrapped.lines.count > 1 ? MapStyle.TypeSize.label : fitting.0
    let middle = row.y + cellHeight / 2
    canvas.part(
      id: canvas.id("row", map.graph.key(of: node).local),
      kind: "label",
      name: naming.title(node),
      tooltip: naming.tooltip(node),
      link: naming.link(node)
    ) { canvas in
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
        let y = wrapped.lines.count == 1 ? middle + 2.8 : first + Double(index) * (bold ? 7.6 : 7.9)
        canvas.text(line, at: Point(nameX, y), size: nameSize, bold: bold)
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
  private func codeWidth(_ item: AxisPlan.Item) -> Double {
    let bold = !item.isLeaf
    let size = bold ? MapStyle.TypeSize.parentRow : MapStyle.TypeSize.label
    let codes = placedRows.filter { $0.item.depth == item.depth }.compactMap {
      naming.code(rows.axis.entries[$0.item.entry].node)
    }
    let widest = codes.map { TextMeasure.room($0, size: size, bold: bold) }.max() ?? 0
    return min(widest, 60)
  }

  private func partID(_ row: Int, _ column: Int, on canvas: inout SVGCanvas) -> String {
    canvas.id(
      map.graph.key(of: rows.axis.entries[row].node).local,
      map.graph.key(of: columns.axis.entries[column].node).local
    )
  }

  private func drawCell(_ row: Row, _ column: Column, on canvas: inout SVGCanvas) {
    let (r, c) = (row.item.entry, column.item.entry)
    let box = Box(column.x, row.y, cellWidth, cellHeight)
    canvas.part(
      id: partID(r, c, on: &canvas),
      kind: map.isBySource ? "count" : "cell",
      name: words.name(r, c),
      tooltip: words.tooltip(r, c)
    ) { canvas in
      guard map.isBySource else {
        CellPainter(face: tally.face(r, c), box: box).paint(on: &canvas)
        return
      }
      let count = matrix[r, c].witnesses
      guard count > 0 else {
        canvas.circle(box.center, radius: 0.8, .second)
        return
      }
      canvas.text(
        Figures.count(count),
        at: Point(box.x + 1, row.y + 8.6),
        size: MapStyle.TypeSize.number
      )
      let share = Double(count) / Double(tally.mostWitnesses)
      let length = max(1.2, share * (cellWidth - 2))
      canvas.rect(Box(box.x + 1, row.y + 11.2, length, 3), .fill(2))
    }
  }

  private func drawSum(_ row: Row, _ column: Column, on canvas: inout SVGCanvas) {
    let (r, c) = (row.item.entry, column.item.entry)
    let cell = matrix[r, c]
    let bySource = map.isBySource
    let count = bySource ? cell.witnesses : cell.independentPapers
    let bold = !row.item.isLeaf && !column.item.isLeaf
    var text = Figures.count(count)
    var paint: PaintClass = row.item.isLeaf ? .second : .ink
    var isGap = false
    if cell.isFiltered {
      (text, paint) = ("–", .second)
    } else if count == 0, !bySource, !row.item.isLeaf {
      let blank = tally.hasNotSearched(below: r, c)
      text = blank ? "?" : "0"
      isGap = !blank
      paint = blank ? .notSearchedText : .gapText
    }
    let middle = row.y + cellHeight / 2
    canvas.part(
      id: partID(r, c, on: &canvas),
      kind: "sum",
      name: words.name(r, c),
      tooltip: words.tooltip(r, c)
    ) { canvas in
      if count == 0, bySource {
        canvas.circle(Point(column.x + cellWidth / 2, middle), radius: 0.8, .second)
        return
      }
      canvas.text(
        text,
        at: Point(bySource ? column.x + 1 : column.x + cellWidth / 2, middle + 2.8),
        size: MapStyle.TypeSize.number,
        paint,
        bold: bold || isGap,
        anchor: bySource ? .start : .middle
      )
    }
  }

  private func drawTotals(_ row: Row, on canvas: inout SVGCanvas) {
    let total = tally.total(row: row.item.entry)
    let foot = row.y + cellHeight / 2 + 2.8
    for (kind, x) in totals {
      let point = Point(x, foot)
      switch kind {
      case .papers:
        canvas.text(
          Figures.count(total.independentPapers),
          at: point,
          size: 8,
          bold: true,
          anchor: .middle
        )
      case .gaps: drawCount(tally.rowGaps[row.item.entry], at: point, .gapText, on: &canvas)
      case .notSearched:
        drawCount(tally.rowNotSearched[row.item.entry], at: point, .notSearchedText, on: &canvas)
      case .box where row.item.isLeaf:
        let box = Box(x - MapStyle.cellWidth / 2, row.y, MapStyle.cellWidth, cellHeight)
        let node = rows.axis.entries[row.item.entry].node
        let lines = CellWords(
          naming: naming,
          policy: matrix.policy,
          witnesses: matrix.witnessKind
        ).lines(total, papers: matrix.papers(of: total))
        canvas.part(
          id: canvas.id(map.graph.key(of: node).local, "all"),
          kind: "cell",
          name: "\(naming.title(node)): \(total.words), "
            + Figures.count(total.independentPapers, "paper"),
          tooltip: (["\(naming.title(node)): \(total.words)"] + lines)
            .joined(separator: "\n")
        ) { canvas in
          CellPainter(face: CellFace(total, policy: matrix.policy), box: box).paint(on: &canvas)
        }
      case .box:
        canvas.text(
          Figures.count(total.independentPapers),
          at: point,
          size: 8,
          bold: true,
          anchor: .middle
        )
      }
    }
  }

  private func drawCount(
    _ count: Int?,
    at point: Point,
    _ paint: PaintClass,
    on canvas: inout SVGCanvas
  ) {
    let count = count ?? 0
    canvas.text(
      count == 0 ? "–" : Figures.count(count),
      at: point,
      size: 8,
      count == 0 ? .second : paint,
      bold: count > 0,
      anchor: .middle
    )
  }

  /// The counts at the foot of each column.
  private func drawMargin(on canvas: inout SVGCanvas) {
    canvas.line([Point(left, bodyBottom), Point(rightEdge, bodyBottom)], .rule)
    guard !map.isBySource else { return }
    var y = bodyBottom + 11
    let of = Figures.count(rows.leaves.count)
    let lines: [(Bool, String, [Int: Int], Int, PaintClass, Total)] = [
      (
        tally.showsGaps, "Gaps in the column, of \(of)", tally.columnGaps, tally.gaps, .gapText,
        .gaps
      ),
      (
        tally.showsNotSearched, "Not searched, of \(of)", tally.columnNotSearched,
        tally.notSearched, .notSearchedText, .notSearched
      ),
    ]
    for (shown, title, counts, all, paint, kind) in lines where shown {
      canvas.text(title, at: Point(left + 1, y), size: MapStyle.TypeSize.word, paint, bold: true)
      for column in families.flatMap(\.columns) where column.item.isLeaf {
        drawCount(
          counts[column.item.entry],
          at: Point(column.x + cellWidth / 2, y),
          paint,
          on: &canvas
        )
      }
      if let x = totals.first(where: { $0.kind == kind })?.x {
        drawCount(all, at: Point(x, y), paint, on: &canvas)
      }
      y += 11
    }
  }
}

extension CoverageTally {
  /// Whether any cell that a sum stands for was not searched.
  func hasNotSearched(below row: Int, _ column: Int) -> Bool {
    let rowLeaves = rows.leaves.filter { $0.entry == row || rows.isBelow($0.entry, row) }
    let columnLeaves = columns.leaves.filter {
      $0.entry == column || columns.isBelow($0.entry, column)
    }
    return rowLeaves.contains { r in
      columnLeaves.contains { map.matrix[r.entry, $0.entry].isNotSearched }
    }
  }
}

extension CoverageCell {
  /// Whether nobody recorded a search for it, and no selection emptied it.
  fileprivate var isNotSearched: Bool { state == .notSearched && !isFiltered }
}
