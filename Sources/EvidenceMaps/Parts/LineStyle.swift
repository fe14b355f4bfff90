/// How a line is drawn and how it ends.
struct LineStyle: Hashable, Sendable {
  enum Role: Hashable, Sendable { case ordinary, strongest, opposing, missing, quiet }
  enum Head: Hashable, Sendable { case full, hollow, tee, none }

  var role: Role
  var head: Head
  var isDashed: Bool
  var width: Double

  static let quiet = LineStyle(role: .quiet, head: .none, isDashed: false, width: 0.75)
  static let missing = LineStyle(role: .missing, head: .hollow, isDashed: false, width: 1.4)

  private var paint: PaintClass {
    switch role {
    case .ordinary, .quiet: .edge
    case .strongest: .edgeStrong
    case .opposing: .edgeOpposing
    case .missing: .edgeMissing
    }
  }

  private var headPaint: PaintClass {
    switch (role, head) {
    case (.missing, _): .headMissing
    case (.strongest, .hollow): .headStrongHollow
    case (.strongest, _): .headStrong
    case (_, .hollow): .headHollow
    default: .head
    }
  }

  private var dash: String? { role == .missing ? "1.5 3.5" : isDashed ? "4 2.2" : nil }

  /// How much of the line's end the head covers.
  var headLength: Double {
    switch head {
    case .full, .hollow: max(4.5, 4 + width * 1.25)
    case .tee: 0.5
    case .none: 0
    }
  }

  /// Draws a line with its head at its end.
  func draw(_ spline: Spline, withHead: Bool, on canvas: inout SVGCanvas) {
    guard let tip = spline.end, let start = spline.start else { return }
    let direction = spline.endDirection
    let length = withHead ? headLength : 0
    let isRoomy = (tip - start).length > length + 1
    if isRoomy {
      let shaft =
        length > 0 ? spline.cut(tailInside: { ($0 - tip).length < length - 0.4 }) : spline
      canvas.curve(shaft, paint, width: width, dash: dash)
    }
    guard withHead else { return }
    let across = Point(-direction.y, direction.x)
    switch head {
    case .full, .hollow:
      let foot = tip - direction * length
      let half = across * (length * 0.48)
      canvas.polygon([tip, foot + half, foot - half], headPaint)
    case .tee:
      let bar = tip - direction * 3
      canvas.line([bar + across * 6, bar - across * 6], paint, width: 3)
    case .none: break
    }
  }
}
