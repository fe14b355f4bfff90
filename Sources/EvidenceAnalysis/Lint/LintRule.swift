public import EvidenceCore

/// One thing that a careful reader would look at twice: sound by the schema, and still doubtful.
public protocol LintRule: Sendable {
  /// The rule's name in kebab-case; it is the code of its findings.
  var name: String { get }
  /// What it looks for, in one sentence without a full stop.
  var meaning: String { get }
  /// A small archive with one such finding.
  var example: String { get }

  /// Everything that the rule finds, in the order of the graph.
  func findings(in graph: EvidenceGraph) -> [LintFinding]
}

/// Something that a rule of the linter found, and what it is about.
public struct LintFinding: Hashable, Sendable {
  /// The keys, statement ids or names that it is about, any of which a silence may name.
  public var subjects: [String]
  /// The finding: a warning whose code is the rule's name.
  public var diagnostic: Diagnostic

  init(
    _ rule: some LintRule,
    of subjects: [String],
    _ message: String,
    at place: Place,
    hint: String
  ) {
    self.subjects = subjects
    diagnostic = Diagnostic(.warning, Diagnostic.Code(rule.name), message, at: place, hint: hint)
  }
}
