public import EvidenceCore

/// One property that is not the same in two graphs.
public struct PropertyChange: Hashable, Sendable {
  /// The property's name, as the archive gives it; in a header also what it belongs to.
  public var name: String
  /// The value in the older graph; `nil` where it had none.
  public var old: PropertyValue?
  /// The value in the newer graph; `nil` where it has none.
  public var new: PropertyValue?

  /// Names a change.
  public init(_ name: String, from old: PropertyValue?, to new: PropertyValue?) {
    self.name = name
    self.old = old
    self.new = new
  }
}

/// A node that stands in two graphs and is not the same in both.
public struct NodeChange: Hashable, Sendable {
  public var old: Node
  public var new: Node
  /// What differs, in the order of the archive's members, then of names.
  public var properties: [PropertyChange]

  /// The node's key, the same in both graphs.
  public var key: Key { new.key }
}

/// A statement whose id stands in two graphs and that does not say the same in both.
public struct StatementChange: Hashable, Sendable {
  /// The statement's id in the newer graph.
  public var id: String
  /// The statement's id in the older graph: another one only where the statement was read elsewhere.
  public var oldID: String { old.effectiveID }
  public var old: Statement
  public var new: Statement
  /// What differs, in the order of the archive's members, then of names.
  public var properties: [PropertyChange]
}
