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
    map.matrix = matrix.sortedByGaps(
      rows: rows.leaves.map(\.entry),
      columns: columns.leaves.map(\.entry)
    )
    return map
  }

  func parts() throws(EvidenceError) -> [CoverageLayout] {
    let rows = AxisPlan(matrix.rows)
    let columns = AxisPlan(matrix.columns, dropping: silentSources)
    let plan = CoveragePlan(map: self, rows: rows, columns: columns)
    return try SheetSplit(rows: rows, columns: columns) {
      CoverageLayout.fitting(plan, rows: $0, columns: $1)
    }.parts(rows: plan.tally.shownRows, columns: columns.items)
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

  /// Whether the columns are single sources or values, where a blank is no gap.
  var isBySource: Bool {
    matrix.columns.values != nil
      || matrix.witnessKind != .paper
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

  /// The layout on one sheet that shows the most cells.
  func overview() -> CoverageLayout? {
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

extension CoverageMap: SplitMap {
  static let idPrefix = "cov"
}
