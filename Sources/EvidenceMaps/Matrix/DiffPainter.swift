internal import EvidenceAnalysis

/// Draws what became of a cell; the legend is drawn by the same code.
struct DiffPainter {
  let change: DiffCell
  let face: CellFace
  let box: Box

  func paint(on canvas: inout SVGCanvas) {
    paintChange(on: &canvas)
    // Signs stand within the outline of a change, and do not cut it.
    let inner = change.kind == .gained || change.kind == .lost ? box.inset(2) : box
    if let certainty = face.certainty {
      RecordPainter.certainty(certainty, in: inner, on: &canvas)
    }
    if let status = face.status { RecordPainter.status(status, in: inner, on: &canvas) }
  }

  private func paintChange(on canvas: inout SVGCanvas) {
    switch change.kind {
    case .same: write(.second, on: &canvas)
    case .number: write(.ink, on: &canvas)
    case .blank: write(change.isGap ? .gapText : .notSearchedText, on: &canvas)
    case .lost:
      canvas.rect(box.inset(0.9), .gap, radius: 1)
      write(.gapText, bold: true, on: &canvas)
    case .gained where change.below != nil, .state where change.below != nil:
      canvas.rect(box.inset(0.8), .gained, radius: 1)
      write(.ink, bold: true, on: &canvas)
    case .gained:
      DiffPainter(change: change, face: face, box: box.inset(1)).ground(on: &canvas)
      canvas.rect(box.inset(0.8), .gained, radius: 1)
      write(.ink, bold: true, on: &canvas)
    case .state:
      ground(on: &canvas)
      let paint: PaintClass =
        switch change.after?.state {
        case .searchedEmpty: .gapText
        case .notSearched: .notSearchedText
        default: .ink
        }
      write(paint, bold: true, on: &canvas)
    }
  }

  /// The new state without its number.
  private func ground(on canvas: inout SVGCanvas) {
    var face = face
    face.caption = ""
    face.certainty = nil
    face.status = nil
    if face.state == .conflicting {
      canvas.rect(box.inset(0.45), .page, radius: 1)
      canvas.rect(box.inset(0.45), .opposingOutline, radius: 1)
    } else if face.state.isEmpty {
      canvas.rect(box.inset(0.9), face.state == .searchedEmpty ? .gap : .notSearched, radius: 1)
    } else {
      CellPainter(face: face, box: box).paint(on: &canvas)
    }
  }

  private func write(_ paint: PaintClass, bold: Bool = false, on canvas: inout SVGCanvas) {
    let shift = bold && face.state == .assertedOnly ? -2.6 : 0
    canvas.text(
      face.caption ?? face.text,
      at: Point(box.center.x + shift, box.center.y + 2.7),
      size: 7.5,
      paint,
      bold: bold,
      anchor: .middle
    )
  }
}
