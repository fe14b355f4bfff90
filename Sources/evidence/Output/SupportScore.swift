internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes support scores: two digits at most, and never more sure than they are.
enum SupportScore {
  /// A score for people.
  static func text(_ value: Double) -> String { rounded(value, .toNearestOrEven).shortestText }

  static func text(_ strength: Strength?) -> String {
    switch strength {
    case nil: "none"
    case .exact(let value): text(value)
    case .interval(let low, let high?):
      rounded(low, .down).shortestText + "–" + rounded(high, .up).shortestText
    case .interval(let low, nil): "at least " + rounded(low, .down).shortestText
    }
  }

  static func json(_ value: Double?) -> JSONValue {
    value.map { rounded($0, .toNearestOrEven).json } ?? .null
  }

  static func json(_ strength: Strength?) -> JSONValue {
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

  /// Two significant digits.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
    guard value > 0 else { return 0 }
    var scale = 100.0
    while value * scale < 10, scale < 1e12 { scale *= 10 }
    // A value that only binary fractions keep off two digits is not pushed to the next ones.
    let scaled = value * scale
    let near = scaled.rounded()
    let whole = abs(scaled - near) < 1e-9 ? near : scaled.rounded(rule)
    return whole / scale
  }
}
