#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The functions of C's mathematics, under names that nothing else bears.
enum CMathematics {
  static let functions: [(name: String, body: @Sendable (Double) -> Double)] = [
    ("exp", { exp($0) }), ("log", { log($0) }), ("log10", { log10($0) }), ("sin", { sin($0) }),
    ("cos", { cos($0) }), ("tan", { tan($0) }), ("cot", { 1 / tan($0) }), ("asin", { asin($0) }),
    ("acos", { acos($0) }), ("atan", { atan($0) }), ("haversin", { (1 - cos($0)) / 2 }),
    ("degrees", { $0 * 180 / Double.pi }), ("radians", { $0 * Double.pi / 180 }),
    ("sqrt", { $0.squareRoot() }), ("ceil", { $0.rounded(.up) }),
    ("floor", { $0.rounded(.down) }),
  ]

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  static func angle(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

  static let e = exp(1.0)
}
