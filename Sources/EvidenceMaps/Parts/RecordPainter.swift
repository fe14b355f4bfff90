internal import EvidenceAnalysis
internal import EvidenceCore

/// Draws what people recorded of a cell, in signs that nothing computed has: the certainty as four
/// bars at its foot, the status as a sign at its left edge.
enum RecordPainter {
  /// Four bars: high up to the least certainty, grey up to the greatest where people differ, flat
  /// beyond.
  ///
  /// - Parameters:
  ///   - certainty: the least and the greatest certainty.
  ///   - box: the cell.
  ///   - isLeft: whether they stand at the left, since the right corner is taken.
  ///   - canvas: what is drawn on.
  static func certainty(
    _ certainty: ClosedRange<Certainty>,
    in box: Box,
    isLeft: Bool = false,
    on canvas: inout SVGCanvas
  ) {
    let (pitch, width, height) = (2.5, 1.8, 2.6)
    let whole = 3 * pitch + width
    let left = isLeft ? box.x + 1.2 : box.right - 1.2 - whole
    let foot = box.bottom - 1
    canvas.rect(Box(left - 0.7, foot - height - 0.6, whole + 1.4, height + 1.2), .page)
    for rank in 1...4 {
      let x = left + Double(rank - 1) * pitch
      let isHigh = rank <= certainty.upperBound.rank
      let paint: PaintClass = rank <= certainty.lowerBound.rank ? .ink : .notSearchedText
      let bar = isHigh ? height : 0.5
      canvas.rect(Box(x, foot - bar, width, bar), paint)
    }
  }

  /// A ring for open, a hollow triangle for planned, a full one for in progress, a tick for
  /// accepted, a square for done.
  static func status(_ status: Status, in box: Box, on canvas: inout SVGCanvas) {
    let center = Point(box.x + 4.4, box.center.y)
    switch status {
    case .open: canvas.circle(center, radius: 1.7, .mark)
    case .planned, .inProgress:
      let (top, tip, foot) = (
        center + Point(-1.6, -2.1), center + Point(2, 0), center + Point(-1.6, 2.1)
      )
      if status == .inProgress { canvas.polygon([top, tip, foot], .ink) }
      canvas.line([top, tip, foot, top], .edgeStrong, width: 0.7)
    case .accepted:
      canvas.line(
        [center + Point(-1.9, 0.1), center + Point(-0.5, 1.7), center + Point(2, -1.9)],
        .edgeStrong,
        width: 0.9
      )
    case .done: canvas.rect(Box(center: center, width: 3.4, height: 3.4), .ink)
    }
  }
}

extension StateLegend {
  /// The entries that explain what people recorded; none where nobody recorded anything.
  func recordItems(_ faces: [CellFace]) -> [LegendItem] {
    var items: [LegendItem] = []
    let judged = faces.compactMap(\.certainty)
    if !judged.isEmpty {
      let differ = judged.contains { $0.lowerBound < $0.upperBound }
      let used = Certainty.allCases.filter { word in
        judged.contains { $0.contains(word) }
      }
      let names = used.map { "\($0.rank) \($0.rank == 1 ? "bar" : "bars") \($0.words)" }
      items.append(
        LegendItem(
          width: 14,
          title: "Certainty, judged by a person",
          detail: names.joined(separator: ", ") + (differ ? "; grey: they differ" : "")
        ) { canvas, point in
          let box = Box(point.x, point.y - 6, 14, 12)
          canvas.rect(box, .fill(0), radius: 1)
          RecordPainter.certainty(.low ... .low, in: box, on: &canvas)
        }
      )
    }
    for status in Status.allCases where faces.contains(where: { $0.status == status }) {
      items.append(
        LegendItem(width: 7, title: Naming.capitalised(status.words), detail: "status") {
          canvas,
          point in
          RecordPainter.status(status, in: Box(point.x, point.y - 6, 14, 12), on: &canvas)
        }
      )
    }
    return items
  }
}
