public import EvidenceAnalysis
public import EvidenceCore

/// Two versions of an evidence-and-gap matrix on one map: what was gained, what was lost, and what
/// is still a gap.
///
/// What changed is what `CoverageDifference` says. Only that has ink; rows in which no cell changed its
/// state are folded and named. What only the earlier version has is drawn as lost. The headline counts the
/// cells that have none below them, and so does every sign in the picture. Where the rest does not fit a
/// sheet, it is folded to the deepest levels that do, and each cell counts what changed below;
/// ``EvidenceMap/svgSheets()`` shows it whole.
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
  /// The later version, in whose order rows and columns are drawn.
  public let after: Side
  /// How it is drawn.
  public let options: MapOptions
  /// What stands on the axes in either version.
  let axes: DiffAxes
  /// What changed its state, by position on the axes, row by row.
  let changes: [Int: CellChange]
  /// The whole difference, which names the works behind a change.
  let answer: DifferenceAnswer

  /// Makes a map of what changed between two versions.
  public init(before: Side, after: Side, options: MapOptions = MapOptions()) {
    self.before = before
    self.after = after
    self.options = options
    let axes = DiffAxes(before, after)
    self.axes = axes
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
        axis.entries.enumerated().map { (axes.names.key(of: $1.node), $0) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    let (rows, columns) = (numbered(axes.rows.axis), numbered(axes.columns.axis))
    var changes: [Int: CellChange] = [:]
    for change in difference.cells {
      guard let row = rows[change.row], let column = columns[change.column] else { continue }
      changes[row * axes.columns.axis.entries.count + column] = change
    }
    self.changes = changes
  }

  /// How the cell at a row and a column of the axes changed its state, if it did.
  func change(_ row: Int, _ column: Int) -> CellChange? {
    changes[row * axes.columns.axis.entries.count + column]
  }

  /// The layout on one sheet at the deepest levels that fit: columns in which nothing changed are folded
  /// before those in which something did.
  func overview() -> DiffLayout? {
    for rowLevel in AxisPlan.levels(of: axes.rows.axis) {
      for columnLevel in AxisPlan.levels(of: axes.columns.axis) {
        for onlyChanged in [false, true] {
          let tally = DiffTally(
            map: self,
            rows: AxisPlan(axes.rows.axis, level: rowLevel),
            columns: AxisPlan(axes.columns.axis, level: columnLevel),
            onlyChanged: onlyChanged
          )
          let (rows, columns) = (tally.changedRows, tally.shownColumns)
          guard DiffLayout.mayFit(rows, columns) else { continue }
          let plan = DiffPlan(tally: tally)
          if let layout = DiffLayout.fitting(plan, rows: rows, columns: columns) { return layout }
        }
      }
    }
    return nil
  }

  func parts() throws(EvidenceError) -> [DiffLayout] {
    try SheetSplit<DiffLayout>.check(axes.rows.axis, axes.columns.axis)
    let tally = whole
    let plan = DiffPlan(tally: tally)
    return SheetSplit(rows: tally.rows, columns: tally.columns) {
      DiffLayout.fitting(plan, rows: $0, columns: $1)
    }.parts(rows: tally.changedRows, columns: tally.shownColumns)
  }

  /// What changed over all cells, unfolded.
  private var whole: DiffTally {
    DiffTally(map: self, rows: AxisPlan(axes.rows.axis), columns: AxisPlan(axes.columns.axis))
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
    let naming = Naming(graph: axes.names)
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
        guard tally.isDrawn(row, column) else {
          line.append(DOTTable.Cell())
          continue
        }
        let change = tally.change(row.entry, column.entry)
        var cell = DOTTable.Cell(text: change.text)
        switch change.kind {
        case .lost:
          (cell.outline, cell.colour, cell.ink) = (.dashed, palette.gap, palette.gap)
        case .gained: (cell.outline, cell.colour, cell.isBold) = (.solid, palette.ink, true)
        case .state: (cell.fill, cell.isBold) = (palette.fills[0], true)
        case .blank: cell.ink = change.isGap ? palette.gap : palette.notSearched
        case .number, .same: cell.ink = palette.secondInk
        }
        line.append(cell)
      }
      table.rows.append(line)
    }
    let words = DiffWords(tally: tally)
    let works = words.works.map(TextRun.plain)
    for (index, line) in (works.isEmpty ? [] : ["Because of"] + works).enumerated() {
      table.rows.append([
        DOTTable.Cell(
          text: line,
          isBold: index == 0,
          isLeft: true,
          columns: tally.shownColumns.count + 1,
          lineWidth: 420
        )
      ])
    }
    return DOTGraph(
      text: words.sheetText(),
      table: table,
      legend: DiffLegend(tally: tally).items()
    )
  }

  /// Every cell of both versions as rows of text, headings first.
  func content() -> [[String]] {
    let tally = whole
    let naming = Naming(graph: axes.names)
    var rows = [
      ["row", "column", "change", "before", "after", "papers before", "papers after", "because"]
    ]
    let hasRecords = !tally.records.before.isEmpty || !tally.records.after.isEmpty
    if hasRecords { rows[0].append("recorded by people") }
    for row in axes.rows.axis.entries.indices {
      for column in axes.columns.axis.entries.indices {
        var change = tally.change(row, column)
        // A cell that neither version has is none.
        change.below = nil
        guard change.isThere else { continue }
        var line = [
          naming.title(axes.rows.axis.entries[row].node),
          naming.title(axes.columns.axis.entries[column].node), change.kind.rawValue,
          change.before?.state.rawValue ?? "not there",
          change.after?.state.rawValue ?? "not there",
          change.before.map { String($0.independentPapers) } ?? "",
          change.after.map { String($0.independentPapers) } ?? "",
          change.change.map { LegibleText.clean(answer.reason(of: $0), limit: 600) } ?? "",
        ]
        if hasRecords { line.append(tally.recordLines(row, column).joined(separator: "; ")) }
        rows.append(line)
      }
    }
    return rows
  }
}

extension DiffMap: SplitMap {
  static let idPrefix = "dif"
  var weighing: Policy? { after.matrix.policy }
}
