internal import EvidenceCore

/// The shape that says of what kind a node is.
enum NodeShape: Hashable, Sendable {
  case paper, mitigation, concept, risk, domain, topDomain
  case parallelogram, trapezium, house
  /// Several nodes folded into one.
  case counted

  /// The shape of a kind; `isTop` for a domain that nothing is broader than. Kinds that a graph
  /// declares take the other shapes in the order of their names.
  static func of(_ kind: Kind, isTop: Bool, declared: [Kind]) -> NodeShape {
    switch kind {
    case .paper: return .paper
    case .mitigation: return .mitigation
    case .taxonomyNode: return .concept
    case .risk: return .risk
    case .riskDomain: return isTop ? .topDomain : .domain
    default:
      let own = declared.filter { !Kind.builtIn.contains($0) }
      let shapes: [NodeShape] = [.parallelogram, .trapezium, .house]
      return shapes[(own.firstIndex(of: kind) ?? 0) % 3]
    }
  }

  /// The room beside a text that the shape takes, on both sides together.
  var sidePadding: Double {
    switch self {
    case .paper, .mitigation, .counted: 18
    case .concept: 20
    case .risk, .parallelogram, .trapezium: 34
    case .domain: 22
    case .topDomain: 28
    case .house: 20
    }
  }

  /// The room above and below a text, together.
  var heightPadding: Double {
    switch self {
    case .topDomain: 18
    case .house: 24
    default: 14
    }
  }

  /// The corners of the shape in a box.
  func corners(_ b: Box) -> [Point] {
    let (l, r, t, f) = (b.x, b.right, b.y, b.bottom)
    let cut = min(9.0, b.height / 3)
    switch self {
    case .paper:
      return [Point(l, t), Point(r - cut, t), Point(r, t + cut), Point(r, f), Point(l, f)]
    case .risk:
      let m = b.center.y
      return [
        Point(l + cut, t), Point(r - cut, t), Point(r, m), Point(r - cut, f), Point(l + cut, f),
        Point(l, m),
      ]
    case .domain, .topDomain:
      let c = min(6.5, b.height / 4)
      return [
        Point(l + c, t), Point(r - c, t), Point(r, t + c), Point(r, f - c), Point(r - c, f),
        Point(l + c, f), Point(l, f - c), Point(l, t + c),
      ]
    case .parallelogram:
      return [Point(l + cut, t), Point(r, t), Point(r - cut, f), Point(l, f)]
    case .trapezium:
      return [Point(l + cut, t), Point(r - cut, t), Point(r, f), Point(l, f)]
    case .house:
      return [
        Point(l, t + cut), Point(b.center.x, t), Point(r, t + cut), Point(r, f), Point(l, f),
      ]
    case .mitigation, .concept, .counted:
      return [Point(l, t), Point(r, t), Point(r, f), Point(l, f)]
    }
  }

  /// Whether a point lies in the shape.
  func contains(_ p: Point, in box: Box) -> Bool {
    guard box.contains(p) else { return false }
    let points = corners(box)
    var isInside = false
    var j = points.count - 1
    for i in points.indices {
      let (a, b) = (points[i], points[j])
      if (a.y > p.y) != (b.y > p.y), p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
        isInside.toggle()
      }
      j = i
    }
    return isInside
  }

  /// Draws the shape with what marks its kind.
  func draw(in box: Box, _ paint: PaintClass, on canvas: inout SVGCanvas) {
    switch self {
    case .mitigation: canvas.rect(box, paint, radius: MapStyle.mitigationRadius)
    case .counted:
      canvas.rect(Box(box.x + 3, box.y + 3, box.width - 3, box.height - 3), paint, radius: 2)
      canvas.rect(Box(box.x, box.y, box.width - 3, box.height - 3), paint, radius: 2)
    case .concept:
      canvas.rect(box, paint, radius: 1)
      canvas.rect(Box(box.x, box.y, 3, box.height), .spine)
    case .paper:
      canvas.polygon(corners(box), paint)
      let cut = min(9.0, box.height / 3)
      canvas.line(
        [
          Point(box.right - cut, box.y), Point(box.right - cut, box.y + cut),
          Point(box.right, box.y + cut),
        ],
        paint == .nodeStrong ? .edgeStrong : .edge,
        width: 1
      )
    case .topDomain:
      canvas.polygon(corners(box), paint)
      canvas.polygon(corners(box.inset(2.6)), .rule)
    default: canvas.polygon(corners(box), paint)
    }
  }

  /// The shape in Graphviz.
  var dotAttributes: [DOTAttribute] {
    switch self {
    case .paper: [.shape(.note)]
    case .mitigation: [.shape(.box), .style([.rounded, .filled]), .fill(Palette.light.panel)]
    case .concept, .counted: [.shape(.box)]
    case .risk: [.shape(.hexagon)]
    case .domain: [.shape(.octagon)]
    case .topDomain: [.shape(.octagon), .peripheries(2)]
    case .parallelogram, .trapezium, .house: [.shape(.parallelogram)]
    }
  }
}
