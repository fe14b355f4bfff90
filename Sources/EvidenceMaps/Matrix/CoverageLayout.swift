internal import EvidenceAnalysis
internal import EvidenceCore

/// Where everything of one sheet of a coverage map stands.
struct CoverageLayout: MapSheet {
  /// The columns behind the matrix.
  enum Total { case papers, gaps, notSearched, box }

  let plan: CoveragePlan
  let frame: SheetFrame
  let contents: String
  private(set) var grid: MatrixGrid
  private(set) var totals: [(kind: Total, x: Double)] = []
  private(set) var rightEdge = 0.0
  /// How close rows stand, from 0 (as far apart as they should) to 2.
  let density: Int
  private(set) var bodyBottom = 0.0
  /// Where the footers begin.
  private(set) var bottom = 0.0

  var cellHeight: Double { density > 1 ? MapStyle.cellHeight - 1 : MapStyle.cellHeight }

  var map: CoverageMap { plan.tally.map }
  var rows: AxisPlan { plan.tally.rows }
  var columns: AxisPlan { plan.tally.columns }
  var tally: CoverageTally { plan.tally }
  var isWhole: Bool { !tally.isFolded && tally.showsAll }

  /// A layout that fits a portrait or a landscape page, if there is one.
  static func fitting(
    _ plan: CoveragePlan,
    rows: [AxisPlan.Item]? = nil,
    columns: [AxisPlan.Item]? = nil
  ) -> CoverageLayout? {
    let rows = rows ?? plan.tally.shownRows
    let columns = columns ?? plan.tally.shownColumns
    let groups = AxisPlan.families(of: columns)
    guard rows.count <= 80, groups.count <= 60 else { return nil }
    var turned: CoverageLayout?
    for (frame, height) in plan.frames.pages {
      for density in 0...2 {
        var layout = CoverageLayout(plan, frame, rows, columns, density: density)
        guard layout.place(rows: rows, columns: groups, height: height) else { continue }
        if !layout.grid.isTurned { return layout }
        turned = turned ?? layout
      }
    }
    return turned
  }

  private init(
    _ plan: CoveragePlan,
    _ frame: SheetFrame,
    _ rows: [AxisPlan.Item],
    _ columns: [AxisPlan.Item],
    density: Int
  ) {
    self.plan = plan
    self.frame = frame
    self.density = density
    let tally = plan.tally
    let naming = Naming(graph: tally.map.graph)
    contents =
      SheetSplit<CoverageLayout>.contents(tally.rows, rows, tally.columns, columns, naming)
      + "; totals are of the whole"
    grid = MatrixGrid(
      naming: naming,
      rows: tally.rows.axis,
      columns: tally.columns.axis,
      marksSums: true
    )
  }

  /// Places everything; false where it does not fit the page.
  private mutating func place(
    rows shown: [AxisPlan.Item],
    columns groups: [[AxisPlan.Item]],
    height: Double
  ) -> Bool {
    let needed = grid.labelNeed(shown) { item in
      item.isLeaf && tally.isFolded ? tally.blanks.row(item.entry).words : ""
    }
    guard placeColumns(groups, labels: needed) else { return false }
    let pitch =
      cellHeight + (density > 0 ? 1 : MapStyle.cellGap)
      + (map.isBySource && density == 0 ? 2 : 0)
    var y = grid.place(
      shown,
      below: frame.headerBottom + (density > 0 ? 10 : 12),
      pitch: pitch,
      groupGap: density > 0 ? 3 : MapStyle.rowGroupGap
    )
    bodyBottom = y + 1
    if map.sources == .rows {
      y += cellHeight + 8
    } else if !map.isBySource {
      y += 14
      if tally.showsGaps, tally.showsNotSearched { y += 11 }
    }
    bottom = y
    return bottom + frame.footerHeight <= height
  }

  /// The room of the totals' first column: a head longer than "papers" takes what it needs.
  private var countWidth: Double {
    let head = TextMeasure.reach(map.countHead, size: MapStyle.TypeSize.head, bold: true)
    return head > 32 ? (head + 2).rounded(.up) : 30
  }

  private mutating func placeColumns(_ groups: [[AxisPlan.Item]], labels: Double) -> Bool {
    let kinds: [Total] =
      map.isBySource
      ? [.box]
      : [.papers] + (tally.showsGaps ? [.gaps] : [])
        + (tally.showsNotSearched ? [.notSearched] : [])
    let ordered = groups.map { group in group.filter { $0.isLeaf } + group.filter { !$0.isLeaf } }
    // The counts at the foot of a column stand in its cells' width.
    let wide = max(tally.neededCellWidth, map.isBySource ? 0 : tally.neededMarginWidth)
    let pitches = kinds.map { kind in
      let least: Double =
        switch kind {
        case .papers: countWidth
        case .box: 30
        case .gaps: 21
        case .notSearched: 17
        }
      return max(least, tally.neededTotalWidth)
    }
    var widths = MatrixGrid.Widths(
      cells: wide...max(wide, 44),
      gap: 3.5,
      reserved: MapStyle.columnGroupGap + pitches.reduce(0, +),
      head: [92, 70, 54][density],
      labels: labels
    )
    let room = grid.labelRoom(
      ordered,
      pitch: wide + widths.gap,
      reserved: widths.reserved,
      page: frame.width
    )
    if room < 205 { widths.gap = MapStyle.cellGap }
    guard grid.place(ordered, widths, page: frame.width, leastLabel: 118) else { return false }
    var x = grid.rightEdge + MapStyle.columnGroupGap
    for (kind, pitch) in zip(kinds, pitches) {
      totals.append((kind, x + pitch / 2))
      x += pitch
    }
    rightEdge = x
    return true
  }
}

/// What all sheets of one matrix at one level share.
struct CoveragePlan {
  let tally: CoverageTally
  /// What stands around each sheet.
  let frames: PageFrames

  init(map: CoverageMap, rows: AxisPlan, columns: AxisPlan, leftOut: CoverageRelief = []) {
    tally = CoverageTally(map: map, rows: rows, columns: columns, leftOut: leftOut)
    frames = PageFrames(
      text: CoverageWords(map: map, tally: tally).sheetText(),
      legend: Legend(items: CoverageLegend(map: map, tally: tally).items())
    )
  }
}
