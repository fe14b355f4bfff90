/// A person's judgment of how certain the evidence of a cell is: recorded, never computed.
///
/// It stands on a cell by the keys of its row and column, in either order, or on one concept.
/// Several people may judge the same cell; each has a record.
public struct Judgment: Hashable, Sendable {
  /// The row of the cell, or the concept by itself.
  public var row: Key
  /// The column of the cell; `nil` where one concept by itself is judged.
  public var column: Key?
  /// The kind of the witnesses whose evidence is judged; `nil`: whichever the cell counts.
  public var of: Kind?
  public var certainty: Certainty
  /// Why, in the person's own words.
  public var reasons: String?
  public var by: String?
  /// The day, `YYYY-MM-DD`.
  public var date: String?

  /// Records a judgment.
  public init(
    row: Key,
    column: Key? = nil,
    of: Kind? = nil,
    certainty: Certainty,
    reasons: String? = nil,
    by: String? = nil,
    date: String? = nil
  ) {
    self.row = row
    self.column = column
    self.of = of
    self.certainty = certainty
    self.reasons = reasons
    self.by = by
    self.date = date
  }

  /// What it is about, and who judges: two records that share it are one judgment that changed.
  public struct Identity: Hashable, Sendable {
    let place: Set<Key>
    let of: Kind?
    let by: String?
  }

  /// What it is about, and who judges.
  public var identity: Identity {
    Identity(place: Set([row, column].compactMap { $0 }), of: of, by: by)
  }
}
