public import EvidenceAnalysis
public import EvidenceCore

/// Two versions of an evidence-and-gap matrix on one map: what was gained, what was lost, and what
/// is still a gap.
///
/// What changed is what `CoverageDifference` says, cells of parent concepts too. Only that has ink;
/// rows in which no cell changed its state are folded and named.
///
/// ```swift
/// let before = DiffMap.Side(matrix: old, graph: oldGraph, name: "version 3")
/// let after = DiffMap.Side(matrix: new, graph: newGraph, name: "version 4")
/// let picture = try DiffMap(before: before, after: after).svg()
/// ```
public struct DiffMap: Sendable {
  /// One of the two versions.
  public struct Side: Sendable {
    public var matrix: CoverageMatrix
    public var graph: EvidenceGraph
    /// What the version is called; its as-of date where there is no name.
    public var name: String?

    /// Names a version.
    public init(matrix: CoverageMatrix, graph: EvidenceGraph, name: String? = nil) {
      self.matrix = matrix
      self.graph = graph
      self.name = name
    }
  }

  public let before: Side
  public let after: Side
  public let options: MapOptions
  /// The position before of each row and column after, where there was one.
  let rowsBefore: [Int?]
  let columnsBefore: [Int?]
  /// What changed its state, by position after; and what the later version has no cell for.
  let changes: [Int: CellChange]
  let gone: [CellChange]

  /// Makes a map of what changed between two versions.
  public init(before: Side, after: Side, options: MapOptions = MapOptions()) {
    self.before = before
    self.after = after
    self.options = options
    func positions(_ old: CoverageAxis, _ new: CoverageAxis) -> [Int?] {
      let index = Dictionary(
        old.entries.enumerated().map { (before.graph.key(of: $1.node), $0) },
        uniquingKeysWith: { first, _ in first }
      )
      return new.entries.map { index[after.graph.key(of: $0.node)] }
    }
    rowsBefore = positions(before.matrix.rows, after.matrix.rows)
    columnsBefore = positions(before.matrix.columns, after.matrix.columns)
    let matrix = after.matrix
    let difference = CoverageDifference(
      from: before.matrix,
      in: before.graph,
      to: matrix,
      in: after.graph,
      CoverageQuery(
        of: matrix.witnessKind,
        rows: CoverageQuery.Axis(matrix.rows.selection, level: matrix.rows.level),
        columns: CoverageQuery.Axis(matrix.columns.selection, level: matrix.columns.level)
      )
    )
    func numbered(_ axis: CoverageAxis) -> [Key: Int] {
      Dictionary(
        axis.entries.enumerated().map { (after.graph.key(of: $1.node), $0) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    let (rows, columns) = (numbered(matrix.rows), numbered(matrix.columns))
    var changes: [Int: CellChange] = [:]
    var gone: [CellChange] = []
    for change in difference.cells {
      if let row = rows[change.row], let column = columns[change.column] {
        changes[row * matrix.columns.entries.count + column] = change
      } else {
        gone.append(change)
      }
    }
    self.changes = changes
    self.gone = gone
  }

  /// The map as SVG on one sheet, folded to the deepest levels that fit; where even the top level
  /// does not, the first of ``svgSheets()`` is given.
  ///
  /// - Returns: the same bytes for the same two matrices.
  /// - Throws: `EvidenceError` if a matrix has no rows or columns.
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    if let layout = bestLayout() { return layout.draw() }
    return try svgSheets()[0]
  }

  /// The whole map as SVG, on as many sheets as the rows that changed need.
  ///
  /// - Returns: one sheet where everything fits; else one at a higher level, if there is one, and
  ///   then the parts in reading order. Every sheet says which it is.
  /// - Throws: `EvidenceError` if a matrix has no rows or columns, or more cells than sheets can show.
  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    let best = bestLayout()
    if let best, best.tally.rows.level == nil, best.tally.columns.level == nil {
      return [best.draw()]
    }
    guard after.matrix.cells.count <= CoverageMap.mostCells else {
      throw EvidenceError(
        "map-too-large",
        "the matrix has \(Figures.count(after.matrix.cells.count)) cells, and at most "
          + "\(Figures.count(CoverageMap.mostCells)) are split into sheets",
        hint: "ask for a higher level of the rows or the columns, or for --table"
      )
    }
    let parts = parts()
    let all = (best.map { [$0] } ?? []) + parts
    guard !parts.isEmpty else {
      throw EvidenceError(
        "map-too-large",
        "not even four rows and one column fit a page",
        hint: "shorten the notices of the data, or ask for --table"
      )
    }
    return all.enumerated().map { index, layout in
      var layout = layout
      layout.sheet = "sheet \(index + 1) of \(all.count): \(layout.contents)"
      return layout.draw()
    }
  }

  /// The layout on one sheet at the deepest levels that fit.
  private func bestLayout() -> DiffLayout? {
    for rowLevel in AxisPlan.levels(of: after.matrix.rows) {
      for columnLevel in AxisPlan.levels(of: after.matrix.columns) {
        let tally = DiffTally(
          map: self,
          rows: AxisPlan(after.matrix.rows, level: rowLevel),
          columns: AxisPlan(after.matrix.columns, level: columnLevel)
        )
        if let layout = DiffLayout.fitting(
          tally,
          rows: tally.changedRows,
          columns: tally.shownColumns
        ) {
          return layout
        }
      }
    }
    return nil
  }

  /// The unfolded map in parts, split by rows and then by columns, between top concepts where it can.
  private func parts() -> [DiffLayout] {
    let tally = DiffTally(
      map: self,
      rows: AxisPlan(after.matrix.rows),
      columns: AxisPlan(after.matrix.columns)
    )
    let short = Array(tally.changedRows.prefix(4))
    let columnParts = tally.columns.parts(of: tally.shownColumns) {
      DiffLayout.fitting(tally, rows: short, columns: $0) != nil
    }
    var result: [DiffLayout] = []
    for columns in columnParts {
      let rowParts = tally.rows.parts(of: tally.changedRows) {
        DiffLayout.fitting(tally, rows: $0, columns: columns) != nil
      }
      result += rowParts.compactMap { DiffLayout.fitting(tally, rows: $0, columns: columns) }
    }
    return result
  }

  private func checkShape() throws(EvidenceError) {
    for (side, name) in [(before, "earlier"), (after, "later")]
    where side.matrix.rows.entries.isEmpty || side.matrix.columns.entries.isEmpty {
      throw EvidenceError(
        "empty-matrix",
        "the \(name) graph has nothing on '\(side.matrix.rows.selection)' or "
          + "'\(side.matrix.columns.selection)'",
        hint: "check the scheme's name and version, and the level"
      )
    }
  }

  /// The difference as a table in the DOT language, for Graphviz to draw.
  ///
  /// - Returns: the same bytes for the same two matrices.
  public func dot() -> String { dotGraph().text }

  func dotGraph() -> DOTGraph {
    let tally = DiffTally(
      map: self,
      rows: AxisPlan(after.matrix.rows),
      columns: AxisPlan(after.matrix.columns)
    )
    let naming = Naming(graph: after.graph)
    let palette = Palette.light
    func title(_ axis: AxisPlan, _ item: AxisPlan.Item) -> String {
      naming.title(axis.axis.entries[item.entry].node)
    }
    var table = DOTTable(rows: [])
    table.rows.append(
      [DOTTable.Cell()]
        + tally.shownColumns.map {
          DOTTable.Cell(text: title(tally.columns, $0), ink: palette.secondInk)
        }
    )
    for row in tally.changedRows {
      var line = [DOTTable.Cell(text: title(tally.rows, row), isLeft: true)]
      for column in tally.shownColumns {
        let change = tally.change(row.entry, column.entry)
        var cell = DOTTable.Cell(text: change.text)
        switch change.kind {
        case .lost:
          (cell.outline, cell.colour, cell.ink) = (.dashed, palette.gap, palette.gap)
        case .gained: (cell.outline, cell.colour, cell.isBold) = (.solid, palette.ink, true)
        case .state: (cell.fill, cell.isBold) = (palette.fills[0], true)
        case .blank: cell.ink = change.after.isGap ? palette.gap : palette.notSearched
        case .number, .same: cell.ink = palette.secondInk
        }
        line.append(cell)
      }
      table.rows.append(line)
    }
    return DOTGraph(text: DiffWords(tally: tally).sheetText(), table: table)
  }

  /// Every cell of both versions as rows of text, headings first.
  public func table() -> [[String]] {
    let tally = DiffTally(
      map: self,
      rows: AxisPlan(after.matrix.rows),
      columns: AxisPlan(after.matrix.columns)
    )
    let naming = Naming(graph: after.graph)
    var rows = [["row", "column", "change", "before", "after", "papers before", "papers after"]]
    for row in after.matrix.rows.entries.indices {
      for column in after.matrix.columns.entries.indices {
        let change = tally.change(row, column)
        rows.append([
          naming.title(after.matrix.rows.entries[row].node),
          naming.title(after.matrix.columns.entries[column].node), change.kind.rawValue,
          change.before?.state.rawValue ?? "not there", change.after.state.rawValue,
          change.before.map { String($0.independentPapers) } ?? "",
          String(change.after.independentPapers),
        ])
      }
    }
    return rows
      + gone.map { change in
        let row = before.graph.node(change.row).map { Naming(graph: before.graph).title($0) }
        let column = before.graph.node(change.column).map { Naming(graph: before.graph).title($0) }
        return [
          row ?? change.row.text, column ?? change.column.text, DiffCell.kind(of: change).rawValue,
          change.old?.rawValue ?? "not there", "not there", "", "",
        ]
      }
  }
}
