internal import EvidenceCore

/// One sheet of boxes and lines, placed one way after the other until they fit between the header and
/// the footers.
struct LayeredSheet {
  /// One way to place them.
  struct Attempt {
    /// The page; without an end where it grows with the drawing.
    var size = MapStyle.landscape
    /// How narrow the boxes are, from 0.
    var narrowness = 0
    /// How far the boxes of a column stand apart.
    var separation: Double
    /// Whether a single chain may run on in the next row.
    var wraps = false
  }

  /// What is drawn below the boxes.
  struct Below {
    var gap = 8.0
    var height = 0.0
    var draw: (_ top: Double, inout SVGCanvas) -> Void = { _, _ in }
  }

  /// What the map is called aloud.
  let kind: String
  let text: SheetText
  let legend: (LayeredDrawing) -> [LegendItem]
  /// The room for the heads of the columns.
  var headRoom = 26.0
  var below = Below()

  /// The first way that fits, drawn; nothing where none does.
  func fitting(
    _ map: some DrawnMap,
    _ attempts: [Attempt],
    drawing: (_ narrowness: Int) -> LayeredDrawing
  ) throws(EvidenceError) -> String? {
    let margin = MapStyle.pageMargin
    for attempt in attempts {
      var drawing = drawing(attempt.narrowness)
      let widest = min(attempt.size.width, MapStyle.landscape.width) - 2 * margin
      let placed: LayeredDrawing.Placed
      if attempt.wraps {
        guard let wrapped = drawing.wrapped(width: widest) else { continue }
        placed = wrapped
        drawing.heads = [:]
      } else {
        placed = try drawing.placed(width: widest, nodeSeparation: attempt.separation)
      }
      let width =
        attempt.size.width.isFinite
        ? attempt.size.width : max(widest, placed.width) + 2 * margin
      let inner = width - 2 * margin
      let frame = SheetFrame(text: text, legend: Legend(items: legend(drawing)), width: width)
      let top = frame.headerBottom + headRoom
      let listTop = top + placed.height + below.gap
      let bottom = listTop + below.height
      guard placed.width <= inner + 0.5, bottom + frame.footerHeight <= attempt.size.height else {
        continue
      }
      return frame.page(of: map, called: kind, bottom: bottom) { canvas in
        let origin = Point(margin + max(0, (inner - placed.width) / 2), top)
        drawing.draw(placed, at: origin, headsAt: frame.headerBottom + 17, on: &canvas)
        below.draw(listTop, &canvas)
      }
    }
    return nil
  }
}
