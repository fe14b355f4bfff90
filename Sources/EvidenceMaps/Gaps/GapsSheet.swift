internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a map of gaps: a row for each gap.
struct GapsSheet {
  /// A gap with its texts broken into lines.
  struct Row {
    var item: RankedGap
    var place: [(text: String, isName: Bool)]
    var why: [String]
    var question: [String]

    var height: Double { Double(max(place.count, why.count + question.count, 2)) * 8.6 + 6 }
    var gap: Gap { item.gap }
  }

  let map: GapsMap
  let first: Int
  private(set) var rows: [Row] = []
  private let words: GapWords
  private let legend: Legend

  private static let signX = MapStyle.pageMargin + 26
  private static let placeX = signX + 78
  private static let placeWidth = 152.0
  private static let barX = placeX + placeWidth + 8
  private static let barWidth = 50.0
  private static let textX = barX + barWidth + 10
  private static let textWidth = MapStyle.portrait.width - MapStyle.pageMargin - textX
  private static let nameSize = MapStyle.TypeSize.label
  private static let textSize = MapStyle.TypeSize.head

  /// As many gaps from a rank on as fit a page.
  init(map: GapsMap, first: Int) {
    self.map = map
    self.first = first
    words = GapWords(map: map)
    let last = min(map.limit, map.ranking.count)
    legend = Legend(items: GapsSheet.legend(map, map.ranking[first..<last].map(\.gap)))
    let frame = SheetFrame(
      text: words.sheetText(shown: first..<last),
      legend: legend,
      width: MapStyle.portrait.width
    )
    var room = MapStyle.portrait.height - frame.headerBottom - 22 - frame.footerHeight - 10
    for index in first..<last {
      let row = row(map.ranking[index])
      guard row.height <= room || rows.isEmpty else { break }
      rows.append(row)
      room -= row.height
    }
  }

  private func row(_ item: RankedGap) -> Row {
    let gap = item.gap
    let names = words.names(gap)
    var place: [(String, Bool)] = []
    for (index, name) in names.enumerated() {
      let lines = TextMeasure.wrap(
        index > 0 ? "× " + name : name,
        size: Self.nameSize,
        bold: index == 0,
        width: Self.placeWidth,
        maxLines: names.count > 1 ? 2 : 3
      ).lines
      place += lines.map { ($0, index == 0) }
    }
    func lines(_ text: String, bold: Bool) -> [String] {
      TextMeasure.wrap(
        text,
        size: Self.textSize,
        bold: bold,
        width: Self.textWidth,
        maxLines: bold ? 2 : 3
      ).lines
    }
    let question = gap.question.map { Naming.capitalised($0) }
    return Row(
      item: item,
      place: place.map { (text: $0.0, isName: $0.1) },
      why: lines(
        Footers.sentence(Naming.capitalised(LegibleText.clean(Naming.plain(gap.reason)))),
        bold: false
      ),
      question: lines(
        question.map { LegibleText.clean($0) }
          ?? "No question can be asked of what the graph holds.",
        bold: true
      )
    )
  }

  /// The sheet as SVG.
  func draw(sheet: String? = nil) -> String {
    let text = words.sheetText(shown: first..<(first + rows.count))
    let frame = SheetFrame(text: text, legend: legend, width: MapStyle.portrait.width).named(sheet)
    let top = frame.headerBottom + 17
    let bottom = rows.reduce(top) { $0 + $1.height }
    return frame.page(of: map, called: "Gaps map", bottom: bottom) { canvas in
      drawHeads(top - 5, on: &canvas)
      let (left, right) = (MapStyle.pageMargin, MapStyle.portrait.width - MapStyle.pageMargin)
      var y = top
      for row in rows {
        canvas.line([Point(left, y), Point(right, y)], .hairline)
        draw(row, at: y, on: &canvas)
        y += row.height
      }
      canvas.line([Point(left, y), Point(right, y)], .rule)
    }
  }

  private func drawHeads(_ y: Double, on canvas: inout SVGCanvas) {
    let heads: [(Double, String)] = [
      (MapStyle.pageMargin, "rank"), (Self.signX, "kind of gap"), (Self.placeX, "where"),
      (Self.barX, "priority (ours)"), (Self.textX, "why, and the question that would settle it"),
    ]
    for (x, head) in heads {
      canvas.text(head, at: Point(x, y), size: MapStyle.TypeSize.head, .second, bold: true)
    }
  }

  private func draw(_ row: Row, at top: Double, on canvas: inout SVGCanvas) {
    let gap = row.gap
    let foot = top + 10
    let node = gap.node ?? gap.row
    let parts = [gap.row, gap.column, gap.node].compactMap { $0 }.map {
      map.graph.key(of: $0).local
    }
    canvas.part(
      id: canvas.id(gap.kind.rawValue, parts.joined(separator: "-")),
      kind: "gap-row",
      name: "rank \(words.rank(row.item)), \(words.kind(gap.kind)): \(words.place(gap)), "
        + "priority \(words.priority(gap))",
      tooltip: words.tooltip(row.item),
      link: node.flatMap { words.naming.link($0) }
    ) { canvas in
      canvas.text(
        words.rank(row.item),
        at: Point(MapStyle.pageMargin + 20, foot),
        size: MapStyle.TypeSize.number,
        bold: true,
        anchor: .end
      )
      let box = Box(Self.signX, top + 3, MapStyle.cellWidth, MapStyle.cellHeight)
      GapSign(map: map, gap: gap).paint(in: box, on: &canvas)
      let kind = TextMeasure.wrap(
        words.kind(gap.kind),
        size: MapStyle.TypeSize.head,
        width: Self.placeX - Self.signX - MapStyle.cellWidth - 7,
        maxLines: 2
      ).lines
      for (index, line) in kind.enumerated() {
        canvas.text(
          line,
          at: Point(box.right + 4, (kind.count > 1 ? top + 9.2 : top + 13.4) + Double(index) * 8),
          size: MapStyle.TypeSize.head
        )
      }
      for (index, line) in row.place.enumerated() {
        canvas.text(
          line.text,
          at: Point(Self.placeX, foot + Double(index) * 8.6),
          size: Self.nameSize,
          bold: line.isName
        )
      }
      drawBar(gap, foot: foot, on: &canvas)
      for (index, line) in (row.why + row.question).enumerated() {
        let isWhy = index < row.why.count
        canvas.text(
          line,
          at: Point(Self.textX, foot + Double(index) * 8.6),
          size: Self.textSize,
          isWhy ? .second : .ink,
          bold: !isWhy
        )
      }
    }
  }

  private func drawBar(_ gap: Gap, foot: Double, on canvas: inout SVGCanvas) {
    let value = words.priority(gap)
    canvas.text(value, at: Point(Self.barX, foot), size: MapStyle.TypeSize.number, bold: true)
    let most = map.ranking.first?.gap.priority ?? 0
    let share = most > 0 && gap.priority.isFinite ? max(0, gap.priority / most) : 0
    let track = Box(Self.barX, foot + 2.6, Self.barWidth, 4)
    canvas.rect(track, .panel)
    canvas.rect(Box(track.x, track.y, max(0.6, track.width * share), track.height), .fill(2))
  }

  private static func legend(_ map: GapsMap, _ gaps: [Gap]) -> [LegendItem] {
    let words = GapWords(map: map)
    var items: [LegendItem] = []
    for kind in GapKind.allCases {
      guard let gap = gaps.first(where: { $0.kind == kind }) else { continue }
      let name = words.kind(kind)
      items.append(
        LegendItem(
          width: MapStyle.cellWidth,
          title: Naming.capitalised(name),
          detail: words.explanation(kind)
        ) { canvas, point in
          let box = Box(point.x, point.y - 8, MapStyle.cellWidth, MapStyle.cellHeight)
          GapSign(map: map, gap: gap).paint(in: box, on: &canvas)
        }
      )
    }
    items.append(
      LegendItem(width: 24, title: "Priority (ours)", detail: "in proportion") { canvas, point in
        canvas.rect(Box(point.x, point.y - 2, 24, 4), .panel)
        canvas.rect(Box(point.x, point.y - 2, 15, 4), .fill(2))
      }
    )
    return items
  }
}
