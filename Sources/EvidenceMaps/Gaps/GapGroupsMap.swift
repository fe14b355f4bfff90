public import EvidenceAnalysis
public import EvidenceCore

/// Where to start: what is missing throughout a graph, then its gaps in groups, a row each.
///
/// It draws what `GapOverview` answers, in the order of its ranking; the bar says how many of a group's
/// nodes lack a stated link, and how many any.
///
/// ```swift
/// let overview = try GapAnalysis(graph).overview()
/// let picture = try GapGroupsMap(overview: overview, graph: graph).svg()
/// ```
public struct GapGroupsMap: EvidenceMap {
  /// The groups, and what is missing throughout.
  public let overview: GapOverview
  /// The graph that was asked.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// Makes a map of groups of gaps.
  public init(overview: GapOverview, graph: EvidenceGraph, options: MapOptions = MapOptions()) {
    self.overview = overview
    self.graph = graph
    self.options = options
  }

  /// As many groups as fit on one portrait sheet, as SVG.
  ///
  /// - Returns: the same bytes for the same answer; the sheet says how many more there are.
  /// - Throws: `EvidenceError` if there is no gap to draw.
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    return GapGroupsSheet(map: self, first: 0).draw()
  }

  /// All groups as SVG, on as many sheets as they need.
  ///
  /// - Throws: `EvidenceError` if there is no gap to draw.
  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    var sheets: [GapGroupsSheet] = []
    var first = 0
    while first < overview.groups.count {
      let sheet = GapGroupsSheet(map: self, first: first)
      sheets.append(sheet)
      first += sheet.rows.count
    }
    guard sheets.count > 1 else { return sheets.map { $0.draw() } }
    return sheets.enumerated().map { index, sheet in
      let groups = "groups \(sheet.first + 1)–\(sheet.first + sheet.rows.count)"
      return sheet.draw(sheet: "sheet \(index + 1) of \(sheets.count): \(groups)")
    }
  }

  /// As many groups as are legible on a page that Graphviz draws.
  private static let mostInPlain = 22

  func dotGraph() -> DOTGraph {
    let words = GapGroupWords(map: self)
    let shown = min(overview.groups.count, GapGroupsMap.mostInPlain)
    var text = words.sheetText(shown: 0..<shown)
    text.footers = words.systemic.map { SheetText.Footer(text: $0) } + text.footers
    var table = DOTTable(rows: [])
    let heads = ["rank", overview.grouping.rawValue, "none stated", "none at all", "papers"]
    table.rows.append(
      (heads + ["nearest measure"]).map {
        DOTTable.Cell(text: $0, isBold: true)
      }
    )
    for group in overview.groups.prefix(shown) {
      let without = [group.withoutStated, group.withoutAny].map {
        DOTTable.Cell(text: "\(Figures.count($0)) of \(Figures.count(group.nodes))")
      }
      table.rows.append(
        [
          DOTTable.Cell(text: words.rank(group)),
          DOTTable.Cell(text: words.name(group), isBold: true, isLeft: true),
        ] + without + [DOTTable.Cell(text: Figures.count(group.papers))]
          + [DOTTable.Cell(text: words.nearest(group), isLeft: true)]
      )
    }
    return DOTGraph(text: text, table: table)
  }

  /// All groups as rows of text, one a row, headings first.
  func content() -> [[String]] {
    let words = GapGroupWords(map: self)
    return [GapGroupWords.heads] + overview.groups.map { words.row($0) }
  }

  private func checkShape() throws(EvidenceError) {
    guard overview.groups.isEmpty else { return }
    throw EvidenceError(
      "no-gaps",
      "there is no gap of these kinds to draw",
      hint: "ask for other kinds of gap"
    )
  }
}

extension GapGroupsMap: DrawnMap {
  static let idPrefix = "gap-groups"
  var weighing: Policy? { overview.policy }
}
