internal import EvidenceAnalysis
internal import EvidenceCore

/// Where everything of one sheet of a difference map stands, and how it is drawn.
struct DiffLayout: MapSheet {
  let plan: DiffPlan
  let frame: SheetFrame
  let contents: String
  private var grid: MatrixGrid
  private let pitch: Double
  /// Where the footers begin.
  private var bottom = 0.0

  private var tally: DiffTally { plan.tally }
  private var cellHeight: Double { min(MapStyle.cellHeight, pitch - 1.6) }
  var isWhole: Bool { tally.rows.level == nil && tally.columns.level == nil }

  /// A layout of some of the changed rows and columns that fits a portrait or a landscape page, if
  /// there is one.
  static func fitting(_ plan: DiffPlan, rows: [AxisPlan.Item], columns: [AxisPlan.Item])
    -> DiffLayout?
  {
    guard columns.count <= 24, rows.count <= 50 else { return nil }
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
    let naming = Naming(graph: tally.map.after.graph)
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
    let groups = AxisPlan.families(of: columns)
    let wide = tally.neededWidth
    var widths = MatrixGrid.Widths(cells: wide...max(wide, 60), gap: 3, reserved: 0)
    guard grid.place(groups, widths, page: frame.width, leastLabel: 120) else { return false }
    if grid.isTurned {
      // The last turned head leans over the edge of the table.
      widths.reserved = 26
      guard grid.place(groups, widths, page: frame.width, leastLabel: 120) else { return false }
    }
    bottom = grid.place(rows, below: frame.headerBottom + 12, pitch: pitch, groupGap: 0)
    return bottom + frame.footerHeight <= height
  }

  /// The sheet as SVG.
  func draw(sheet: String?) -> String {
    frame.named(sheet).page(of: tally.map, called: "Difference map", bottom: bottom) { canvas in
      grid.drawHeads(on: &canvas)
      for row in grid.rows {
        draw(row, on: &canvas)
        let y = row.y + pitch - 1.8
        canvas.line([Point(grid.left, y), Point(grid.rightEdge, y)], .hairline)
      }
      canvas.line([Point(grid.left, bottom), Point(grid.rightEdge, bottom)], .rule)
    }
  }

  private func draw(_ row: MatrixGrid.Row, on canvas: inout SVGCanvas) {
    grid.drawLabel(row.item, middle: row.y + cellHeight / 2, extra: 0, on: &canvas)
    let words = DiffWords(tally: tally)
    for column in grid.families.flatMap(\.columns) {
      let (r, c) = (row.item.entry, column.item.entry)
      canvas.part(
        id: grid.partID(r, c, on: &canvas),
        kind: "change",
        name: words.name(r, c),
        tooltip: words.tooltip(r, c)
      ) { canvas in
        let change = tally.change(r, c)
        let box = Box(column.x, row.y, grid.cellWidth, cellHeight)
        DiffPainter(change: change, face: tally.face(change), box: box).paint(on: &canvas)
      }
    }
  }
}

/// What all sheets of one difference at one level share.
struct DiffPlan {
  let tally: DiffTally
  /// What stands around each sheet.
  let frames: PageFrames

  init(tally: DiffTally) {
    self.tally = tally
    frames = PageFrames(
      text: DiffWords(tally: tally).sheetText(),
      legend: Legend(items: DiffLegend(tally: tally).items())
    )
  }
}
