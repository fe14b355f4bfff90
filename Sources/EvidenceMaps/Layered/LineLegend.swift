/// The legend of boxes and lines: only what occurs.
struct LineLegend {
  let drawing: LayeredDrawing
  /// What the widths of lines mean.
  var widths: [(Double, String)] = [
    (4, "strength ≥ 0.75"), (2.6, "0.50–0.74"), (1.5, "0.25–0.49 or uncounted"),
    (0.8, "under 0.25 or “?”"),
  ]
  /// The kinds whose shapes are explained, where no head above the boxes names them.
  var shapes: [(NodeShape, String)] = []
  /// What opposing lines are called.
  var opposing = "opposes"
  /// What hollow boxes mean, where some are drawn and no missing line explains them.
  var blanks: [(PaintClass, String)] = []
  /// What dashed lines are called.
  var inferred = "inferred (match or model)"
  /// What thin lines without a head are called.
  var quiet = "in domain, broader"

  func items() -> [LegendItem] {
    var items: [LegendItem] = []
    let labelled = drawing.edges.filter { $0.label != nil || $0.style.role != .quiet }.map(\.style)
    let used = Set(
      labelled.filter { $0.role == .ordinary || $0.role == .strongest }.map(\.width)
    )
    for (width, title) in widths where used.contains(width) {
      items.append(
        line(title, LineStyle(role: .ordinary, head: .full, isDashed: false, width: width))
      )
    }
    if labelled.contains(where: { $0.role == .strongest }) {
      items.append(
        line("strongest chain", LineStyle(role: .strongest, head: .full, isDashed: false, width: 2))
      )
    }
    if labelled.contains(where: { $0.head == .hollow && $0.role != .missing }) {
      items.append(
        line(
          "said by another source",
          LineStyle(role: .ordinary, head: .hollow, isDashed: false, width: 1.5)
        )
      )
    }
    if drawing.edges.contains(where: \.style.isDashed) {
      items.append(
        line(
          inferred,
          LineStyle(role: .ordinary, head: .full, isDashed: true, width: 1.5)
        )
      )
    }
    if labelled.contains(where: { $0.role == .opposing }) {
      items.append(
        line(opposing, LineStyle(role: .opposing, head: .tee, isDashed: false, width: 2.6))
      )
    }
    if drawing.edges.contains(where: { $0.style.role == .missing }) {
      items.append(line("missing", .missing))
    }
    if drawing.edges.contains(where: { $0.style.role == .quiet }) {
      items.append(line(quiet, .quiet))
    }
    for (paint, title) in blanks {
      items.append(
        LegendItem(width: 24, title: title, detail: "") { canvas, point in
          canvas.rect(Box(point.x, point.y - 7, 24, 14), paint, radius: 1)
        }
      )
    }
    for (shape, title) in shapes {
      items.append(
        LegendItem(width: 24, title: title, detail: "") { canvas, point in
          let paint: PaintClass = shape == .domain ? .nodeHollow : .node
          shape.draw(in: Box(point.x, point.y - 7, 24, 14), paint, on: &canvas)
        }
      )
    }
    return items
  }

  private func line(_ title: String, _ style: LineStyle) -> LegendItem {
    LegendItem(width: 30, title: title, detail: "") { canvas, point in
      style.draw(
        Spline(from: point, to: Point(point.x + 29, point.y)),
        withHead: true,
        on: &canvas
      )
    }
  }
}
