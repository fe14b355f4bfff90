public import EvidenceCore

/// What speaks for checking whether a measure addresses a risk or a risk domain.
///
/// A reason is no evidence: it says where to look, and the statement is made by whoever looks.
public enum SuggestionReason: Hashable, Sendable {
  /// A measure that is matched with it addresses the target.
  case match(NodeID)
  /// Another part of the same whole addresses the target.
  case sibling(NodeID, whole: NodeID)
  /// So many of the other measures that are classified under the same concept address the target;
  /// `example` is the one with the least key.
  case sameClass(concept: NodeID, addressing: Int, others: Int, example: NodeID)
  /// So many of the other measures that the same paper proposes address the target.
  case samePaper(paper: NodeID, addressing: Int, others: Int, example: NodeID)
  /// A paper that proposes the measure names risks of the target, so many; `risk` has the least key.
  case paperNames(paper: NodeID, risk: NodeID, risks: Int)
  /// A measure that says nearly the same addresses the target; the telling words that the two share.
  case alike(NodeID, words: [String])
  /// The measure and the target share these telling words.
  case sharedWords([String])

  /// The reason's name in data, in kebab-case.
  public var code: String {
    switch self {
    case .match: "match"
    case .sibling: "sibling"
    case .sameClass: "same-class"
    case .samePaper: "same-paper"
    case .paperNames: "paper-names"
    case .alike: "alike"
    case .sharedWords: "shared-words"
    }
  }
}

/// A pair of a measure and a target that it is not known to address, and what speaks for it.
public struct LinkSuggestion: Hashable, Sendable {
  /// The measure.
  public var subject: NodeID
  /// The risk or risk domain.
  public var object: NodeID
  /// What speaks for it, the strongest first; never empty.
  public var reasons: [SuggestionReason]
  /// How much speaks for it, above 0 and below 1: a rank of our own and no probability.
  public var likelihood: Double

  /// Makes a suggestion by hand.
  public init(subject: NodeID, object: NodeID, reasons: [SuggestionReason], likelihood: Double) {
    self.subject = subject
    self.object = object
    self.reasons = reasons
    self.likelihood = likelihood
  }
}
