public import EvidenceAnalysis
public import EvidenceCore

/// The evidence-and-gap matrix as a picture: what is known of each pair of concepts, and where
/// nothing is.
///
/// The cells are placed here and not by Graphviz: their sizes are fixed, so that a layout engine
/// could only repeat the sum, and the picture needs hatches, cuts and turned heads that Graphviz
/// cannot draw. ``dot()`` gives the same matrix as a table that Graphviz lays out.
///
/// ```swift
/// let map = CoverageMap(matrix: matrix, graph: graph)
/// let picture = try map.svg()
/// ```
public struct CoverageMap: Sendable {
  public private(set) var matrix: CoverageMatrix
  public let graph: EvidenceGraph
  public let options: MapOptions
  let reasons: [Pair: Gap]

  struct Pair: Hashable, Sendable {
    var row: NodeID
    var column: NodeID
  }

  /// Makes a map of a matrix.
  ///
  /// Where the gaps of the matrix are given, their reasons and what lies nearest stand in the
  /// tooltips.
  public init(
    matrix: CoverageMatrix,
    gaps: [Gap] = [],
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.matrix = matrix
    self.graph = graph
    self.options = options
    var reasons: [Pair: Gap] = [:]
    for gap in gaps {
      guard let row = gap.row, let column = gap.column else { continue }
      let pair = Pair(row: row, column: column)
      if reasons[pair] == nil { reasons[pair] = gap }
    }
    self.reasons = reasons
    self.matrix = ordered(AxisPlan(matrix.rows), AxisPlan(matrix.columns)).matrix
  }

  /// The map with its rows in the order asked for, as far as they are drawn.
  private func ordered(_ rows: AxisPlan, _ columns: AxisPlan) -> CoverageMap {
    guard options.rowOrder == .gaps else { return self }
    var map = self
    map.matrix = matrix.sortedByGaps(rows, columns)
    return map
  }

  /// The map as SVG, on one sheet of at most A4.
  ///
  /// A matrix that does not fit is folded to the deepest levels that do, and the sheet says so;
  /// where even its top level does not, the first of ``svgSheets()`` is given.
  /// - Returns: the same bytes for the same matrix.
  /// - Throws: `EvidenceError` if the matrix has no rows or no columns.
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    if let layout = bestLayout() { return layout.draw() }
    return try layouts()[0].draw()
  }

  /// The whole map as SVG, on as many sheets as it needs, split between top concepts.
  ///
  /// - Returns: one sheet where everything fits; else an overview at a higher level, if there is
  ///   one, and then the parts in reading order. Every sheet says which it is.
  /// - Throws: `EvidenceError` if the matrix has no rows or no columns, or more cells than sheets
  ///   can show.
  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    let best = bestLayout()
    if let best, best.rows.level == nil, best.columns.level == nil { return [best.draw()] }
    return try layouts().map { $0.draw() }
  }

  /// The layouts of a matrix that no single sheet holds: an overview where a level fits, then the
  /// parts.
  private func layouts() throws(EvidenceError) -> [CoverageLayout] {
    let best = bestLayout()
    guard matrix.cells.count <= CoverageMap.mostCells else {
      throw EvidenceError(
        "map-too-large",
        "the matrix has \(Figures.count(matrix.cells.count)) cells, and at most "
          + "\(Figures.count(CoverageMap.mostCells)) are split into sheets",
        hint: "ask for a higher level of the rows or the columns"
      )
    }
    let parts = CoverageSplit(map: self).layouts()
    let all = (best.map { [$0] } ?? []) + parts
    guard !all.isEmpty else {
      throw EvidenceError(
        "map-too-large",
        "not even four rows and one column fit a page",
        hint: "shorten the notices of the data, or ask for DOT text"
      )
    }
    return all.enumerated().map { index, layout in
      var layout = layout
      layout.sheet = "sheet \(index + 1) of \(all.count): \(layout.contents)"
      return layout
    }
  }

  /// The matrix as rows of text, a cell a row, headings first: what the picture shows, for
  /// readers who do not see it.
  public func table() -> [[String]] {
    let naming = Naming(graph: graph)
    var rows = [
      [
        "row", "column", "state", "papers", "all papers", "witnesses", "for", "mixed", "against",
        "here", "below", "unresolved", "strongest evidence", "newest", "also",
        "conflict", "filtered",
      ]
    ]
    for row in matrix.rows.entries.indices {
      for column in matrix.columns.entries.indices {
        let cell = matrix[row, column]
        rows.append([
          naming.title(matrix.rows.entries[row].node),
          naming.title(matrix.columns.entries[column].node), cell.state.rawValue,
          String(cell.independentPapers), String(cell.papers), String(cell.witnesses),
          String(cell.supporting), String(cell.mixed), String(cell.opposing), String(cell.here),
          String(cell.below), String(cell.unresolved), cell.strongestEvidence?.rawValue ?? "",
          cell.newestYear.map { String($0) } ?? "?",
          cell.marks.map(\.rawValue).joined(separator: ", "), cell.conflict?.rawValue ?? "",
          cell.isFiltered ? "filtered" : "",
        ])
      }
    }
    return rows
  }

  /// Whether the columns are single sources, where a blank is no gap.
  var isBySource: Bool {
    matrix.witnessKind != .paper
      && matrix.columns.entries.allSatisfy { graph.kind(of: $0.node) == .paper }
  }

  /// The columns that are left out: sources that state nothing of what stands in the rows. None,
  /// where no source does.
  var silentSources: Set<Int> {
    guard isBySource else { return [] }
    let silent = matrix.columns.entries.indices.filter { column in
      matrix.rows.entries.indices.allSatisfy { matrix[$0, column].witnesses == 0 }
    }
    return silent.count < matrix.columns.entries.count ? Set(silent) : []
  }

  private func checkShape() throws(EvidenceError) {
    for (axis, name) in [(matrix.rows, "row"), (matrix.columns, "column")]
    where axis.entries.isEmpty {
      throw EvidenceError(
        "empty-matrix",
        "there is no \(name) to draw: nothing stands on '\(axis.selection)'",
        hint: "check the scheme's name and version, and the level"
      )
    }
  }

  /// More cells than this take more sheets than anybody reads.
  static let mostCells = 20_000

  /// Whether any cell has a letter to bear.
  private var hasLetters: Bool {
    matrix.cells.contains {
      CellFace($0, policy: matrix.policy, showsLetter: true).strongest != nil
    }
  }

  /// The layout on one sheet that shows the most cells.
  private func bestLayout() -> CoverageLayout? {
    var best: CoverageLayout?
    var most = 0
    let silent = silentSources
    for rowLevel in AxisPlan.levels(of: matrix.rows) {
      for columnLevel in AxisPlan.levels(of: matrix.columns) {
        let columns = AxisPlan(matrix.columns, level: columnLevel, dropping: silent)
        let map = ordered(AxisPlan(matrix.rows, level: rowLevel), columns)
        let rows = AxisPlan(map.matrix.rows, level: rowLevel)
        let count = rows.items.count * columns.items.count
        guard count > most, columns.items.count <= 60,
          rows.items.count <= 80 || options.foldEmptyRows
        else { continue }
        // Rather all cells without the letters of their evidence than fewer cells with them.
        for showsLetters in [true, false] {
          let plan = CoveragePlan(
            map: map,
            rows: rows,
            columns: columns,
            showsLetters: showsLetters
          )
          guard showsLetters || hasLetters, let layout = CoverageLayout.fitting(plan) else {
            continue
          }
          best = layout
          most = count
          break
        }
      }
    }
    return best
  }
}
