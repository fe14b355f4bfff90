public import EvidenceCore

/// What a search found, the best first.
public struct SearchAnswer: Hashable, Sendable {
  /// The nodes that have every word, by score, then by key; as many as were asked for.
  public let hits: [SearchHit]
  /// How many nodes have every word.
  public let total: Int
  /// The words and phrases that were looked for, in their order.
  public let words: [SearchWord]
}

/// A node that a search found.
public struct SearchHit: Hashable, Sendable {
  /// The node.
  public let node: NodeID
  /// How well it fits, above 0: a rank within one answer, and nothing that compares two answers.
  public let score: Double
  /// Where the words stand, a text each field, what speaks most for the node first.
  public let matches: [SearchMatch]
  /// How many statements start from the node or lead to it.
  public let statements: Int
  /// How many of these bear evidence, and are not denials.
  public let evidence: Int
}

/// A text in which a word was found.
public struct SearchMatch: Hashable, Sendable {
  /// Where the text stands.
  public let field: SearchField
  /// The statement whose text it is; `nil`: the node's own.
  public let statement: EdgeID?
  /// The text about the first word that was found, on one line, 80 characters or so.
  public let snippet: String
}

/// A word or phrase that was looked for.
public struct SearchWord: Hashable, Sendable {
  /// As it was written.
  public let text: String
  /// How many nodes have it, of any kind.
  public let nodes: Int
  /// The nearest that does occur, where no node has it and anything is near.
  public let suggestion: String?
}
