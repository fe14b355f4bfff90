package import EvidenceCore

/// How support scores are written: with two significant digits, and never more sure than they are.
///
/// The command, the maps and the report print every strength, confidence and factor in this way. A
/// value is rounded to the nearest, the bounds of an interval outwards, so that what is printed
/// contains what was proven.
///
/// ```swift
/// SupportScore.text(0.456)                                   // 0.46
/// SupportScore.text(.interval(low: 0.456, high: 0.512))      // 0.45–0.52
/// SupportScore.text(.interval(low: 0.456, high: nil))        // at least 0.45
/// ```
public enum SupportScore {
  /// A value; `?` where it is unknown.
  public static func text(_ value: Double?) -> String {
    value.map { rounded($0, .toNearestOrEven).shortestText } ?? "?"
  }

  /// A strength over a set of chains; `none` where there is no chain to weigh.
  public static func text(_ strength: Strength?) -> String {
    switch strength {
    case nil: "none"
    case .exact(let value): text(value)
    case .interval(let low, let high?):
      rounded(low, .down).shortestText + "–" + rounded(high, .up).shortestText
    case .interval(let low, nil): "at least " + rounded(low, .down).shortestText
    }
  }

  /// A value in JSON; `null` where it is unknown.
  package static func json(_ value: Double?) -> JSONValue {
    value.map { rounded($0, .toNearestOrEven).json } ?? .null
  }

  /// A strength in JSON: a number, or `{"low", "high"}`.
  package static func json(_ strength: Strength?) -> JSONValue {
    switch strength {
    case nil: .null
    case .exact(let value): json(value)
    case .interval(let low, let high):
      .object([
        JSONMember("low", rounded(low, .down).json),
        JSONMember("high", high.map { rounded($0, .up).json } ?? .null),
      ])
    }
  }

  /// A strength for a field of a table: a number, or an interval in words; empty where there is none.
  package static func value(_ strength: Strength?) -> JSONValue {
    switch strength {
    case nil: .null
    case .exact(let value): json(value)
    case .interval: .string(text(strength))
    }
  }

  /// A value whose distance from two digits is below this, relative to the second, has them.
  static let tolerance = 1e-9

  /// Two significant digits; two decimals from 0.1 up.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
    guard value > 0 else { return 0 }
    var scale = 100.0
    while value * scale < 10, scale < 1e22 { scale *= 10 }
    // A value that only binary fractions keep off two digits is not pushed to the next ones.
    let scaled = value * scale
    let near = scaled.rounded()
    let whole = abs(scaled - near) < tolerance ? near : scaled.rounded(rule)
    return whole / scale
  }
}
