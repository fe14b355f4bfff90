/// One entry of a legend: a sample drawn by the same code as the picture, and what it means.
struct LegendItem {
  var width: Double
  var title: String
  var detail: String
  /// What stands for the sample where nothing can be drawn.
  var sign: String?
  /// Draws the sample from its left end, about a middle line.
  var draw: (inout SVGCanvas, Point) -> Void

  /// The entry in words: `2 ▫ thin (1 paper)`.
  var text: String {
    let words = title.isEmpty ? detail : detail.isEmpty ? title : "\(title) (\(detail))"
    return [sign ?? "", words].filter { !$0.isEmpty }.joined(separator: " ")
  }

  var textWidth: Double {
    max(
      TextMeasure.reach(title, size: MapStyle.TypeSize.head, bold: true),
      TextMeasure.reach(detail, size: MapStyle.TypeSize.head)
    )
  }

  var fullWidth: Double { width + 4 + textWidth }
}

/// The strip that says what the signs of this picture mean; it holds no others.
struct Legend {
  var items: [LegendItem]
  let rowHeight = 22.0

  /// The items broken into rows of a width.
  func rows(width: Double) -> [[LegendItem]] {
    var rows: [[LegendItem]] = []
    var used = 0.0
    for item in items {
      if used + item.fullWidth <= width - 12, !rows.isEmpty {
        rows[rows.count - 1].append(item)
        used += item.fullWidth + 9
      } else {
        rows.append([item])
        used = item.fullWidth + 9
      }
    }
    return rows
  }

  func height(width: Double) -> Double { Double(rows(width: width).count) * rowHeight }

  func draw(at origin: Point, width: Double, on canvas: inout SVGCanvas) {
    let rows = rows(width: width)
    guard !rows.isEmpty else { return }
    canvas.decoration { canvas in
      canvas.rect(
        Box(origin.x, origin.y, width, Double(rows.count) * rowHeight),
        .panel,
        radius: 2
      )
      for (index, row) in rows.enumerated() {
        let middle = origin.y + (Double(index) + 0.5) * rowHeight
        let natural = row.reduce(0) { $0 + $1.fullWidth }
        let spare = (width - 12 - natural) / Double(max(row.count - 1, 1))
        let gap = min(max(spare, 8), index > 0 || row.count < 4 ? 20 : 26)
        var x = origin.x + 6
        for item in row {
          item.draw(&canvas, Point(x, middle))
          let size = MapStyle.TypeSize.head
          let textX = x + item.width + 4
          if item.detail.isEmpty {
            canvas.text(item.title, at: Point(textX, middle + 2.5), size: size, bold: true)
          } else {
            canvas.text(item.title, at: Point(textX, middle - 1.3), size: size, bold: true)
            canvas.text(item.detail, at: Point(textX, middle + 7), size: size, .second)
          }
          x += item.fullWidth + gap
        }
      }
    }
  }
}
