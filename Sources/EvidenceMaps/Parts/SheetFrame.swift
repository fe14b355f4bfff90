/// What stands around the picture on a sheet.
struct SheetText {
  /// The kind of map, in capitals.
  var kind: String
  var isPreliminary: Bool
  /// Which of several sheets this is.
  var sheet: String?
  var title: String
  var subtitle: String
  var headline: [TextRun]
  var footers: [Footer]
  /// What a reader who does not see the picture is told first.
  var description: String

  /// What stands at the head of a file that can hold no picture.
  var remarks: [String] {
    [kind, title, subtitle, TextRun.plain(headline)] + footers.map(\.text)
  }

  struct Footer {
    var text: String
    var paint: PaintClass = .second
  }
}

/// Header, legend strip and footers of a sheet, the same on every map.
struct SheetFrame {
  let text: SheetText
  let legend: Legend
  let width: Double
  /// Where the picture may begin.
  let headerBottom: Double
  /// The height of the footers, with the room above and the margin below them.
  let footerHeight: Double
  private let titleLines: [String]
  private let subtitleLines: [String]
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
    titleLines =
      TextMeasure.wrap(
        text.title,
        size: MapStyle.TypeSize.title,
        bold: true,
        width: inner,
        maxLines: 2
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
    var y = 48.0 + Double(titleLines.count - 1) * 18
    y += 14 + Double(subtitleLines.count - 1) * 9.6
    y += 16 + Double(max(headlineLines.count, 1) - 1) * 11.5
    headerBottom = y + 10 + legend.height(width: inner) + 6
    footerHeight = footerLines.reduce(12) { $0 + Double($1.lines.count) * 8.7 + 1.2 } + 16
  }

  func drawHeader(on canvas: inout SVGCanvas) {
    let size = MapStyle.TypeSize.head
    let kind = text.kind + (text.isPreliminary ? " · preliminary data" : "")
    canvas.text(kind, at: Point(left, 30), size: size, .second, bold: true)
    if let sheet = text.sheet {
      canvas.text(
        sheet,
        at: Point(width - left, 30),
        size: size,
        .second,
        bold: true,
        anchor: .end
      )
    }
    var y = 48.0
    for (index, line) in titleLines.enumerated() {
      if index > 0 { y += 18 }
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.title, bold: true)
    }
    y += 14
    for (index, line) in subtitleLines.enumerated() {
      if index > 0 { y += 9.6 }
      canvas.text(line, at: Point(left, y), size: MapStyle.TypeSize.subtitle, .second)
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
    var canvas = SVGCanvas(prefix: map.idPrefix)
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
  init(text: SheetText, table: DOTTable) {
    remarks = text.remarks
    nodes = [
      Node(name: "map", attributes: [.shape(.plain), .table(table), .tooltip(text.title)])
    ]
  }
}
