/// Header, legend strip and footers of a sheet, the same on every map.
struct SheetFrame {
  let text: SheetText
  let legend: Legend
  let width: Double
  /// Where the picture may begin.
  let headerBottom: Double
  /// The height of the footers, with the room above and the margin below them.
  let footerHeight: Double
  private let ribbonLines: [String]
  private let titleLines: [String]
  private let subtitleLines: [String]
  private let selectionLines: [String]
  private let headlineLines: [[TextRun]]
  private let footerLines: [(lines: [String], paint: PaintClass)]

  private var inner: Double { width - 2 * MapStyle.pageMargin }
  private var left: Double { MapStyle.pageMargin }

  /// Breaks all texts into their lines, once.
  init(text: SheetText, legend: Legend, width: Double) {
    self.text = text
    self.legend = legend
    self.width = width
    let inner = width - 2 * MapStyle.pageMargin
    ribbonLines =
      text.supposition.map {
        TextMeasure.flow($0, size: MapStyle.TypeSize.headline, bold: true, width: inner)
      } ?? []
    selectionLines =
      text.selection.map {
        TextMeasure.flow($0, size: MapStyle.TypeSize.subtitle, bold: true, width: inner)
      } ?? []
    titleLines =
      TextMeasure.wrap(
        text.title,
        size: MapStyle.TypeSize.title,
        bold: true,
        width: inner,
        maxLines: 3
      ).lines
    subtitleLines = Array(
      TextMeasure.flow(text.subtitle, size: MapStyle.TypeSize.subtitle, width: inner).prefix(3)
    )
    headlineLines = TextRun.flow(text.headline, size: MapStyle.TypeSize.headline, width: inner)
    footerLines = text.footers.filter { !$0.text.isEmpty }.map {
      (
        TextMeasure.flow($0.text, size: MapStyle.TypeSize.footer, width: min(inner, 620)),
        $0.paint
      )
    }
    var y = SheetFrame.ribbonHeight(ribbonLines) + 48 + Double(titleLines.count - 1) * 18
    y += 14 + Double(subtitleLines.count + selectionLines.count - 1) * 9.6
    y += 16 + Double(max(headlineLines.count, 1) - 1) * 11.5
    headerBottom = y + 10 + legend.height(width: inner) + 6
    footerHeight = footerLines.reduce(12) { $0 + Double($1.lines.count) * 8.7 + 1.2 } + 16
  }

  /// The kind of map, and beside it which of several sheets this is, in a line or two.
  var headLines: (kind: String, sheet: [String]) {
    let size = MapStyle.TypeSize.head
    let kind = TextMeasure.fitted(
      text.kind + (text.isPreliminary ? " · preliminary data" : ""),
      size: size,
      bold: true,
      width: text.sheet == nil ? inner : inner * 0.6
    )
    guard let sheet = text.sheet else { return (kind, []) }
    let room = inner - TextMeasure.room(kind, size: size, bold: true) - 12
    let lines = TextMeasure.wrap(sheet, size: size, bold: true, width: room, maxLines: 2).lines
    return (kind, lines)
  }

  private static func ribbonHeight(_ lines: [String]) -> Double {
    lines.isEmpty ? 0 : Double(lines.count) * 11.5 + 12
  }

  /// A band across the head that no reader takes for the map of what is recorded.
  private func drawRibbon(on canvas: inout SVGCanvas) {
    guard !ribbonLines.isEmpty else { return }
    let height = SheetFrame.ribbonHeight(ribbonLines)
    canvas.rect(Box(0, 0, width, height), .panel)
    for step in 0..<Int(width / 8) {
      let x = Double(step) * 8
      canvas.polygon(
        [
          Point(x + 3, height - 3), Point(x + 7, height - 3), Point(x + 4, height),
          Point(x, height),
        ],
        .ink
      )
    }
    for (index, line) in ribbonLines.enumerated() {
      canvas.text(
        line,
        at: Point(left, 12.5 + Double(index) * 11.5),
        size: MapStyle.TypeSize.headline,
        bold: true
      )
    }
  }

  func drawHeader(on canvas: inout SVGCanvas) {
    drawRibbon(on: &canvas)
    let top = SheetFrame.ribbonHeight(ribbonLines)
    let size = MapStyle.TypeSize.head
    let (kind, sheet) = headLines
    canvas.text(kind, at: Point(left, top + 30), size: size, .second, bold: true)
    for (index, line) in sheet.enumerated() {
      canvas.text(
        line,
        at: Point(width - left, top + 30 - Double(sheet.count - 1 - index) * 8.4),
        size: size,
        .second,
        bold: true,
        anchor: .end
      )
    }
    var y = top + 48
    for (index, line) in titleLines.enumerated() {
      if index > 0 { y += 18 }
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.title, bold: true)
    }
    y += 14
    for (index, line) in subtitleLines.enumerated() {
      if index > 0 { y += 9.6 }
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.subtitle, .second)
    }
    for line in selectionLines {
      y += 9.6
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.subtitle, bold: true)
    }
    y += 16
    for (index, line) in headlineLines.enumerated() {
      if index > 0 { y += 11.5 }
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.headline)
    }
    legend.draw(at: Point(left, y + 10), width: inner, on: &canvas)
  }

  func drawFooter(from top: Double, on canvas: inout SVGCanvas) {
    var y = top + 12
    for block in footerLines {
      for line in block.lines {
        canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.footer, block.paint)
        y += 8.7
      }
      y += 1.2
    }
  }
}

extension SheetFrame {
  /// The whole sheet: header, what the map draws, and footers.
  ///
  /// - Parameters:
  ///   - map: whose theme and ids it has.
  ///   - kind: what the map is called aloud.
  ///   - bottom: where the footers begin.
  ///   - height: the height of the sheet, where it does not end with the footers.
  ///   - draw: draws between header and footers.
  func page(
    of map: some DrawnMap,
    called kind: String,
    bottom: Double,
    height: Double? = nil,
    draw: (inout SVGCanvas) -> Void
  ) -> String {
    var canvas = SVGCanvas(prefix: map.idPrefix, isAlone: map.options.idPrefix == nil)
    drawHeader(on: &canvas)
    draw(&canvas)
    drawFooter(from: bottom, on: &canvas)
    return canvas.document(
      size: (width, height ?? bottom + footerHeight),
      title: "\(kind): \(text.title)",
      description: text.description,
      theme: map.options.theme
    )
  }
}

extension DOTGraph {
  /// A graph of one table under what a sheet says.
  init(text: SheetText, table: DOTTable, legend: [LegendItem] = []) {
    self.init()
    say(text, legend: legend)
    nodes = [
      Node(name: "map", attributes: [.shape(.plain), .table(table), .tooltip(text.title)])
    ]
  }

  /// Takes over all that a sheet says: title, selection, finding, legend, notices and data.
  mutating func say(_ text: SheetText, legend: [LegendItem]) {
    let palette = Palette.light
    remarks = text.remarks
    let signs = legend.map(\.text).filter { !$0.isEmpty }
    caption = [Caption(text: text.title, isBold: true)]
    caption += [text.supposition, text.selection].compactMap { $0 }.map {
      Caption(text: $0, isBold: true)
    }
    caption.append(Caption(text: text.kind + " · " + text.subtitle, ink: palette.secondInk))
    caption.append(Caption(text: TextRun.plain(text.headline), isBold: true))
    if !signs.isEmpty { caption.append(Caption(text: signs.joined(separator: " · "))) }
    caption += text.footers.map {
      Caption(text: $0.text, ink: $0.paint == .gapText ? palette.gap : palette.secondInk)
    }
    caption.removeAll { $0.text.isEmpty }
  }
}
