internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a map of groups of gaps: what is missing throughout, then a row for each group.
struct GapGroupsSheet {
  /// A group with its texts broken into lines.
  struct Row {
    var group: GapOverview.Group
    var name: [String]
    var nearest: [String]

    var height: Double { max(Double(max(name.count, nearest.count)) * 8.6 + 6.4, 18) }
  }

  let map: GapGroupsMap
  let first: Int
  private(set) var rows: [Row] = []
  /// What is missing throughout, in lines; on the first sheet alone.
  private let systemic: [[String]]
  private let words: GapGroupWords
  /// The kinds of gap that occur, a column each.
  private let kinds: [GapKind]
  private var nearestX: Double { Self.kindsX + Double(kinds.count) * Self.kindWidth + 6 }
  private var nearestWidth: Double { MapStyle.portrait.width - MapStyle.pageMargin - nearestX }

  private static let nameX = MapStyle.pageMargin + 26
  private static let nameWidth = 140.0
  private static let barX = nameX + nameWidth + 8
  private static let barWidth = 54.0
  private static let papersX = barX + barWidth + 30
  private static let kindsX = papersX + 8
  private static let kindWidth = 50.0
  private static let textWidth = MapStyle.portrait.width - 2 * MapStyle.pageMargin
  private static let textSize = MapStyle.TypeSize.head

  /// As many groups from one on as fit a page.
  init(map: GapGroupsMap, first: Int) {
    self.map = map
    self.first = first
    words = GapGroupWords(map: map)
    kinds = Array(
      GapKind.allCases.filter { kind in
        map.overview.groups.contains { $0.counts[kind] ?? 0 > 0 }
      }.prefix(4)
    )
    let width = MapStyle.portrait.width - 2 * MapStyle.pageMargin - 22
    systemic =
      first > 0
      ? []
      : map.overview.systemic.map { line in
        TextMeasure.wrap(
          Footers.sentence(Naming.capitalised(LegibleText.clean(line.text))),
          size: MapStyle.TypeSize.label,
          width: width,
          maxLines: 2
        ).lines
      }
    let frame = frame(0..<1)
    var room =
      MapStyle.portrait.height - frame.headerBottom - systemicHeight - 22 - frame.footerHeight - 10
    for group in map.overview.groups[first...] {
      let row = row(group)
      guard row.height <= room || rows.isEmpty else { break }
      rows.append(row)
      room -= row.height
    }
  }

  private var systemicHeight: Double {
    systemic.isEmpty ? 0 : Double(systemic.joined().count) * 9.4 + 12
  }

  private func frame(_ shown: Range<Int>) -> SheetFrame {
    SheetFrame(
      text: words.sheetText(shown: shown),
      legend: Legend(items: Self.legend),
      width: MapStyle.portrait.width
    )
  }

  private func row(_ group: GapOverview.Group) -> Row {
    func lines(_ text: String, bold: Bool, width: Double) -> [String] {
      TextMeasure.wrap(text, size: Self.textSize, bold: bold, width: width, maxLines: 2).lines
    }
    return Row(
      group: group,
      name: lines(words.name(group), bold: true, width: Self.nameWidth),
      nearest: lines(words.nearest(group), bold: false, width: nearestWidth)
    )
  }

  /// The sheet as SVG.
  func draw(sheet: String? = nil) -> String {
    let frame = frame(first..<(first + rows.count)).named(sheet)
    let top = frame.headerBottom + systemicHeight + 17
    let bottom = rows.reduce(top) { $0 + $1.height }
    return frame.page(of: map, called: "Gaps map", bottom: bottom) { canvas in
      drawSystemic(frame.headerBottom + 8, on: &canvas)
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

  private func drawSystemic(_ top: Double, on canvas: inout SVGCanvas) {
    var y = top
    for (index, lines) in systemic.enumerated() {
      let line = map.overview.systemic[index]
      canvas.part(
        id: canvas.id("throughout", String(index + 1)),
        kind: "systemic-gap",
        name: line.text,
        tooltip: line.text
      ) { canvas in
        for (number, text) in lines.enumerated() {
          if number == 0 {
            canvas.circle(Point(MapStyle.pageMargin + 4, y - 2.6), radius: 1.6, .second)
          }
          canvas.text(
            text,
            at: Point(MapStyle.pageMargin + 12, y),
            size: MapStyle.TypeSize.label
          )
          y += 9.4
        }
      }
    }
  }

  private func drawHeads(_ y: Double, on canvas: inout SVGCanvas) {
    let heads: [(Double, String, TextAnchor)] = [
      (MapStyle.pageMargin, "rank", .start), (Self.nameX, map.overview.grouping.rawValue, .start),
      (Self.barX, "none stated", .start), (Self.papersX, "papers", .end),
      (nearestX, "nearest measure", .start),
    ]
    for (index, kind) in kinds.enumerated() {
      let middle = Self.kindsX + (Double(index) + 0.5) * Self.kindWidth
      let lines = TextMeasure.wrap(
        GapWords.name(of: kind),
        size: MapStyle.TypeSize.head,
        bold: true,
        width: Self.kindWidth - 2,
        maxLines: 2
      ).lines
      for (number, line) in lines.enumerated() {
        canvas.text(
          line,
          at: Point(middle, y - Double(lines.count - 1 - number) * 8),
          size: MapStyle.TypeSize.head,
          .gapText,
          bold: true,
          anchor: .middle
        )
      }
    }
    for (x, head, anchor) in heads {
      canvas.text(
        head,
        at: Point(x, y),
        size: MapStyle.TypeSize.head,
        .second,
        bold: true,
        anchor: anchor
      )
    }
  }

  private func draw(_ row: Row, at top: Double, on canvas: inout SVGCanvas) {
    let group = row.group
    let foot = top + 10
    var link: String?
    if case .node(let node) = group.subject { link = Naming(graph: map.graph).link(node) }
    canvas.part(
      id: canvas.id("group", group.subject.key(in: map.graph) ?? "rest"),
      kind: "gap-group",
      name: "rank \(words.rank(group)): \(words.name(group)), "
        + Figures.count(group.count, "gap"),
      tooltip: words.tooltip(group),
      link: link
    ) { canvas in
      canvas.text(
        words.rank(group),
        at: Point(MapStyle.pageMargin + 20, foot),
        size: MapStyle.TypeSize.number,
        bold: true,
        anchor: .end
      )
      for (lines, x, isName) in [(row.name, Self.nameX, true), (row.nearest, nearestX, false)] {
        for (index, line) in lines.enumerated() {
          canvas.text(
            line,
            at: Point(x, foot + Double(index) * 8.6),
            size: Self.textSize,
            isName ? .ink : .second,
            bold: isName
          )
        }
      }
      drawBar(group, foot: foot, on: &canvas)
      canvas.text(
        Figures.count(group.papers),
        at: Point(Self.papersX, foot),
        size: MapStyle.TypeSize.head,
        anchor: .end
      )
      for (index, kind) in kinds.enumerated() {
        let count = group.counts[kind] ?? 0
        canvas.text(
          count == 0 ? "–" : Figures.count(count),
          at: Point(Self.kindsX + (Double(index) + 0.5) * Self.kindWidth, foot),
          size: MapStyle.TypeSize.number,
          count == 0 ? .second : .gapText,
          bold: count > 0,
          anchor: .middle
        )
      }
    }
  }

  /// The group's nodes as a track: filled where no link is stated, the hatch of an inferred chain
  /// left pale.
  private func drawBar(_ group: GapOverview.Group, foot: Double, on canvas: inout SVGCanvas) {
    let text = "\(Figures.count(group.withoutStated)) of \(Figures.count(group.nodes))"
    canvas.text(text, at: Point(Self.barX, foot - 1.2), size: MapStyle.TypeSize.head)
    let track = Box(Self.barX, foot + 1.2, Self.barWidth, 3)
    canvas.rect(track, .panel)
    guard group.nodes > 0 else { return }
    let scale = track.width / Double(group.nodes)
    canvas.rect(
      Box(track.x, track.y, Double(group.withoutStated) * scale, track.height),
      .fill(0)
    )
    canvas.rect(Box(track.x, track.y, Double(group.withoutAny) * scale, track.height), .fill(2))
  }

  private static var legend: [LegendItem] {
    [
      LegendItem(width: 24, title: "None at all", detail: "no evidence chain") { canvas, point in
        canvas.rect(Box(point.x, point.y - 2, 24, 4), .panel)
        canvas.rect(Box(point.x, point.y - 2, 15, 4), .fill(2))
      },
      LegendItem(width: 24, title: "None stated", detail: "inferred chains alone") {
        canvas,
        point in
        canvas.rect(Box(point.x, point.y - 2, 24, 4), .panel)
        canvas.rect(Box(point.x, point.y - 2, 15, 4), .fill(0))
      },
    ]
  }
}
