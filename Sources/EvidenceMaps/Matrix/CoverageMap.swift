public import EvidenceAnalysis
public import EvidenceCore

/// The evidence-and-gap matrix as a picture: what is known of each pair of concepts, and where
/// nothing is.
///
/// The cells are placed here and not by Graphviz: their sizes are fixed, so that a layout engine
/// could only repeat the sum, and the picture needs hatches, cuts and turned heads that Graphviz
/// cannot draw. ``EvidenceMap/dot()`` gives the same matrix as a table that Graphviz lays out, its
/// states in plain signs: `▫` thin, `○` asserted, `⊙` source not stated, `↔` conflicting, `≈` inferred
/// only, `gap` searched and empty, `?` not searched.
///
/// A matrix that does not fit a sheet of A4 is folded to the deepest levels that do, and the sheet
/// says so; ``EvidenceMap/svgSheets()`` shows the rest, split between top concepts.
///
/// ```swift
/// let map = CoverageMap(matrix: matrix, graph: graph)
/// let picture = try map.svg()
/// ```
public struct CoverageMap: EvidenceMap {
  /// What it draws; its rows in the order asked for.
  public private(set) var matrix: CoverageMatrix
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions
  private(set) var reasons: [Pair: Gap]
  /// The matrix down to the levels asked for, with what stands above them; `nil` where every level is
  /// drawn or nothing is known of what stands above.
  private let parents: CoverageMatrix?
  /// Which axis holds single sources or values, where a blank is no gap; `nil` where neither does.
  let sources: SourceAxis?

  struct Pair: Hashable, Sendable {
    var row: NodeID
    var column: NodeID
  }

  /// Makes a map of a matrix.
  ///
  /// Where the gaps of the matrix are given, their reasons and what lies nearest stand in the
  /// tooltips. A matrix of one level that does not fit a sheet is folded into the concepts above, where
  /// the matrix of all levels is given too.
  ///
  /// `whole` is the same matrix of all levels.
  public init(
    matrix: CoverageMatrix,
    within whole: CoverageMatrix? = nil,
    gaps: [Gap] = [],
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.matrix = matrix
    self.graph = graph
    self.options = options
    sources = CoverageMap.sources(matrix, graph)
    var reasons: [Pair: Gap] = [:]
    for gap in gaps {
      guard let row = gap.row, let column = gap.column else { continue }
      let pair = Pair(row: row, column: column)
      if reasons[pair] == nil { reasons[pair] = gap }
    }
    self.reasons = reasons
    parents = whole.map {
      $0.down(toRows: matrix.rows.level, columns: matrix.columns.level)
    }
    self.matrix = ordered(AxisPlan(matrix.rows), AxisPlan(matrix.columns)).matrix
  }

  /// The map with its rows in the order asked for, as far as they are drawn.
  private func ordered(_ rows: AxisPlan, _ columns: AxisPlan) -> CoverageMap {
    guard options.rowOrder == .gaps else { return self }
    var map = self
    map.matrix = matrix.barestFirst(
      rows.leaves.map(\.entry),
      in: columns.leaves.map(\.entry)
    )
    return map
  }

  /// The same map with what stands above the levels asked for, to fold into and to split between.
  private var withParents: CoverageMap? {
    guard let parents else { return nil }
    var map = CoverageMap(matrix: parents, graph: graph, options: options)
    map.reasons = reasons
    return map
  }

  func parts() throws(EvidenceError) -> [CoverageLayout] {
    if let map = withParents { return try map.parts() }
    try SheetSplit<CoverageLayout>.check(matrix.rows, matrix.columns)
    let silent = silentSources
    let rows = AxisPlan(matrix.rows, dropping: silent.rows)
    let columns = AxisPlan(matrix.columns, dropping: silent.columns)
    let plan = CoveragePlan(map: self, rows: rows, columns: columns)
    return SheetSplit(rows: rows, columns: columns) {
      CoverageLayout.fitting(plan, rows: $0, columns: $1)
    }.parts(rows: plan.tally.shownRows, columns: plan.tally.shownColumns)
  }

  /// The matrix as rows of text, a cell a row, headings first: what the picture shows, for
  /// readers who do not see it.
  func content() -> [[String]] {
    let naming = Naming(graph: graph)
    var rows = [
      [
        "row", "column", "state", "papers", "all papers", "witnesses", "for", "mixed", "against",
        "here", "below", "unresolved", "strongest evidence", "newest", "also",
        "conflict", "filtered",
      ]
    ]
    let records = PlaceRecords(graph)
    if !records.isEmpty { rows[0] += ["recorded by people"] }
    for row in matrix.rows.entries.indices {
      for column in matrix.columns.entries.indices {
        let cell = matrix[row, column]
        rows.append([
          naming.title(matrix.rows.entries[row].node),
          naming.title(matrix.columns.entries[column].node),
          sourceWords.map { cell.witnesses > 0 ? $0.held : $0.blank } ?? cell.state.rawValue,
          String(cell.independentPapers), String(cell.papers), String(cell.witnesses),
          String(cell.supporting), String(cell.mixed), String(cell.opposing), String(cell.here),
          String(cell.below), String(cell.unresolved), cell.strongestEvidence?.rawValue ?? "",
          cell.newestYear.map { String($0) } ?? "?",
          cell.marks.map(\.rawValue).joined(separator: ", "), cell.conflict?.rawValue ?? "",
          cell.isFiltered ? "filtered" : "",
        ])
        guard !records.isEmpty else { continue }
        let place = [matrix.rows.entries[row].node, matrix.columns.entries[column].node]
        let lines = records.lines(of: place, witnesses: matrix.witnessKind)
        rows[rows.count - 1].append(lines.joined(separator: "; "))
      }
    }
    return rows
  }

  /// What the numbers of the cells count.
  var count: CellCount { matrix.counted(options.count) }

  /// The head of the totals.
  var countHead: String {
    switch count {
    case .works: "papers"
    case .papers: "all papers"
    case .witnesses: matrix.witnessKind.words
    }
  }

  /// Which axis of a matrix holds single sources or values, if one does.
  private static func sources(_ matrix: CoverageMatrix, _ graph: EvidenceGraph) -> SourceAxis? {
    func areSources(_ axis: CoverageAxis) -> Bool {
      axis.values != nil
        || matrix.witnessKind != .paper
          && axis.entries.allSatisfy { graph.kind(of: $0.node) == .paper }
    }
    return areSources(matrix.columns) ? .columns : areSources(matrix.rows) ? .rows : nil
  }

  /// Where single sources stand.
  enum SourceAxis { case rows, columns }

  var isBySource: Bool { sources != nil }

  /// What cells of single sources or values are called, those that hold something and those that do
  /// not: a blank is no gap there. `nil` on a map of states.
  var sourceWords: (held: String, blank: String)? {
    guard isBySource else { return nil }
    return matrix.columns.values == nil && matrix.rows.values == nil
      ? ("stated", "not stated") : ("held", "nothing there")
  }

  /// What is left out: sources that state nothing of what stands on the other axis. None, where no
  /// source does.
  var silentSources: (rows: Set<Int>, columns: Set<Int>) {
    guard let sources else { return ([], []) }
    let (rows, columns) = (matrix.rows.entries.indices, matrix.columns.entries.indices)
    func silent(_ places: Range<Int>, _ isSilent: (Int) -> Bool) -> Set<Int> {
      let silent = places.filter(isSilent)
      return silent.count < places.count ? Set(silent) : []
    }
    switch sources {
    case .columns:
      return ([], silent(columns) { c in rows.allSatisfy { matrix[$0, c].witnesses == 0 } })
    case .rows:
      return (silent(rows) { r in columns.allSatisfy { matrix[r, $0].witnesses == 0 } }, [])
    }
  }

  func checkShape() throws(EvidenceError) {
    for (axis, name) in [(matrix.rows, "row"), (matrix.columns, "column")]
    where axis.entries.isEmpty {
      throw EvidenceError(
        "empty-matrix",
        "there is no \(name) to draw: nothing stands on '\(axis.selection)'",
        hint: "check the scheme's name and version, and the level"
      )
    }
  }

  /// Whether any cell has a letter to bear.
  private var hasLetters: Bool {
    matrix.cells.contains {
      CellFace($0, policy: matrix.policy, counting: count, showsLetter: true).strongest != nil
    }
  }

  /// The layout on one sheet that shows the most cells: letters and then the rows of parents give way
  /// before any cell is folded.
  func overview() -> CoverageLayout? {
    if let map = withParents {
      let silent = silentSources
      return layout(
        AxisPlan(matrix.rows, dropping: silent.rows),
        AxisPlan(matrix.columns, dropping: silent.columns)
      ) ?? map.overview()
    }
    var best: (layout: CoverageLayout, cells: Int)?
    let silent = silentSources
    for rowLevel in AxisPlan.levels(of: matrix.rows) {
      for columnLevel in AxisPlan.levels(of: matrix.columns) {
        let columns = AxisPlan(matrix.columns, level: columnLevel, dropping: silent.columns)
        let map = ordered(
          AxisPlan(matrix.rows, level: rowLevel, dropping: silent.rows),
          columns
        )
        let rows = AxisPlan(
          map.matrix.rows,
          level: rowLevel,
          dropping: map.silentSources.rows
        )
        let cells = rows.leaves.count * columns.leaves.count
        guard cells > best?.cells ?? 0, columns.leaves.count <= 60,
          rows.leaves.count <= 80 || options.foldEmptyRows
        else { continue }
        if let layout = map.layout(rows, columns) { best = (layout, cells) }
      }
    }
    return best?.layout ?? barest()
  }

  /// The layout of some rows and columns on one sheet, with as little left out as it takes.
  private func layout(_ rows: AxisPlan, _ columns: AxisPlan) -> CoverageLayout? {
    let hasParents = !rows.items.allSatisfy(\.isLeaf) || !columns.items.allSatisfy(\.isLeaf)
    let reliefs: [CoverageRelief] = [[], .letters, .parents, [.letters, .parents]]
    for relief in reliefs
    where (hasLetters || !relief.contains(.letters)) && (hasParents || !relief.contains(.parents)) {
      let plan = CoveragePlan(map: self, rows: rows, columns: columns, leftOut: relief)
      if let layout = CoverageLayout.fitting(plan) { return layout }
    }
    return nil
  }

  /// The rows and columns with the most gaps, as many as fit a sheet: where no level of the axes does.
  /// Of sources, where a blank is no gap, those that state the most.
  private func barest() -> CoverageLayout? {
    func kept(
      _ axis: CoverageAxis,
      _ totals: [CoverageCell],
      _ blanks: (Int) -> BlankCells,
      _ most: Int
    ) -> Set<Int>? {
      let tops = axis.entries.indices.filter { axis.entries[$0].parent == nil }
      guard tops.count > most else { return nil }
      let ranked = tops.map { top in
        let below = blanks(top)
        let empty = isBySource ? [] : [below.gaps, below.gaps + below.notSearched]
        return (top, empty + [totals[top].witnesses, -top])
      }
      let order = ranked.sorted { $1.1.lexicographicallyPrecedes($0.1) }
      return Set(order.prefix(most).map(\.0))
    }
    let blanks = matrix.blanks()
    let (top, side) = (
      AxisPlan.levels(of: matrix.rows).last, AxisPlan.levels(of: matrix.columns).last
    )
    let silent = silentSources
    let sizes = [(30, 16), (28, 14), (26, 12), (24, 12), (20, 8), (16, 6), (12, 5), (6, 3)]
    for (height, width) in sizes {
      let rows = AxisPlan(
        matrix.rows,
        level: top,
        dropping: silent.rows,
        keeping: kept(matrix.rows, matrix.rowTotals, blanks.row, height)
      )
      let columns = AxisPlan(
        matrix.columns,
        level: side,
        dropping: silent.columns,
        keeping: kept(matrix.columns, matrix.columnTotals, blanks.column, width)
      )
      if let layout = layout(rows, columns) { return layout }
    }
    return nil
  }
}

extension CoverageMap: SplitMap {
  static let idPrefix = "cov"
  var weighing: Policy? { matrix.policy }
}
