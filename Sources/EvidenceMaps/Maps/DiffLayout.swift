internal import EvidenceAnalysis
internal import EvidenceCore

/// Where everything of a difference map stands, and how it is drawn.
struct DiffLayout {
  struct Column {
    var item: AxisPlan.Item
    var x: Double
    var lines: [String]
  }

  struct Family {
    var title: [String]
    var columns: [Column]
  }

  let tally: DiffTally
  /// The rows and columns of this sheet.
  let rows: [AxisPlan.Item]
  let columns: [AxisPlan.Item]
  let size: (width: Double, height: Double)
  private var text: SheetText
  private var frame: SheetFrame
  /// Which of several sheets this is, and what stands on it.
  var sheet: String? {
    didSet {
      text.sheet = sheet
      frame = SheetFrame(text: text, legend: frame.legend, width: size.width)
    }
  }
  private var families: [Family] = []
  private var isTurned = false
  private var labelRight = 0.0
  private var rightEdge = 0.0
  private var headTop = 0.0
  private var headBottom = 0.0
  private var bottom = 0.0
  private var pitch = 19.0
  private var cellWidth = 36.0

  private var left: Double { MapStyle.pageMargin }
  private var naming: Naming { Naming(graph: tally.map.after.graph) }
  private var cellHeight: Double { min(MapStyle.cellHeight, pitch - 1.6) }

  /// A layout of some of the changed rows and columns that fits a portrait or a landscape page, if
  /// there is one.
  static func fitting(_ tally: DiffTally, rows: [AxisPlan.Item], columns: [AxisPlan.Item])
    -> DiffLayout?
  {
    guard columns.count <= 24, rows.count <= 50 else { return nil }
    for size in [MapStyle.portrait, MapStyle.landscape] {
      for pitch in [20.0, 17.6] {
        var layout = DiffLayout(tally, rows, columns, size: size, pitch: pitch)
        if layout.place() { return layout }
      }
    }
    return nil
  }

  /// Which rows and columns stand on it.
  var contents: String {
    tally.rows.span(rows, naming) + " × " + tally.columns.span(columns, naming)
  }

  private init(
    _ tally: DiffTally,
    _ rows: [AxisPlan.Item],
    _ columns: [AxisPlan.Item],
    size: (width: Double, height: Double),
    pitch: Double
  ) {
    self.tally = tally
    self.rows = rows
    self.columns = columns
    self.size = size
    self.pitch = pitch
    text = DiffWords(tally: tally).sheetText()
    frame = SheetFrame(
      text: text,
      legend: Legend(items: DiffLegend(tally: tally).items()),
      width: size.width
    )
  }

  private mutating func place() -> Bool {
    let groups = AxisPlan.families(of: columns)
    let count = groups.reduce(0) { $0 + $1.count }
    let hasGroups = groups.contains { $0.count > 1 }
    let between = hasGroups ? MapStyle.columnGroupGap : 0
    let titles = groups.joined().map { head($0) }
    isTurned = !titles.allSatisfy {
      TextMeasure.room($0, size: MapStyle.TypeSize.head) <= tally.neededWidth + 2
    }
    // The last turned head leans over the edge of the table.
    let inner = size.width - 2 * left - (isTurned ? 26 : 0)
    let spaces = Double(max(groups.count - 1, 0)) * between
    var width = tally.neededWidth
    func labelWidth(_ width: Double) -> Double {
      inner - spaces - Double(count) * (width + 3) - 6
    }
    guard labelWidth(width) >= 120 else { return false }
    while labelWidth(width) > 235, width < 60 { width += 1 }
    labelRight = left + min(labelWidth(width), 290)
    var x = labelRight + 6
    families = []
    for group in groups {
      var columns: [Column] = []
      for item in group {
        let lines =
          isTurned
          ? TextMeasure.wrap(
            head(item),
            size: MapStyle.TypeSize.head,
            width: 92,
            maxLines: 2
          ).lines : [head(item)]
        columns.append(Column(item: item, x: x, lines: lines))
        x += width + 3
      }
      let span = Double(group.count) * (width + 3)
      families.append(Family(title: familyTitle(group, width: span), columns: columns))
      x += between
    }
    cellWidth = width
    rightEdge = x - between
    let titleLines = families.map(\.title.count).max() ?? 0
    headTop = frame.headerBottom + 14
    headBottom = headTop + Double(titleLines) * 9 + (titleLines > 0 ? 5 : 0)
    let longest = families.flatMap(\.columns).map { TurnedHead.height($0.lines, bold: false) }
    headBottom += isTurned ? (longest.max() ?? 0) + 6 : 10
    bottom = headBottom + 5 + Double(rows.count) * pitch
    return bottom + frame.footerHeight <= size.height
  }

  private func head(_ item: AxisPlan.Item) -> String {
    naming.headName(tally.columns.axis.entries[item.entry].node)
  }

  private func familyTitle(_ group: [AxisPlan.Item], width: Double) -> [String] {
    guard group.count > 1, let first = group.first else { return [] }
    let title = naming.title(tally.columns.axis.entries[first.top].node)
    return TextMeasure.wrap(title, size: 8, bold: true, width: width, maxLines: 2).lines
  }

  /// The sheet as SVG.
  func draw() -> String {
    var canvas = SVGCanvas(prefix: tally.map.options.idPrefix ?? "dif")
    frame.drawHeader(on: &canvas)
    drawHeads(on: &canvas)
    var y = headBottom + 5
    for row in rows {
      draw(row, at: y, on: &canvas)
      y += pitch
      canvas.line([Point(left, y - 1.8), Point(rightEdge, y - 1.8)], .hairline)
    }
    canvas.line([Point(left, bottom), Point(rightEdge, bottom)], .rule)
    frame.drawFooter(from: bottom, on: &canvas)
    return canvas.document(
      size: (size.width, bottom + frame.footerHeight),
      title: "Difference map: \(text.title)",
      description: text.description,
      theme: tally.map.options.theme
    )
  }

  private func drawHeads(on canvas: inout SVGCanvas) {
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
      for column in family.columns { drawHead(column, on: &canvas) }
    }
  }

  private func drawHead(_ column: Column, on canvas: inout SVGCanvas) {
    let node = tally.columns.axis.entries[column.item.entry].node
    let middle = Point(column.x + cellWidth / 2, headBottom)
    canvas.part(
      id: canvas.id("col", tally.map.after.graph.key(of: node).local),
      kind: "head",
      name: naming.title(node),
      tooltip: naming.tooltip(node),
      link: naming.link(node)
    ) { canvas in
      if isTurned {
        TurnedHead.draw(column.lines, above: middle, .ink, bold: false, on: &canvas)
      } else {
        canvas.text(
          column.lines[0],
          at: Point(middle.x, headBottom - 3),
          size: MapStyle.TypeSize.head,
          .second,
          anchor: .middle
        )
      }
    }
  }

  private func draw(_ row: AxisPlan.Item, at y: Double, on canvas: inout SVGCanvas) {
    drawLabel(row, at: y, on: &canvas)
    for column in families.flatMap(\.columns) {
      let (r, c) = (row.entry, column.item.entry)
      let graph = tally.map.after.graph
      let words = DiffWords(tally: tally)
      canvas.part(
        id: canvas.id(
          graph.key(of: tally.rows.axis.entries[r].node).local,
          graph.key(of: tally.columns.axis.entries[c].node).local
        ),
        kind: "change",
        name: words.name(r, c),
        tooltip: words.tooltip(r, c)
      ) { canvas in
        let box = Box(column.x, y, cellWidth, cellHeight)
        DiffPainter(change: tally.change(r, c), face: tally.face(tally.change(r, c)), box: box)
          .paint(on: &canvas)
      }
    }
  }

  private func drawLabel(_ row: AxisPlan.Item, at y: Double, on canvas: inout SVGCanvas) {
    let node = tally.rows.axis.entries[row.entry].node
    let size = MapStyle.TypeSize.label
    let codes = rows.compactMap {
      naming.code(tally.rows.axis.entries[$0.entry].node)
    }
    let codeWidth = min(codes.map { TextMeasure.room($0, size: size) }.max() ?? 0, 60)
    let nameX = left + 1 + codeWidth + (codeWidth > 0 ? 4 : 0)
    let lines = TextMeasure.wrap(
      naming.rowName(node),
      size: MapStyle.TypeSize.head,
      width: labelRight - nameX,
      maxLines: 2
    ).lines
    let middle = y + cellHeight / 2
    canvas.part(
      id: canvas.id("row", tally.map.after.graph.key(of: node).local),
      kind: "label",
      name: naming.title(node),
      tooltip: naming.tooltip(node),
      link: naming.link(node)
    ) { canvas in
      if let code = naming.code(node) {
        canvas.text(
          TextMeasure.fitted(code, size: size, width: codeWidth),
          at: Point(left + 1, middle + 2.8),
          size: size,
          .second
        )
      }
      for (index, line) in lines.enumerated() {
        let foot = lines.count == 1 ? middle + 2.8 : middle - 1.1 + Double(index) * 7.9
        canvas.text(line, at: Point(nameX, foot), size: MapStyle.TypeSize.head)
      }
    }
  }
}
