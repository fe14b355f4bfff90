public import EvidenceAnalysis
public import EvidenceCore

/// What to do next: the gaps of a graph in the order of our ranking, each with its reason and the
/// question that would settle it.
///
/// A gap of a matrix is drawn as the cell that the coverage map shows there; a gap of one node as
/// the node with its missing line. The bar says how urgent it is by a formula of our own.
///
/// ```swift
/// let gaps = GapAnalysis(graph).cellGaps(matrix)
/// let picture = try GapsMap(gaps: gaps, matrix: matrix, graph: graph).svg()
/// ```
public struct GapsMap: EvidenceMap {
  /// All gaps, the most urgent first; of equals, the one given first.
  public var gaps: [Gap] { ranking.map(\.gap) }
  /// All gaps with their ranks.
  let ranking: [RankedGap]
  /// The matrix that the gaps of cells are of.
  public let matrix: CoverageMatrix?
  /// The graph that was asked.
  public let graph: EvidenceGraph
  /// By which it was judged; the matrix’s own, where there is one.
  public let policy: Policy
  /// How it is drawn.
  public let options: MapOptions
  /// How many gaps are drawn at most.
  public let limit: Int

  /// The most gaps that a map can be asked to draw.
  public static let mostDrawn = 200

  /// Makes a map of gaps, which it ranks by their priority.
  ///
  /// - Parameters:
  ///   - gaps: what was found, in any order.
  ///   - matrix: whose cells the gaps are of, where some are.
  ///   - graph: the graph that was asked.
  ///   - policy: by which it was judged.
  ///   - limit: how many are drawn, from 1 to ``mostDrawn``; the table holds all.
  ///   - options: theme, title and the like.
  public init(
    gaps: [Gap],
    matrix: CoverageMatrix? = nil,
    graph: EvidenceGraph,
    policy: Policy = .standard,
    limit: Int = 20,
    options: MapOptions = MapOptions()
  ) {
    ranking = GapAnalysis.ranked(gaps)
    self.matrix = matrix
    self.graph = graph
    self.policy = matrix?.policy ?? policy
    self.limit = min(max(limit, 1), Self.mostDrawn)
    self.options = options
  }

  /// The map as SVG on one sheet: of a matrix, where its gaps are and the first ranks below; else the
  /// first gaps, as many as were asked for or as fit.
  ///
  /// - Returns: the same bytes for the same gaps; the sheet says how many more there are.
  /// - Throws: `EvidenceError` if there is no gap to draw.
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    if let matrix = GapMatrixSheet.fitting(self) { return matrix.draw() }
    return GapsSheet(map: self, first: 0).draw()
  }

  /// The first gaps as SVG, on as many sheets as they need; of a matrix, behind the sheet of where they
  /// are.
  ///
  /// - Throws: `EvidenceError` if there is no gap to draw.
  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    var sheets: [GapsSheet] = []
    var next = 0
    while next < min(limit, ranking.count) {
      let sheet = GapsSheet(map: self, first: next)
      sheets.append(sheet)
      next += sheet.rows.count
    }
    let matrix = GapMatrixSheet.fitting(self)
    let count = sheets.count + (matrix == nil ? 0 : 1)
    guard count > 1 else { return sheets.map { $0.draw() } }
    let first = matrix.map { [$0.draw(sheet: "sheet 1 of \(count): overview")] } ?? []
    return first
      + sheets.enumerated().map { index, sheet in
        let ranks = "gaps \(sheet.first + 1)–\(sheet.first + sheet.rows.count)"
        return sheet.draw(sheet: "sheet \(first.count + index + 1) of \(count): \(ranks)")
      }
  }

  func dotGraph() -> DOTGraph {
    let words = GapWords(map: self)
    let palette = Palette.light
    var table = DOTTable(rows: [])
    table.rows.append(
      ["rank", "kind", "where", "priority (ours)", "why", "question"].map {
        DOTTable.Cell(text: $0, isBold: true)
      }
    )
    // Unless more are asked for, as many as are legible on a page.
    let shown = min(ranking.count, limit > 20 ? limit : min(limit, 15))
    for item in ranking.prefix(shown) {
      let gap = item.gap
      table.rows.append([
        DOTTable.Cell(text: words.rank(item)),
        DOTTable.Cell(
          text: words.kind(gap.kind),
          isBold: true,
          outline: .dashed,
          colour: palette.gap,
          ink: palette.gap
        ),
        DOTTable.Cell(text: words.place(gap), isLeft: true),
        DOTTable.Cell(text: words.priority(gap)),
        DOTTable.Cell(text: Naming.plain(gap.reason), isLeft: true),
        DOTTable.Cell(text: gap.question ?? "–", isLeft: true),
      ])
    }
    return DOTGraph(text: words.sheetText(shown: 0..<shown), table: table)
  }

  /// All gaps as rows of text, one a row, headings first.
  func content() -> [[String]] {
    let words = GapWords(map: self)
    return [
      ["rank", "kind", "where", "priority", "why", "nearest", "question", "rests on"]
    ]
      + ranking.map { item in
        let gap = item.gap
        return [
          words.rank(item), gap.kind.rawValue, words.place(gap), words.priority(gap),
          gap.reason, gap.nearest.map { words.naming.title($0) } ?? "", gap.question ?? "",
          gap.restsOn.map(\.text).joined(separator: " "),
        ]
      }
  }

  /// The cell of the matrix that a gap is of.
  func cell(of gap: Gap) -> CoverageCell? {
    guard let matrix, let row = gap.row, let column = gap.column,
      let r = matrix.rows.entries.firstIndex(where: { $0.node == row }),
      let c = matrix.columns.entries.firstIndex(where: { $0.node == column })
    else { return nil }
    return matrix[r, c]
  }

  private func checkShape() throws(EvidenceError) {
    guard ranking.isEmpty else { return }
    throw EvidenceError(
      "no-gaps",
      "there is no gap of these kinds to draw",
      hint: "ask for other axes, or for other kinds of gap"
    )
  }
}

extension GapsMap: DrawnMap {
  static let idPrefix = "gaps"
  var weighing: Policy? { policy }
}
