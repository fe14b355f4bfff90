internal import EvidenceAnalysis
internal import EvidenceCore

/// Where everything of one sheet of a coverage map stands.
struct CoverageLayout {
  /// One column: of cells, or of the sums of its family.
  struct Column {
    var item: AxisPlan.Item
    var x: Double
    var lines: [String]
  }

  struct Family {
    var title: [String]
    var columns: [Column]
    var hasTitle: Bool { !title.isEmpty }
  }

  struct Row {
    var item: AxisPlan.Item
    var y: Double
  }

  /// The columns behind the matrix.
  enum Total { case papers, gaps, notSearched, box }

  let plan: CoveragePlan
  let size: (width: Double, height: Double)
  var sheet: String?
  /// What part of the whole stands on the sheet.
  var contents = "overview"
  var frame: SheetFrame

  var families: [Family] = []
  var placedRows: [Row] = []
  var totals: [(kind: Total, x: Double)] = []
  var labelRight = 0.0
  var cellWidth = MapStyle.cellWidth
  var rightEdge = 0.0
  var isTurned = false
  /// How close rows stand, from 0 (as far apart as they should) to 2.
  var density = 0
  var headTop = 0.0
  var headBottom = 0.0
  var bodyBottom = 0.0
  var bottom = 0.0

  var cellHeight: Double { density > 1 ? MapStyle.cellHeight - 1 : MapStyle.cellHeight }
  var left: Double { MapStyle.pageMargin }

  var map: CoverageMap { plan.tally.map }
  var rows: AxisPlan { plan.tally.rows }
  var columns: AxisPlan { plan.tally.columns }
  var tally: CoverageTally { plan.tally }

  /// A layout that fits a portrait or a landscape page, if there is one.
  static func fitting(
    _ plan: CoveragePlan,
    rows: [AxisPlan.Item]? = nil,
    columns: [[AxisPlan.Item]]? = nil
  ) -> CoverageLayout? {
    let rows = rows ?? plan.tally.shownRows
    let columns = columns ?? plan.tally.columns.families
    guard rows.count <= 80, columns.count <= 60 else { return nil }
    for size in [MapStyle.portrait, MapStyle.landscape] {
      for density in 0...2 {
        var layout = CoverageLayout(plan, size: size)
        layout.density = density
        if layout.place(rows: rows, columns: columns) { return layout }
      }
    }
    return nil
  }

  private init(_ plan: CoveragePlan, size: (width: Double, height: Double)) {
    self.plan = plan
    self.size = size
    frame = size.width == MapStyle.portrait.width ? plan.portrait : plan.landscape
  }

  /// Places everything; false where it does not fit the page.
  private mutating func place(rows shown: [AxisPlan.Item], columns groups: [[AxisPlan.Item]])
    -> Bool
  {
    placeColumns(groups)
    guard labelRight - left >= 118 else { return false }
    let titleLines = families.map(\.title.count).max() ?? 0
    headTop = frame.headerBottom + (density > 0 ? 10 : 12)
    var y = headTop + Double(titleLines) * 9 + (titleLines > 0 ? 5 : 0)
    y += isTurned ? turnedHeight() : 12
    headBottom = y
    y += 4
    let pitch =
      cellHeight + (density > 0 ? 1 : MapStyle.cellGap)
      + (map.isBySource && density == 0 ? 2 : 0)
    let hasFamilies = shown.contains { !$0.isLeaf }
    for (index, item) in shown.enumerated() {
      if index > 0, item.depth == 0, hasFamilies { y += density > 0 ? 3 : MapStyle.rowGroupGap }
      placedRows.append(Row(item: item, y: y))
      y += pitch
    }
    bodyBottom = y + 1
    if !map.isBySource {
      y += 14
      if tally.showsGaps, tally.showsNotSearched { y += 11 }
    }
    bottom = y + frame.footerHeight
    return bottom <= size.height
  }

  private mutating func placeColumns(_ groups: [[AxisPlan.Item]]) {
    let kinds: [Total] =
      map.isBySource
      ? [.box]
      : [.papers] + (tally.showsGaps ? [.gaps] : [])
        + (tally.showsNotSearched ? [.notSearched] : [])
    let ordered = groups.map { group in group.filter { $0.isLeaf } + group.filter { !$0.isLeaf } }
    let count = ordered.reduce(0) { $0 + $1.count }
    let wide = tally.neededCellWidth
    let inner = size.width - 2 * left
    let pitches = kinds.map { kind in
      let least: Double =
        switch kind {
        case .papers, .box: 30
        case .gaps: 21
        case .notSearched: 17
        }
      return max(least, tally.neededTotalWidth)
    }
    let totalsWidth = MapStyle.columnGroupGap + pitches.reduce(0, +)
    let hasGroups = ordered.contains { $0.count > 1 }
    let between = hasGroups ? MapStyle.columnGroupGap : 0
    let spaces = Double(max(ordered.count - 1, 0)) * between
    func labelWidth(_ pitch: Double) -> Double {
      inner - totalsWidth - spaces - Double(count) * pitch - 6
    }
    var gap = 3.5
    if labelWidth(wide + gap) < 205 { gap = MapStyle.cellGap }
    cellWidth = wide
    while labelWidth(cellWidth + gap) > 235, cellWidth < 44 { cellWidth += 1 }
    let label = min(labelWidth(cellWidth + gap), 290)
    labelRight = left + label
    isTurned = !headsAreFlat(ordered, pitch: cellWidth + gap - 0.6)
    var x = labelRight + 6
    for group in ordered {
      var placed: [Column] = []
      for item in group {
        placed.append(Column(item: item, x: x, lines: headLines(item)))
        x += cellWidth + gap
      }
      let width = Double(group.count) * (cellWidth + gap) - gap
      families.append(Family(title: familyTitle(group, width: width), columns: placed))
      x += between
    }
    x += MapStyle.columnGroupGap - between
    for (kind, pitch) in zip(kinds, pitches) {
      totals.append((kind, x + pitch / 2))
      x += pitch
    }
    rightEdge = x
  }

  private func familyTitle(_ group: [AxisPlan.Item], width: Double) -> [String] {
    guard group.count > 1, let top = group.first(where: { $0.depth == 0 && !$0.isLeaf }) else {
      return []
    }
    let node = columns.axis.entries[top.entry].node
    let title = Naming(graph: map.graph).title(node)
    return TextMeasure.wrap(title, size: 8, bold: true, width: width + 4, maxLines: 2).lines
  }

  /// Whether all heads are short and do not meet when they stand side by side.
  private func headsAreFlat(_ groups: [[AxisPlan.Item]], pitch: Double) -> Bool {
    let naming = Naming(graph: map.graph)
    return groups.allSatisfy { group in
      var last = 0.0
      return group.allSatisfy { item in
        let isSum = !item.isLeaf && item.depth == 0
        let node = columns.axis.entries[item.entry].node
        let title = isSum ? "any" : naming.title(node)
        let reach = TextMeasure.reach(title, size: MapStyle.TypeSize.head, bold: !item.isLeaf)
        defer { last = reach }
        return title.count <= 14 && (last + reach) / 2 <= pitch && reach <= pitch + 2
      }
    }
  }

  private func headLines(_ item: AxisPlan.Item) -> [String] {
    if !item.isLeaf, item.depth == 0 { return ["any"] }
    let node = columns.axis.entries[item.entry].node
    let title = Naming(graph: map.graph).headName(node)
    guard isTurned else { return [title] }
    return TextMeasure.wrap(
      title,
      size: MapStyle.TypeSize.head,
      bold: !item.isLeaf,
      width: density > 0 ? 70 : 92,
      maxLines: 2
    ).lines
  }

  private func turnedHeight() -> Double {
    let longest = families.flatMap(\.columns).map {
      TurnedHead.height($0.lines, bold: !$0.item.isLeaf)
    }
    return (longest.max() ?? 0) + 6
  }
}

/// What all sheets of one matrix at one level share.
struct CoveragePlan {
  let tally: CoverageTally
  let text: SheetText
  let legend: Legend
  /// What stands around each sheet, on either page.
  let portrait: SheetFrame
  let landscape: SheetFrame

  init(map: CoverageMap, rows: AxisPlan, columns: AxisPlan, showsLetters: Bool = true) {
    tally = CoverageTally(map: map, rows: rows, columns: columns, showsLetters: showsLetters)
    text = CoverageWords(map: map, tally: tally).sheetText()
    legend = Legend(items: CoverageLegend(map: map, tally: tally).items())
    portrait = SheetFrame(text: text, legend: legend, width: MapStyle.portrait.width)
    landscape = SheetFrame(text: text, legend: legend, width: MapStyle.landscape.width)
  }
}
