internal import EvidenceAnalysis
internal import EvidenceCore

/// Where everything of one sheet of a difference map stands, and how it is drawn.
struct DiffLayout: MapSheet {
  let plan: DiffPlan
  let frame: SheetFrame
  let contents: String
  private var grid: MatrixGrid
  private let pitch: Double
  private var bodyBottom = 0.0
  /// Where the footers begin.
  private var bottom = 0.0

  private static let workPitch = 9.6

  private var tally: DiffTally { plan.tally }
  private var cellHeight: Double { min(MapStyle.cellHeight, pitch - 1.6) }
  var isWhole: Bool { tally.rows.level == nil && tally.columns.level == nil }

  /// Whether there are no more rows and columns than any page holds.
  static func mayFit(_ rows: [AxisPlan.Item], _ columns: [AxisPlan.Item]) -> Bool {
    columns.count <= 24 && rows.count <= 50
  }

  /// A layout of some of the changed rows and columns that fits a portrait or a landscape page, if
  /// there is one.
  static func fitting(_ plan: DiffPlan, rows: [AxisPlan.Item], columns: [AxisPlan.Item])
    -> DiffLayout?
  {
    guard mayFit(rows, columns) else { return nil }
    for (frame, height) in plan.frames.pages {
      for pitch in [20.0, 17.6] {
        var layout = DiffLayout(plan, frame, rows, columns, pitch: pitch)
        if layout.place(rows, columns, height: height) { return layout }
      }
    }
    return nil
  }

  private init(
    _ plan: DiffPlan,
    _ frame: SheetFrame,
    _ rows: [AxisPlan.Item],
    _ columns: [AxisPlan.Item],
    pitch: Double
  ) {
    self.plan = plan
    self.frame = frame
    self.pitch = pitch
    let tally = plan.tally
    let naming = Naming(graph: tally.map.axes.names)
    contents = SheetSplit<DiffLayout>.contents(tally.rows, rows, tally.columns, columns, naming)
    grid = MatrixGrid(
      naming: naming,
      rows: tally.rows.axis,
      columns: tally.columns.axis,
      marksSums: false
    )
  }

  private mutating func place(
    _ rows: [AxisPlan.Item],
    _ columns: [AxisPlan.Item],
    height: Double
  ) -> Bool {
    guard !tally.isEmpty else {
      bottom = frame.headerBottom + 4
      return true
    }
    let groups = AxisPlan.families(of: columns)
    let wide = tally.neededWidth
    var widths = MatrixGrid.Widths(cells: wide...max(wide, 60), gap: 3, reserved: 0)
    guard grid.place(groups, widths, page: frame.width, leastLabel: 120) else { return false }
    if grid.isTurned {
      // The last turned head leans over the edge of the table.
      widths.reserved = 26
      guard grid.place(groups, widths, page: frame.width, leastLabel: 120) else { return false }
    }
    bodyBottom = grid.place(rows, below: frame.headerBottom + 12, pitch: pitch, groupGap: 0)
    bottom = bodyBottom
    if !plan.works.isEmpty { bottom += 20 + Double(plan.works.count) * DiffLayout.workPitch }
    return bottom + frame.footerHeight <= height
  }

  /// The sheet as SVG.
  func draw(sheet: String?) -> String {
    frame.named(sheet).page(of: tally.map, called: "Difference map", bottom: bottom) { canvas in
      guard !tally.isEmpty else { return }
      grid.drawHeads(on: &canvas)
      for row in grid.rows {
        draw(row, on: &canvas)
        let y = row.y + pitch - 1
        canvas.line([Point(grid.left, y), Point(grid.rightEdge, y)], .hairline)
      }
      canvas.line([Point(grid.left, bodyBottom), Point(grid.rightEdge, bodyBottom)], .rule)
      drawWorks(on: &canvas)
    }
  }

  /// Which works brought the first evidence to cells, and took the last.
  private func drawWorks(on canvas: inout SVGCanvas) {
    guard !plan.works.isEmpty else { return }
    var y = bodyBottom + 13
    canvas.text(
      "Because of",
      at: Point(grid.left, y),
      size: MapStyle.TypeSize.label,
      .second,
      bold: true
    )
    for line in plan.works {
      y += DiffLayout.workPitch
      let width = frame.width - 2 * MapStyle.pageMargin
      let text = TextMeasure.fitted(
        TextRun.plain(line),
        size: MapStyle.TypeSize.label,
        bold: true,
        width: width
      )
      canvas.text(
        text == TextRun.plain(line) ? line : [TextRun(text)],
        at: Point(grid.left, y),
        size: MapStyle.TypeSize.label
      )
    }
  }

  private func draw(_ row: MatrixGrid.Row, on canvas: inout SVGCanvas) {
    grid.drawLabel(row.item, middle: row.y + cellHeight / 2, extra: 0, on: &canvas)
    let words = DiffWords(tally: tally)
    for column in grid.families.flatMap(\.columns) where tally.isDrawn(row.item, column.item) {
      let (r, c) = (row.item.entry, column.item.entry)
      canvas.part(
        id: grid.partID(r, c, on: &canvas),
        kind: "change",
        name: words.name(r, c),
        tooltip: words.tooltip(r, c)
      ) { canvas in
        let change = tally.change(r, c)
        let box = Box(column.x, row.y, grid.cellWidth, cellHeight)
        DiffPainter(change: change, face: tally.face(change, r, c), box: box).paint(on: &canvas)
      }
    }
  }
}

/// What all sheets of one difference at one level share.
struct DiffPlan {
  let tally: DiffTally
  /// What stands around each sheet.
  let frames: PageFrames
  /// What each work did to cells, a line each.
  let works: [[TextRun]]

  init(tally: DiffTally) {
    self.tally = tally
    works = DiffWords(tally: tally).works
    frames = PageFrames(
      text: DiffWords(tally: tally).sheetText(),
      legend: Legend(items: DiffLegend(tally: tally).items())
    )
  }
}
