/// The strength of a set of chains: a support score of our own, not a probability that a
/// mitigation works.
public enum Strength: Hashable, Sendable {
  /// The value itself.
  case exact(Double)
  /// Proven bounds; no upper one where a chain's strength is unknown.
  case interval(low: Double, high: Double?)
}
