/// Which way a statement speaks.
public enum Stance: String, Sendable, CaseIterable {
  /// It speaks for the claim.
  case supports
  /// It speaks for it in part and against it in part; both sides, at half.
  case mixed
  /// It speaks against the claim.
  case opposes
}
