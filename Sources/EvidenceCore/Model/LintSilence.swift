/// A finding of the linter that was looked at and is to be left as it is, with the reason.
///
/// A graph carries its silences in its header, so that whoever opens it sees what was waved
/// through, and why.
public struct LintSilence: Hashable, Sendable {
  /// The rule that is silenced, such as `duplicate-mitigations`.
  public var rule: String
  /// What the finding is about: a node's key, a statement's id, a kind, a scheme or a coder.
  public var of: String
  /// Why the finding is to be left as it is.
  public var reason: String

  /// Silences a rule for one thing.
  public init(rule: String, of: String, reason: String) {
    self.rule = rule
    self.of = of
    self.reason = reason
  }
}
