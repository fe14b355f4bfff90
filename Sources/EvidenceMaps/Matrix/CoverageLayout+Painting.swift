internal import EvidenceAnalysis
internal import EvidenceCore

extension CoverageLayout {
  private var matrix: CoverageMatrix { map.matrix }
  private var naming: Naming { Naming(graph: map.graph) }
  private var words: CoverageWords { CoverageWords(map: map, tally: tally) }

  /// The sheet as SVG.
  func draw(sheet: String?) -> String {
    let frame = frame.named(sheet)
    let kind = map.isBySource ? "Sources map" : "Coverage map"
    return frame.page(of: map, called: kind, bottom: bottom) { canvas in
      grid.drawHeads(on: &canvas)
      drawTotalHeads(on: &canvas)
      for row in grid.rows { draw(row, on: &canvas) }
      drawMargin(on: &canvas)
    }
  }

  private func drawTotalHeads(on canvas: inout SVGCanvas) {
    let y = grid.headBottom - 3
    let size = MapStyle.TypeSize.head
    for total in totals {
      let (word, paint): (String, PaintClass) =
        switch total.kind {
        case .papers: (map.countHead, .second)
        case .box: (map.sources == .rows ? map.matrix.witnessKind.words : "papers", .second)
        case .gaps: ("gaps", .gapText)
        case .notSearched: ("?", .notSearchedText)
        }
      canvas.text(word, at: Point(total.x, y), size: size, paint, bold: true, anchor: .middle)
    }
  }

  private func draw(_ row: MatrixGrid.Row, on canvas: inout SVGCanvas) {
    let item = row.item
    if !item.isLeaf {
      let extra = density > 1 ? 0.6 : 0
      canvas.rect(
        Box(
          grid.left - 2,
          row.y - extra,
          rightEdge - grid.left + 4,
          cellHeight + 2 * extra
        ),
        .panel,
        radius: 1
      )
    }
    grid.drawLabel(
      item,
      middle: row.y + cellHeight / 2,
      extra: item.isLeaf ? 0 : tally.unresolved(at: item.entry),
      below: item.isLeaf && tally.isFolded ? tally.blanks.row(item.entry) : nil,
      on: &canvas
    )
    for family in grid.families {
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

  /// The page whose cells those of the map lead to.
  private var pageLink: PageLink? {
    map.options.page.map { PageLink(page: $0, matrix: matrix, graph: map.graph) }
  }

  private func drawCell(
    _ row: MatrixGrid.Row,
    _ column: MatrixGrid.Column,
    on canvas: inout SVGCanvas
  ) {
    let (r, c) = (row.item.entry, column.item.entry)
    let box = Box(column.x, row.y, grid.cellWidth, cellHeight)
    canvas.part(
      id: grid.partID(r, c, on: &canvas),
      kind: map.isBySource ? "count" : "cell",
      name: words.name(r, c),
      tooltip: words.tooltip(r, c),
      link: pageLink?.address(row: r, column: c)
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
        at: Point(box.center.x, row.y + 8.6),
        size: MapStyle.TypeSize.number,
        anchor: .middle
      )
      let share = Double(count) / Double(tally.mostWitnesses)
      let length = max(1.2, share * (grid.cellWidth - 2))
      canvas.rect(Box(box.center.x - length / 2, row.y + 11.2, length, 3), .fill(2))
    }
  }

  private func drawSum(
    _ row: MatrixGrid.Row,
    _ column: MatrixGrid.Column,
    on canvas: inout SVGCanvas
  ) {
    let (r, c) = (row.item.entry, column.item.entry)
    let cell = matrix[r, c]
    let bySource = map.isBySource
    let count = bySource ? cell.witnesses : cell.number(map.count)
    let bold = !row.item.isLeaf && !column.item.isLeaf
    var text = Figures.count(count)
    var paint: PaintClass = row.item.isLeaf ? .second : .ink
    var isGap = false
    if cell.isFiltered {
      (text, paint) = ("–", .second)
    } else if count == 0, !bySource, !row.item.isLeaf {
      let blank = tally.blanks[r, c].notSearched > 0
      text = blank ? "?" : "0"
      isGap = !blank
      paint = blank ? .notSearchedText : .gapText
    }
    let middle = row.y + cellHeight / 2
    canvas.part(
      id: grid.partID(r, c, on: &canvas),
      kind: "sum",
      name: words.name(r, c),
      tooltip: words.tooltip(r, c)
    ) { canvas in
      if count == 0, bySource {
        canvas.circle(Point(column.x + grid.cellWidth / 2, middle), radius: 0.8, .second)
        return
      }
      canvas.text(
        text,
        at: Point(column.x + grid.cellWidth / 2, middle + 2.8),
        size: MapStyle.TypeSize.number,
        paint,
        bold: bold || isGap,
        anchor: .middle
      )
    }
  }

  private func drawTotals(_ row: MatrixGrid.Row, on canvas: inout SVGCanvas) {
    let total = tally.total(row: row.item.entry)
    let blanks = tally.blanks.row(row.item.entry)
    let foot = row.y + cellHeight / 2 + 2.8
    for (kind, x) in totals {
      let point = Point(x, foot)
      switch kind {
      case .papers:
        canvas.text(
          Figures.count(total.number(map.count)),
          at: point,
          size: 8,
          bold: true,
          anchor: .middle
        )
      case .gaps: drawCount(blanks.gaps, at: point, .gapText, on: &canvas)
      case .notSearched: drawCount(blanks.notSearched, at: point, .notSearchedText, on: &canvas)
      case .box where row.item.isLeaf && map.sources == .columns:
        let box = Box(x - MapStyle.cellWidth / 2, row.y, MapStyle.cellWidth, cellHeight)
        drawAll(total, of: rows.axis.entries[row.item.entry].node, in: box, on: &canvas)
      case .box:
        canvas.text(
          Figures.count(map.sources == .rows ? total.witnesses : total.number(map.count)),
          at: point,
          size: 8,
          bold: true,
          anchor: .middle
        )
      }
    }
  }

  /// The box of all sources of a concept together, in its state.
  private func drawAll(
    _ total: CoverageCell,
    of node: NodeID,
    in box: Box,
    on canvas: inout SVGCanvas
  ) {
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
      tooltip: (["\(naming.title(node)): \(total.words)"] + lines).joined(separator: "\n")
    ) { canvas in
      CellPainter(face: CellFace(total, policy: matrix.policy, counting: map.count), box: box)
        .paint(on: &canvas)
    }
  }

  private func drawCount(
    _ count: Int,
    at point: Point,
    _ paint: PaintClass,
    on canvas: inout SVGCanvas
  ) {
    // On a sheet where a dash is what was filtered out, nought is a nought.
    let none = tally.filtered > 0 ? "0" : "–"
    canvas.text(
      count == 0 ? none : Figures.count(count),
      at: point,
      size: 8,
      count == 0 ? .second : paint,
      bold: count > 0,
      anchor: .middle
    )
  }

  /// The counts at the foot of each column.
  private func drawMargin(on canvas: inout SVGCanvas) {
    canvas.line([Point(grid.left, bodyBottom), Point(rightEdge, bodyBottom)], .rule)
    guard !map.isBySource else { return drawBoxes(on: &canvas) }
    var y = bodyBottom + 11
    let of = Figures.count(tally.finest.rows)
    let lines: [(Bool, String, KeyPath<BlankCells, Int>, PaintClass, Total)] = [
      (tally.showsGaps, "Gaps in the column, of \(of)", \.gaps, .gapText, .gaps),
      (
        tally.showsNotSearched, "Not searched, of \(of)", \.notSearched, .notSearchedText,
        .notSearched
      ),
    ]
    for (shown, title, count, paint, kind) in lines where shown {
      canvas.text(
        title,
        at: Point(grid.left + 1, y),
        size: MapStyle.TypeSize.word,
        paint,
        bold: true
      )
      for column in grid.families.flatMap(\.columns) where column.item.isLeaf {
        drawCount(
          tally.blanks.column(column.item.entry)[keyPath: count],
          at: Point(column.x + grid.cellWidth / 2, y),
          paint,
          on: &canvas
        )
      }
      if let x = totals.first(where: { $0.kind == kind })?.x {
        drawCount(tally.blanks.total[keyPath: count], at: Point(x, y), paint, on: &canvas)
      }
      y += 11
    }
  }

  /// The boxes of all sources together at the foot, where sources stand in the rows.
  private func drawBoxes(on canvas: inout SVGCanvas) {
    guard map.sources == .rows else { return }
    let y = bodyBottom + 4
    canvas.text(
      "All of them, in papers",
      at: Point(grid.left + 1, y + cellHeight / 2 + 2.8),
      size: MapStyle.TypeSize.word,
      .second,
      bold: true
    )
    for column in grid.families.flatMap(\.columns) where column.item.isLeaf {
      drawAll(
        matrix.columnTotals[column.item.entry],
        of: columns.axis.entries[column.item.entry].node,
        in: Box(column.x, y, grid.cellWidth, cellHeight),
        on: &canvas
      )
    }
  }
}
