/// A point on the page, in points; y grows downwards.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The point a share of the way to another.
  func toward(_ other: Point, _ share: Double) -> Point { self + (other - self) * share }
}

/// An upright rectangle on the page.
struct Box: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(center: Point, width: Double, height: Double) {
    self.init(center.x - width / 2, center.y - height / 2, width, height)
  }

  var right: Double { x + width }
  var bottom: Double { y + height }
  var center: Point { Point(x + width / 2, y + height / 2) }

  func inset(_ by: Double) -> Box { Box(x + by, y + by, width - 2 * by, height - 2 * by) }

  func contains(_ p: Point) -> Bool { p.x >= x && p.x <= right && p.y >= y && p.y <= bottom }
}

/// A cubic Bézier curve.
struct Curve: Hashable, Sendable {
  var a: Point
  var b: Point
  var c: Point
  var d: Point

  /// The two parts of the curve on either side of a share of its parameter (de Casteljau).
  func split(_ t: Double) -> (Curve, Curve) {
    let (ab, bc, cd) = (a.toward(b, t), b.toward(c, t), c.toward(d, t))
    let (abc, bcd) = (ab.toward(bc, t), bc.toward(cd, t))
    let middle = abc.toward(bcd, t)
    return (Curve(a: a, b: ab, c: abc, d: middle), Curve(a: middle, b: bcd, c: cd, d: d))
  }

  var reversed: Curve { Curve(a: d, b: c, c: b, d: a) }

  func point(_ t: Double) -> Point { split(t).0.d }
}

/// Curves that follow on one another.
struct Spline: Hashable, Sendable {
  var curves: [Curve]

  /// A straight line.
  init(from a: Point, to b: Point) {
    curves = [Curve(a: a, b: a.toward(b, 1.0 / 3), c: a.toward(b, 2.0 / 3), d: b)]
  }

  init(curves: [Curve]) { self.curves = curves }

  var start: Point? { curves.first?.a }
  var end: Point? { curves.last?.d }
  /// The line with each of its points put elsewhere.
  func mapped(_ place: (Point) -> Point) -> Spline {
    Spline(
      curves: curves.map { Curve(a: place($0.a), b: place($0.b), c: place($0.c), d: place($0.d)) }
    )
  }

  var reversed: Spline { Spline(curves: curves.reversed().map(\.reversed)) }

  /// What is left when the head of the line, as far as it lies inside something, is cut away.
  func cut(headInside: (Point) -> Bool) -> Spline {
    var kept = curves
    while let first = kept.first {
      if headInside(first.d), kept.count > 1 {
        kept.removeFirst()
        continue
      }
      guard headInside(first.a) else { break }
      if headInside(first.d) { return Spline(curves: []) }
      var (low, high) = (0.0, 1.0)
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if headInside(first.point(middle)) { low = middle } else { high = middle }
      }
      kept[0] = first.split(high).1
      break
    }
    return Spline(curves: kept)
  }

  /// What is left when the end of the line, as far as it lies inside something, is cut away.
  func cut(tailInside: (Point) -> Bool) -> Spline {
    reversed.cut(headInside: tailInside).reversed
  }

  /// The direction at the end of the line, of length 1.
  var endDirection: Point {
    guard let last = curves.last else { return Point(1, 0) }
    for from in [last.c, last.b, last.a] where (last.d - from).length > 0.01 {
      let step = last.d - from
      return step * (1 / step.length)
    }
    return Point(1, 0)
  }
}
