/// Where a text is held.
enum TextAnchor: String, Sendable { case start, middle, end }

/// Collects shapes and texts in the order of painting, which is the order of reading.
struct SVGCanvas {
  /// Stands before every id, so that several maps fit into one page.
  let prefix: String
  private(set) var body = ""
  private var taken: Set<String> = []
  /// The classes of evidence whose hatch the drawing uses.
  private var usedHatches: Set<Int> = []

  /// Whether the drawing is a file of its own, and not one of several on a page.
  private let isAlone: Bool

  init(prefix: String, isAlone: Bool = true) {
    self.isAlone = isAlone
    let clean = SVGText.idPart(prefix)
    self.prefix = clean.first?.isLetter == true ? clean : "map" + clean
    taken = [self.prefix, self.prefix + "-title", self.prefix + "-desc"]
  }

  /// An id that follows a key and that no other part of the drawing has.
  mutating func id(_ parts: String...) -> String {
    let base = ([prefix] + parts.map { SVGText.idPart($0) }).joined(separator: "-")
    if taken.insert(base).inserted { return base }
    var number = 2
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    return "\(base)-\(number)"
  }

  mutating func rect(_ box: Box, _ paint: PaintClass, radius: Double = 0) {
    body += "<rect\(frame(box, radius)) class=\"\(paint.name)\"/>\n"
  }

  /// A rectangle filled with the hatch of a class of evidence.
  mutating func hatched(_ box: Box, fill index: Int, radius: Double) {
    usedHatches.insert(index)
    body += "<rect\(frame(box, radius)) fill=\"url(#\(prefix)-hatch\(index))\"/>\n"
  }

  private func frame(_ box: Box, _ radius: Double) -> String {
    let n = SVGText.number
    let corner = radius > 0 ? " rx=\"\(n(radius))\"" : ""
    return " x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\""
      + " height=\"\(n(box.height))\"\(corner)"
  }

  mutating func circle(_ center: Point, radius: Double, _ paint: PaintClass) {
    let n = SVGText.number
    body +=
      "<circle cx=\"\(n(center.x))\" cy=\"\(n(center.y))\" r=\"\(n(radius))\""
      + " class=\"\(paint.name)\"/>\n"
  }

  /// A closed figure through these points.
  mutating func polygon(_ points: [Point], _ paint: PaintClass) {
    path(Self.data(points) + "Z", paint)
  }

  /// Straight lines through these points.
  mutating func line(_ points: [Point], _ paint: PaintClass, width: Double? = nil) {
    path(Self.data(points), paint, width: width)
  }

  /// A path by its data; the width of the line where the class leaves it open.
  mutating func path(
    _ data: String,
    _ paint: PaintClass,
    width: Double? = nil,
    dash: String? = nil
  ) {
    body += "<path d=\"\(data)\" class=\"\(paint.name)\""
    if let width { body += " stroke-width=\"\(SVGText.number(width))\"" }
    if let dash { body += " stroke-dasharray=\"\(dash)\"" }
    body += "/>\n"
  }

  mutating func curve(
    _ spline: Spline,
    _ paint: PaintClass,
    width: Double,
    dash: String? = nil
  ) {
    guard let start = spline.start else { return }
    let n = SVGText.number
    var data = "M\(n(start.x)) \(n(start.y))"
    for c in spline.curves {
      data += "C\(n(c.b.x)) \(n(c.b.y)) \(n(c.c.x)) \(n(c.c.y)) \(n(c.d.x)) \(n(c.d.y))"
    }
    path(data, paint, width: width, dash: dash)
  }

  private static func data(_ points: [Point]) -> String {
    points.enumerated().map { index, p in
      (index == 0 ? "M" : "L") + SVGText.number(p.x) + " " + SVGText.number(p.y)
    }.joined()
  }

  /// One line of text, its foot at a point.
  mutating func text(
    _ text: String,
    at point: Point,
    size: Double,
    _ paint: PaintClass = .ink,
    bold: Bool = false,
    anchor: TextAnchor = .start,
    turned: Double? = nil
  ) {
    let clean = LegibleText.balanced(LegibleText.clean(text, keepsIsolates: true))
    guard !clean.isEmpty else { return }
    openText(point, size, anchor, turned)
    body +=
      " class=\"\(paint.name)\"" + (bold ? " font-weight=\"700\"" : "")
      + ">\(SVGText.escape(clean))</text>\n"
  }

  /// One line of text in several styles.
  mutating func text(_ runs: [TextRun], at point: Point, size: Double, anchor: TextAnchor = .start)
  {
    guard !runs.isEmpty else { return }
    openText(point, size, anchor, nil)
    body += " xml:space=\"preserve\">"
    for run in runs {
      body +=
        "<tspan class=\"\(run.paint.name)\"" + (run.bold ? " font-weight=\"700\"" : "")
        + ">\(SVGText.escape(LegibleText.balanced(run.text)))</tspan>"
    }
    body += "</text>\n"
  }

  private mutating func openText(
    _ point: Point,
    _ size: Double,
    _ anchor: TextAnchor,
    _ turned: Double?
  ) {
    let n = SVGText.number
    body += "<text x=\"\(n(point.x))\" y=\"\(n(point.y))\" font-size=\"\(n(size))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if let turned {
      body += " transform=\"rotate(\(n(turned)) \(n(point.x)) \(n(point.y)))\""
    }
  }

  /// A part that stands for something: a cell, a node or an edge, with its name and tooltip.
  mutating func part(
    id: String,
    kind: String,
    name: String,
    tooltip: String,
    link: String? = nil,
    _ draw: (inout SVGCanvas) -> Void
  ) {
    let label = SVGText.escape(LegibleText.clean(name, keepsIsolates: true))
    body +=
      "<g id=\"\(id)\" class=\"\(kind)\" role=\"graphics-symbol img\""
      + " aria-label=\"\(label)\"><title>\(SVGText.escape(tooltip))</title>\n"
    if let link { body += "<a href=\"\(SVGText.escape(link))\">\n" }
    draw(&self)
    if link != nil { body += "</a>\n" }
    body += "</g>\n"
  }

  /// A group without a meaning of its own, hidden from readers of the screen.
  mutating func decoration(_ draw: (inout SVGCanvas) -> Void) {
    body += "<g aria-hidden=\"true\">\n"
    draw(&self)
    body += "</g>\n"
  }

  /// The finished drawing.
  func document(
    size: (width: Double, height: Double),
    title: String,
    description: String,
    theme: MapTheme
  ) -> String {
    let n = SVGText.number
    let (w, h) = (n(size.width), n(size.height))
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(prefix)\" width=\"\(w)pt\""
    text += " height=\"\(h)pt\" viewBox=\"0 0 \(w) \(h)\" role=\"graphics-document document\""
    text += " aria-labelledby=\"\(prefix)-title \(prefix)-desc\""
    text += " font-family=\"\(SVGText.escape(MapStyle.fontStack))\" lang=\"en\">\n"
    text += "<title id=\"\(prefix)-title\">\(SVGText.escape(title))</title>\n"
    text += "<desc id=\"\(prefix)-desc\">\(SVGText.escape(description))</desc>\n"
    text += "<style>\n\(MapStyle.css(theme, root: prefix, isAlone: isAlone))</style>\n"
    text += hatches
    text += "<rect width=\"\(w)\" height=\"\(h)\" class=\"\(PaintClass.page.name)\"/>\n"
    return text + body + "</svg>\n"
  }

  /// The hatch of each class of evidence that the drawing uses.
  private var hatches: String {
    guard !usedHatches.isEmpty else { return "" }
    let period = SVGText.number(MapStyle.hatchPeriod)
    let half = SVGText.number(MapStyle.hatchPeriod / 2)
    var text = "<defs>\n"
    for index in usedHatches.sorted() {
      text += "<pattern id=\"\(prefix)-hatch\(index)\" width=\"\(period)\" height=\"\(period)\""
      text += " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      text += "<rect width=\"\(period)\" height=\"\(period)\" class=\"\(PaintClass.page.name)\"/>"
      text += "<rect width=\"\(half)\" height=\"\(period)\""
      text += " class=\"\(PaintClass.fill(index).name)\"/></pattern>\n"
    }
    return text + "</defs>\n"
  }
}
