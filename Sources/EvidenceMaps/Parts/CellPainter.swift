internal import EvidenceAnalysis
internal import EvidenceCore

/// Draws a cell in its state; the legend is drawn by the same code.
struct CellPainter {
  let face: CellFace
  let box: Box

  /// Where the cell itself is drawn: above the strip at its foot, where it has one.
  private var cell: Box {
    hasStrip ? Box(box.x, box.y, box.width, box.height - CellPainter.stripHeight) : box
  }

  private var hasStrip: Bool { !face.isFiltered && face.below?.isBlank == true }

  private static let stripHeight = 2.4

  func paint(on canvas: inout SVGCanvas) {
    let radius = MapStyle.cellRadius
    defer { drawBelow(on: &canvas) }
    if face.isFiltered {
      return centred("–", size: MapStyle.TypeSize.number, .second, bold: false, on: &canvas)
    }
    switch face.state {
    case .covered:
      canvas.rect(cell, .fill(face.fill), radius: radius)
      number(on: &canvas, bold: true, shift: shift)
    case .thin:
      let inner = cell.inset(0.35)
      canvas.rect(inner, .page, radius: radius)
      let third = (inner.height * 0.31 * 100).rounded() / 100
      canvas.rect(Box(inner.x, inner.bottom - third, inner.width, third), .fill(0))
      canvas.rect(inner, .outline, radius: radius)
      number(on: &canvas, shift: shift, lift: 0.6)
    case .assertedOnly:
      canvas.hatched(cell, fill: face.fill, radius: radius)
      canvas.rect(cell.inset(0.35), .outline, radius: radius)
      canvas.circle(Point(cell.right - 4.1, cell.y + 4.6), radius: 2.2, .mark)
      if !face.isBare, !face.text.isEmpty {
        // A number stands on the page and not on the hatch.
        let width = TextMeasure.reach(face.text, size: MapStyle.TypeSize.number, bold: true) + 1.6
        canvas.rect(
          Box(
            center: Point(cell.center.x - 2.6, cell.center.y),
            width: min(width, cell.width - 8),
            height: 9
          ),
          .page,
          radius: 1
        )
      }
      number(on: &canvas, bold: true, shift: -2.6)
    case .unsourced:
      canvas.rect(cell, .fill(0), radius: radius)
      let corner = Point(cell.x + 3.6, cell.bottom - 3.6)
      canvas.circle(corner, radius: 2.2, .mark)
      canvas.circle(corner, radius: 0.7, .ink)
      number(on: &canvas, shift: 2)
    case .conflicting: conflicting(on: &canvas)
    case .opposed:
      let inner = cell.inset(0.45)
      canvas.rect(inner, .page, radius: radius)
      canvas.rect(inner, .opposingOutline, radius: radius)
      number(on: &canvas, .opposingText, bold: true)
    case .inferredOnly:
      canvas.rect(cell.inset(0.35), .inferred, radius: radius)
      number(on: &canvas)
    case .searchedEmpty:
      canvas.rect(cell.inset(0.9), .gap, radius: radius)
      if face.showsWord {
        centred("gap", size: MapStyle.TypeSize.word, .gapText, bold: true, on: &canvas)
      }
    case .notSearched:
      canvas.rect(cell.inset(0.9), .notSearched, radius: radius)
      centred("?", size: MapStyle.TypeSize.number, .notSearchedText, bold: false, on: &canvas)
    }
    marks(on: &canvas)
    if let type = face.strongest { CellPainter.letter(type, in: cell, on: &canvas) }
    if let certainty = face.certainty {
      let isLeft = face.state == .conflicting
      RecordPainter.certainty(certainty, in: cell, isLeft: isLeft, on: &canvas)
    }
    if let status = face.status { RecordPainter.status(status, in: cell, on: &canvas) }
  }

  /// How far a number makes room for what stands in the upper right corner.
  private var shift: Double { face.strongest == nil ? 0 : -2.6 }

  /// Writes the strongest type of evidence into the upper right corner of a cell.
  static func letter(_ type: EvidenceType, in box: Box, on canvas: inout SVGCanvas) {
    canvas.text(
      type.letter,
      at: Point(box.right - 1.4, box.y + 6.4),
      size: MapStyle.TypeSize.footer,
      anchor: .end
    )
  }

  /// A strip at the foot of a cell that stands for several: how many of them are gaps, and how many
  /// were not searched.
  private func drawBelow(on canvas: inout SVGCanvas) {
    guard hasStrip, let below = face.below else { return }
    let height = CellPainter.stripHeight
    let strip = Box(box.x, box.bottom - height, box.width, height)
    let unit = strip.width / Double(below.count)
    let gaps = max(below.gaps > 0 ? 1.2 : 0, Double(below.gaps) * unit)
    let unknown = max(below.notSearched > 0 ? 1.2 : 0, Double(below.notSearched) * unit)
    canvas.rect(strip, .page)
    canvas.rect(Box(strip.x, strip.y + 0.6, gaps, 1.8), .gapText)
    canvas.rect(
      Box(strip.x + gaps, strip.y + 0.6, min(unknown, strip.width - gaps), 1.8),
      .notSearchedText
    )
  }

  private func number(
    on canvas: inout SVGCanvas,
    _ paint: PaintClass = .ink,
    bold: Bool = false,
    shift: Double = 0,
    lift: Double = 0
  ) {
    var size = MapStyle.TypeSize.number
    while size > MapStyle.TypeSize.footer,
      TextMeasure.room(face.text, size: size, bold: bold) > cell.width - 2
    {
      size -= 0.2
    }
    centred(
      face.text,
      size: max(size, MapStyle.TypeSize.footer),
      paint,
      bold: bold,
      shift: shift,
      lift: lift,
      on: &canvas
    )
  }

  private func centred(
    _ text: String,
    size: Double,
    _ paint: PaintClass,
    bold: Bool,
    shift: Double = 0,
    lift: Double = 0,
    on canvas: inout SVGCanvas
  ) {
    guard !face.isBare else { return }
    let drop = face.marks.contains { $0 != .singleSource } ? 0.9 : 0
    let foot = cell.center.y + size * 0.36 - lift + drop
    canvas.text(
      text,
      at: Point(cell.center.x + shift, foot),
      size: size,
      paint,
      bold: bold,
      anchor: .middle
    )
  }

  private func conflicting(on canvas: inout SVGCanvas) {
    let b = cell
    let (topLeft, topRight) = (Point(b.x, b.y), Point(b.right, b.y))
    let (bottomLeft, bottomRight) = (Point(b.x, b.bottom), Point(b.right, b.bottom))
    canvas.polygon([topLeft, topRight, bottomLeft], .fill(face.fill))
    canvas.polygon([topRight, bottomRight, bottomLeft], .page)
    canvas.line([bottomLeft, topRight], .opposingOutline)
    canvas.rect(b.inset(0.45), .opposingOutline, radius: MapStyle.cellRadius)
    guard !face.isBare else { return }
    let size = MapStyle.TypeSize.footer
    canvas.text(face.text, at: Point(b.x + 1.8, b.y + 6.6), size: size, bold: true)
    canvas.text(
      "−" + Figures.count(face.against),
      at: Point(b.right - 1.6, b.bottom - 1.8),
      size: size,
      .opposingText,
      bold: true,
      anchor: .end
    )
  }

  private func marks(on canvas: inout SVGCanvas) {
    for mark in face.marks { CellPainter.mark(mark, in: cell, on: &canvas) }
  }

  /// Draws a corner mark of a cell.
  static func mark(_ mark: CellMark, in box: Box, on canvas: inout SVGCanvas) {
    switch mark {
    case .stale:
      let center = Point(box.x + 2.6, box.y + 2.6)
      canvas.circle(center, radius: 2.2, .clock)
      canvas.line(
        [center + Point(0, -1.5), center, center + Point(1.2, 0.4)],
        .edgeStrong,
        width: 0.6
      )
    case .preliminary:
      let (a, b) = (Point(box.x + 5, box.y), Point(box.x, box.y + 5))
      canvas.polygon([Point(box.x, box.y), a, b], .page)
      canvas.polygon([a, Point(box.x + 5, box.y + 5), b], .clock)
    case .singleSource:
      canvas.circle(Point(box.x + 2.9, box.bottom - 2.9), radius: 1.4, .ink)
    default: break
    }
  }
}
