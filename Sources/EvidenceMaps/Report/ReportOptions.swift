/// How a report is made, where the caller has a say.
public struct ReportOptions: Hashable, Sendable {
  /// The question that the report answers; the graph's title where there is none.
  public var title: String?
  /// What alone was selected of the graph before the report was made, in words that follow "only".
  public var selection: String?
  /// What is supposed and not so, in words that follow "what if".
  public var supposition: String?
  /// The command that makes the page again, with files by name; printed at its end.
  public var command: String?
  /// How many bytes of data the page may carry for its scripts; what does not fit is left out, and
  /// the page says so.
  public var dataBudget: Int
  /// How many cells of one matrix the page lists; beyond, only its top concepts stand in it.
  public var cellBudget: Int
  /// How many gaps of one kind the page lists.
  public var gapBudget: Int

  /// What was selected and supposed, in words for files of the page; empty where nothing was.
  var counted: String {
    [selection.map { "only \($0)" }, supposition.map { "what if \($0)" }].compactMap { $0 }
      .joined(separator: "; ")
  }

  /// Makes options.
  public init(
    title: String? = nil,
    selection: String? = nil,
    supposition: String? = nil,
    command: String? = nil,
    dataBudget: Int = 4_000_000,
    cellBudget: Int = 12_000,
    gapBudget: Int = 5_000
  ) {
    self.title = title
    self.selection = selection
    self.supposition = supposition
    self.command = command
    self.dataBudget = dataBudget
    self.cellBudget = cellBudget
    self.gapBudget = gapBudget
  }
}
