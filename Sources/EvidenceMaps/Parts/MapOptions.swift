public import EvidenceAnalysis

/// How a map is drawn, where the caller has a say.
public struct MapOptions: Hashable, Sendable {
  /// The colours.
  public var theme: MapTheme
  /// The question that the map answers; a fitting one is made where there is none.
  public var title: String?
  /// What stands before every id of the drawing, so that several maps fit into one page; each map
  /// has one of its own where there is none.
  public var idPrefix: String?
  /// Whether rows of a matrix that hold no evidence are folded into a counted line.
  public var foldEmptyRows: Bool
  /// In which order the rows of a coverage map stand; the map says so where it is not the scheme's.
  public var rowOrder: RowOrder
  /// What the numbers of a coverage map count; works where unsaid, or witnesses where no work is known.
  public var count: CellCount?
  /// What alone is counted, in words that follow "only"; every sheet and table says it.
  public var selection: String?
  /// What is supposed and not so, in words that follow "what if"; it stands across every sheet.
  public var supposition: String?
  /// The command that makes the map again; every sheet ends with it.
  public var command: String?
  /// A report's page beside the map, as a relative path of letters, digits and `-._~/`: the cells of a
  /// coverage map lead to theirs there. Another name is left out.
  public var page: String? {
    get { storedPage }
    set { storedPage = newValue.flatMap { PageLink.isPage($0) ? $0 : nil } }
  }
  private var storedPage: String?
  /// How much Graphviz is given to draw or to lay out in one go.
  public var budget: LayoutBudget

  /// Makes options.
  public init(
    theme: MapTheme = .automatic,
    title: String? = nil,
    idPrefix: String? = nil,
    foldEmptyRows: Bool = false,
    rowOrder: RowOrder = .scheme,
    count: CellCount? = nil,
    selection: String? = nil,
    supposition: String? = nil,
    command: String? = nil,
    budget: LayoutBudget = .inProcess
  ) {
    self.theme = theme
    self.title = title
    self.idPrefix = idPrefix
    self.foldEmptyRows = foldEmptyRows
    self.rowOrder = rowOrder
    self.count = count
    self.selection = selection
    self.supposition = supposition
    self.command = command
    self.budget = budget
  }
}
