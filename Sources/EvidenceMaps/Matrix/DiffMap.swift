public import EvidenceAnalysis
public import EvidenceCore

/// Two versions of an evidence-and-gap matrix on one map: what was gained, what was lost, and what
/// is still a gap.
///
/// What changed is what `CoverageDifference` says, cells of parent concepts too. Only that has ink;
/// rows in which no cell changed its state are folded and named. Where the rest does not fit a sheet,
/// it is folded to the deepest levels that do; ``EvidenceMap/svgSheets()`` shows it whole.
///
/// ```swift
/// let before = DiffMap.Side(matrix: old, graph: oldGraph, name: "version 3")
/// let after = DiffMap.Side(matrix: new, graph: newGraph, name: "version 4")
/// let picture = try DiffMap(before: before, after: after).svg()
/// ```
public struct DiffMap: EvidenceMap {
  /// One of the two versions.
  public struct Side: Sendable {
    /// Its cells.
    public var matrix: CoverageMatrix
    /// The graph that the matrix was counted in.
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

  /// The earlier version.
  public let before: Side
  /// The later version, whose rows and columns are drawn.
  public let after: Side
  /// How it is drawn.
  public let options: MapOptions
  /// The position before of each row and column after, where there was one.
  let rowsBefore: [Int?]
  let columnsBefore: [Int?]
  /// What changed its state, by position after; and what the later version has no cell for.
  let changes: [Int: CellChange]
  let gone: [CellChange]
  /// The whole difference, which names the works behind a change.
  let answer: DifferenceAnswer

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
    let records = GraphDifference(from: before.graph, to: after.graph)
    let difference = CoverageDifference(
      from: before.matrix,
      in: before.graph,
      to: matrix,
      in: after.graph,
      CoverageQuery(
        of: matrix.witnessKind,
        rows: CoverageQuery.Axis(matrix.rows.selection, level: matrix.rows.level),
        columns: CoverageQuery.Axis(matrix.columns.selection, level: matrix.columns.level)
      ),
      difference: records
    )
    answer = DifferenceAnswer(records, difference, policy: matrix.policy)
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

  func overview() -> DiffLayout? {
    for rowLevel in AxisPlan.levels(of: after.matrix.rows) {
      for columnLevel in AxisPlan.levels(of: after.matrix.columns) {
        let tally = DiffTally(
          map: self,
          rows: AxisPlan(after.matrix.rows, level: rowLevel),
          columns: AxisPlan(after.matrix.columns, level: columnLevel)
        )
        let plan = DiffPlan(tally: tally)
        if let layout = DiffLayout.fitting(
          plan,
          rows: tally.changedRows,
          columns: tally.shownColumns
        ) {
          return layout
        }
      }
    }
    return nil
  }

  func parts() throws(EvidenceError) -> [DiffLayout] {
    try SheetSplit<DiffLayout>.check(after.matrix.rows, after.matrix.columns)
    let tally = whole
    let plan = DiffPlan(tally: tally)
    return SheetSplit(rows: tally.rows, columns: tally.columns) {
      DiffLayout.fitting(plan, rows: $0, columns: $1)
    }.parts(rows: tally.changedRows, columns: tally.shownColumns)
  }

  /// What changed over all cells, unfolded.
  private var whole: DiffTally {
    DiffTally(
      map: self,
      rows: AxisPlan(after.matrix.rows),
      columns: AxisPlan(after.matrix.columns)
    )
  }

  func checkShape() throws(EvidenceError) {
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

  func dotGraph() -> DOTGraph {
    let tally = whole
    let naming = Naming(graph: after.graph)
    let palette = Palette.light
    func title(_ axis: AxisPlan, _ item: AxisPlan.Item) -> String {
      naming.title(axis.axis.entries[item.entry].node)
    }
    var table = DOTTable(rows: [])
    table.rows.append(
      [DOTTable.Cell()]
        + tally.shownColumns.map {
          DOTTable.Cell(text: title(tally.columns, $0), ink: palette.secondInk, lineWidth: 64)
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
    return DOTGraph(
      text: DiffWords(tally: tally).sheetText(),
      table: table,
      legend: DiffLegend(tally: tally).items()
    )
  }

  /// Every cell of both versions as rows of text, headings first.
  func content() -> [[String]] {
    let tally = whole
    let naming = Naming(graph: after.graph)
    var rows = [
      ["row", "column", "change", "before", "after", "papers before", "papers after", "because"]
    ]
    let hasRecords = !tally.records.before.isEmpty || !tally.records.after.isEmpty
    if hasRecords { rows[0].append("recorded by people") }
    for row in after.matrix.rows.entries.indices {
      for column in after.matrix.columns.entries.indices {
        let change = tally.change(row, column)
        var line = [
          naming.title(after.matrix.rows.entries[row].node),
          naming.title(after.matrix.columns.entries[column].node), change.kind.rawValue,
          change.before?.state.rawValue ?? "not there", change.after.state.rawValue,
          change.before.map { String($0.independentPapers) } ?? "",
          String(change.after.independentPapers),
          change.change.map { LegibleText.clean(answer.reason(of: $0), limit: 600) } ?? "",
        ]
        if hasRecords { line.append(tally.recordLines(row, column).joined(separator: "; ")) }
        rows.append(line)
      }
    }
    return rows
      + gone.map { change in
        let row = before.graph.node(change.row).map { Naming(graph: before.graph).title($0) }
        let column = before.graph.node(change.column).map { Naming(graph: before.graph).title($0) }
        return [
          row ?? change.row.text, column ?? change.column.text, DiffCell.kind(of: change).rawValue,
          change.old?.rawValue ?? "not there", "not there", "", "",
          LegibleText.clean(answer.reason(of: change), limit: 600),
        ]
      }
  }
}

extension DiffMap: SplitMap {
  static let idPrefix = "dif"
  var weighing: Policy? { after.matrix.policy }
}
