public import EvidenceCore

/// What became of one work from one graph to another: what it brought, and what went with it.
public struct WorkChange: Hashable, Sendable {
  /// What became of it.
  public enum Kind: String, Sendable, CaseIterable {
    /// Only the newer graph has the work.
    case added
    /// Only the older graph has it.
    case removed
    /// Both have it, and what it states is coded otherwise.
    case recoded = "re-coded"
    /// Both have it, and its statements were only read elsewhere.
    case relocated
  }

  /// How many records of a sort came, went, and say something else.
  public struct Counts: Hashable, Sendable {
    /// Only the newer graph has them.
    public var added = 0
    /// Only the older graph has them.
    public var removed = 0
    /// Both have them, and they differ.
    public var changed = 0

    /// All of them.
    public var total: Int { added + removed + changed }

    /// Starts at nothing.
    public init(added: Int = 0, removed: Int = 0, changed: Int = 0) {
      self.added = added
      self.removed = removed
      self.changed = changed
    }
  }

  /// The key of the paper, or of a source that is no node.
  public var work: Key
  public var kind: Kind
  /// Whether the paper's own node is among what came, went or differs.
  public var paper: Counts
  /// Risks that it names.
  public var risks: Counts
  /// Measures that it proposes or evaluates.
  public var measures: Counts
  /// Other nodes that it introduces.
  public var others: Counts
  /// Statements that it makes, or that lead to what it introduces.
  public var statements: Counts
  /// Statements that were only read elsewhere.
  public var relocated: Int
}

/// What came and went that belongs to no work: concepts, matches, and whatever states no source.
public struct SortChange: Hashable, Sendable {
  /// The scheme of concepts, the kind of other nodes, or the relation of statements.
  public var name: String
  /// Whether statements are counted, and not nodes.
  public var isOfStatements: Bool
  public var counts: WorkChange.Counts
  /// Statements that were only read elsewhere.
  public var relocated: Int
}
