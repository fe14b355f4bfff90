/// What was decided about a cell or a single node, who sees to it and until when.
///
/// It stands on a cell by the keys of its row and column, in either order, or on a node by its key,
/// so that it outlives the releases of a graph. It changes no state: a gap that is accepted is a
/// gap.
public struct StatusRecord: Hashable, Sendable {
  /// The row of the cell, or the node.
  public var row: Key
  /// The column of the cell; `nil` where it is about a node.
  public var column: Key?
  public var status: Status
  /// Who sees to it.
  public var owner: String?
  /// The day until which, `YYYY-MM-DD`.
  public var due: String?
  /// Who says so.
  public var by: String?
  /// The day on which it was said, `YYYY-MM-DD`.
  public var date: String?
  public var note: String?

  /// Records a status.
  public init(
    row: Key,
    column: Key? = nil,
    status: Status,
    owner: String? = nil,
    due: String? = nil,
    by: String? = nil,
    date: String? = nil,
    note: String? = nil
  ) {
    self.row = row
    self.column = column
    self.status = status
    self.owner = owner
    self.due = due
    self.by = by
    self.date = date
    self.note = note
  }

  /// The keys of what it is about: a cell or a node has one status.
  public var place: Set<Key> { Set([row, column].compactMap { $0 }) }
}
