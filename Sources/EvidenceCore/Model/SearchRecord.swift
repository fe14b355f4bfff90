/// What somebody looked for, so that "nothing found" and "nobody looked" can be told apart.
public struct SearchRecord: Hashable, Sendable {
  /// The keys searched on one axis; each stands for its whole subtree. Empty covers nothing.
  public var rows: [Key]
  /// The keys searched on the other axis; each stands for its whole subtree.
  public var columns: [Key]
  /// The relation that was asked for.
  public var relation: Relation?
  public var date: String?
  public var by: String?
  public var method: String?
  public var result: String?

  /// Records a search.
  public init(
    rows: [Key],
    columns: [Key],
    relation: Relation? = nil,
    date: String? = nil,
    by: String? = nil,
    method: String? = nil,
    result: String? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.relation = relation
    self.date = date
    self.by = by
    self.method = method
    self.result = result
  }
}
