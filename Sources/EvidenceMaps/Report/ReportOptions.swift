/// How a report is made, where the caller has a say.
public struct ReportOptions: Hashable, Sendable {
  /// The question that the report answers; the graph's title where there is none.
  public var title: String?
  /// What was selected of the graph before the report was made, in words for its head.
  public var selection: String?
  /// The command that makes the page again, with files by name; printed at its end.
  public var command: String?
  /// How many bytes of data the page may carry for its scripts; what does not fit is left out, and
  /// the page says so.
  public var dataBudget: Int
  /// How many cells of one matrix the page lists; beyond, only its top concepts stand in it.
  public var cellBudget: Int
  /// How many gaps of one kind the page lists.
  public var gapBudget: Int

  /// Makes options.
  public init(
    title: String? = nil,
    selection: String? = nil,
    command: String? = nil,
    dataBudget: Int = 4_000_000,
    cellBudget: Int = 12_000,
    gapBudget: Int = 5_000
  ) {
    self.title = title
    self.selection = selection
    self.command = command
    self.dataBudget = dataBudget
    self.cellBudget = cellBudget
    self.gapBudget = gapBudget
  }
}
