/// Sine and cosine by the same arithmetic on every machine, good to about 1e-12: a picture needs no
/// more, and its bytes must not hang on the C library at hand.
enum Trigonometry {
  /// - Parameter angle: in radians.
  static func sine(_ angle: Double) -> Double {
    var x = angle.remainder(dividingBy: 2 * .pi)
    if x > .pi / 2 { x = .pi - x } else if x < -.pi / 2 { x = -.pi - x }
    // The Taylor series; on a quarter of the circle its first ten terms are enough.
    var (term, sum) = (x, x)
    for n in 1..<10 {
      term *= -x * x / Double((2 * n) * (2 * n + 1))
      sum += term
    }
    return sum
  }

  /// - Parameter angle: in radians.
  static func cosine(_ angle: Double) -> Double { sine(angle + .pi / 2) }
}
