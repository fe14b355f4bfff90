/// The strength of a set of chains: a support score of our own, not a probability that a
/// mitigation works.
public enum Strength: Hashable, Sendable {
  /// The value itself.
  case exact(Double)
  /// Proven bounds; no upper one where a chain's strength is unknown.
  case interval(low: Double, high: Double?)
}

extension Strength {
  /// The value, or the lower bound of an interval.
  var low: Double {
    switch self {
    case .exact(let value): value
    case .interval(let low, _): low
    }
  }

  /// What is still proven where more chains may be there: the lower bound alone.
  var asLowerBound: Strength { .interval(low: low, high: nil) }
}
