public import EvidenceCore

/// What becomes of a concept when one scheme replaces another.
public enum CrosswalkFate: String, Sendable, CaseIterable {
  /// It has one exact or close counterpart, and nothing else has it.
  case moved
  /// It has several exact or close counterparts.
  case split
  /// Its one counterpart is that of other concepts too.
  case merged
  /// Only a broader concept takes it up.
  case broadened
  /// Nothing takes it up.
  case lost
}

/// A concept of the newer scheme that takes one of the older up.
public struct CrosswalkTarget: Hashable, Sendable {
  public var concept: Key
  /// EXACT_MATCH, CLOSE_MATCH or BROAD_MATCH: the loosest step on the way.
  public var relation: Relation
  /// The ids of the statements that it follows from, in the order of the way; none for itself.
  public var premises: [String]
  /// Whether one statement says so, so that nothing had to be chained.
  public var isStated: Bool { premises.count == 1 }
}

/// One concept of the older scheme, and what becomes of it.
public struct CrosswalkEntry: Hashable, Sendable {
  public var concept: Key
  public var fate: CrosswalkFate
  /// What takes it up: its counterparts, else what is broader; in the order of keys.
  public var targets: [CrosswalkTarget]
  /// Concepts that are said to be narrower: each witness would have to be coded there anew.
  public var narrower: [Key]
}

/// Two concepts that are said to match exactly and otherwise too, which SKOS rules out.
public struct CrosswalkConflict: Hashable, Sendable {
  public var from: Key
  public var to: Key
  /// What speaks against the exact match: BROAD_MATCH, NARROW_MATCH, RELATED_MATCH, or
  /// EXACT_MATCH where it is denied.
  public var relation: Relation
  /// The ids of the statements that make the exact match.
  public var premises: [String]
  /// The id of the statement against it.
  public var against: String
}

/// A cell of the older scheme, as the newer one shows it.
public struct CrosswalkCell: Hashable, Sendable {
  /// The concept of the older scheme.
  public var concept: Key
  /// What the scheme is set against.
  public var column: Key
  public var old: CellState
  /// The concept that takes the older one up; `nil` where none does.
  public var target: Key?
  /// The state of the target's cell, from the witnesses that were carried over; `nil` where the
  /// concept is lost.
  public var new: CellState?
  /// The witnesses of the older cell, and those of them that the target's cell shows too.
  public var witnesses: [Key]
  public var carried: [Key]

  /// Whether the cell is not in the state that it was in.
  public var isChanged: Bool { old != (new ?? .notSearched) }
}
