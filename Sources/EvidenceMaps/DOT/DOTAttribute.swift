/// An attribute that maps may give Graphviz: the whole list of them, each with its own range.
///
/// Fonts, images, files and style sheets are not on it, because Graphviz would open or copy them.
enum DOTAttribute: Hashable, Sendable {
  enum Shape: String, Sendable {
    case box, note, hexagon, octagon, parallelogram, plain, plaintext, point
  }

  enum Style: String, Sendable { case rounded, filled, dashed, dotted, bold, invisible = "invis" }

  enum Arrow: String, Sendable { case normal, empty, tee, none }

  case label(String)
  case table(DOTTable)
  case tooltip(String)
  case link(String)
  case shape(Shape)
  case style([Style])
  case peripheries(Int)
  case fontSize(Double)
  case penWidth(Double)
  case fill(String)
  case colour(String)
  case fontColour(String)
  case arrowHead(Arrow)
  case minimumLength(Int)
  case leftToRight
  case labelOnTop
  case nodeSeparation(Double)
  case rankSeparation(Double)
  /// Where the middle of a box stands, in points; y grows upwards.
  case position(Point)
  /// A box of this size in points, whatever its text needs.
  case fixedSize(width: Double, height: Double)
  /// How a line runs, in points; y grows upwards. Where it has a tip, its head reaches on to there.
  case route(Spline, tip: Point?)
  /// Every box and every line has its place: Graphviz's `nop2` draws it there.
  case placesGiven

  /// Name and value as DOT writes them; `nil` where the value may not be written.
  var text: String? {
    switch self {
    case .label(let text): return "label=" + DOTText.quoted(text)
    case .table(let table): return "label=<\(table.text)>"
    case .tooltip(let text): return "tooltip=" + DOTText.quoted(text)
    case .link(let address):
      return SafeLink.checked(address).flatMap {
        $0.utf8.count <= DOTText.longest ? "URL=" + DOTText.quoted($0) : nil
      }
    case .shape(let shape): return "shape=\(shape.rawValue)"
    case .style(let styles):
      return "style=\"\(styles.map(\.rawValue).joined(separator: ","))\""
    case .peripheries(let count): return "peripheries=\(min(max(count, 0), 4))"
    case .fontSize(let size): return "fontsize=" + DOTText.number(size, in: 6...40)
    case .penWidth(let width): return "penwidth=" + DOTText.number(width, in: 0...8)
    case .fill(let colour): return DOTAttribute.colour(colour).map { "fillcolor=\"\($0)\"" }
    case .colour(let colour): return DOTAttribute.colour(colour).map { "color=\"\($0)\"" }
    case .fontColour(let colour): return DOTAttribute.colour(colour).map { "fontcolor=\"\($0)\"" }
    case .arrowHead(let arrow): return "arrowhead=\(arrow.rawValue)"
    case .minimumLength(let length): return "minlen=\(min(max(length, 0), 20))"
    case .leftToRight: return "rankdir=LR"
    case .labelOnTop: return "labelloc=t, labeljust=l"
    case .nodeSeparation(let points):
      return "nodesep=" + DOTText.number(points / 72, in: 0.02...5)
    case .rankSeparation(let points):
      return "ranksep=" + DOTText.number(points / 72, in: 0.02...10)
    case .position(let point):
      return "pos=\"\(DOTAttribute.place(point))\""
    case .fixedSize(let width, let height):
      let range = 0.05...60.0
      return "fixedsize=true, width=\(DOTText.number(width / 72, in: range)), "
        + "height=\(DOTText.number(height / 72, in: range))"
    case .route(let spline, let tip):
      guard let start = spline.start else { return nil }
      let points = [start] + spline.curves.flatMap { [$0.b, $0.c, $0.d] }
      let text =
        (tip.map { "e,\(DOTAttribute.place($0)) " } ?? "")
        + points.map { DOTAttribute.place($0) }.joined(separator: " ")
      // What is longer than Graphviz is trusted with is drawn without its line.
      return text.utf8.count <= DOTText.longest ? "pos=\"\(text)\"" : nil
    case .placesGiven: return "layout=nop2"
    }
  }

  private static func place(_ point: Point) -> String {
    let range = -1_000.0...10_000_000
    return DOTText.number(point.x, in: range) + "," + DOTText.number(point.y, in: range)
  }

  /// A colour of a palette: `#` and six hexadecimal digits, and nothing else.
  static func colour(_ text: String) -> String? {
    let digits = text.dropFirst()
    guard text.first == "#", digits.utf8.count == 6,
      digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
    else { return nil }
    return text
  }
}
