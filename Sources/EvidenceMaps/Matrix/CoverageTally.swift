internal import EvidenceAnalysis
internal import EvidenceCore

/// What is counted over a coverage map: states over all finest cells, whether or not they are folded
/// into those that are drawn.
struct CoverageTally {
  let map: CoverageMap
  let rows: AxisPlan
  let columns: AxisPlan
  /// How many of the finest cells are in each state.
  private(set) var states: [CellState: Int] = [:]
  /// How many of them hold a witness.
  private(set) var held = 0
  /// What holds nothing, below each cell, row and column.
  let blanks: MatrixBlanks
  /// How many rows have no rows below them, and how many columns.
  let finest: (rows: Int, columns: Int)
  private(set) var neededCellWidth = MapStyle.cellWidth
  private(set) var neededTotalWidth = 0.0
  /// Rows that were folded because they hold no evidence.
  private(set) var emptyRows: Set<Int> = []
  private(set) var mostWitnesses = 1
  /// Whether everything that the matrix holds is preliminary.
  let allPreliminary: Bool
  /// The notice that goes into every tooltip.
  let notice: String?
  /// What gives way before anything is folded.
  let leftOut: CoverageRelief
  /// What people recorded of cells.
  let records: PlaceRecords

  init(map: CoverageMap, rows: AxisPlan, columns: AxisPlan, leftOut: CoverageRelief = []) {
    self.map = map
    self.rows = rows
    self.columns = columns
    self.leftOut = leftOut
    records = PlaceRecords(map.graph)
    notice = Footers(graph: map.graph).notices.first
    allPreliminary = map.matrix.cells.isAllPreliminary
    let matrix = map.matrix
    blanks = matrix.blanks()
    let rowEnds = matrix.rows.finest.filter { !rows.silent.contains($0) }
    let columnEnds = matrix.columns.finest.filter { !columns.silent.contains($0) }
    finest = (rowEnds.count, columnEnds.count)
    for row in rowEnds {
      for column in columnEnds where !matrix[row, column].isFiltered {
        states[matrix[row, column].state, default: 0] += 1
        if matrix[row, column].witnesses > 0 { held += 1 }
      }
    }
    for row in rows.leaves {
      var isEmpty = true
      for column in columns.leaves {
        let cell = matrix[row.entry, column.entry]
        isEmpty = isEmpty && cell.state.isEmpty
        mostWitnesses = max(mostWitnesses, cell.witnesses)
        var face = CellFace(
          cell,
          policy: matrix.policy,
          counting: map.count,
          showsLetter: showsLetters
        )
        record(row.entry, column.entry, in: &face)
        neededCellWidth = max(neededCellWidth, face.neededWidth.rounded(.up))
      }
      if isEmpty { emptyRows.insert(row.entry) }
    }
    if !map.options.foldEmptyRows || emptyRows.count == rows.leaves.count { emptyRows = [] }
    for row in shownRows where !row.isLeaf {
      for column in shownColumns {
        let text = Figures.count(matrix[row.entry, column.entry].number(map.count))
        let room = TextMeasure.room(text, size: MapStyle.TypeSize.number, bold: true)
        neededCellWidth = max(neededCellWidth, (room + 1).rounded(.up))
      }
    }
    let most = matrix.rowTotals.map { $0.number(map.count) }.max() ?? 0
    neededTotalWidth =
      TextMeasure.room(
        Figures.count(max(most, cellCount)),
        size: MapStyle.TypeSize.number,
        bold: true
      ).rounded(.up) + 3
  }

  /// The room for the counts of blanks at the foot of the drawn columns.
  var neededMarginWidth: Double {
    let most = columns.leaves.map { column in
      let blanks = self.blanks.column(column.entry)
      return max(blanks.gaps, blanks.notSearched)
    }
    let size = MapStyle.TypeSize.number
    return TextMeasure.room(Figures.count(most.max() ?? 0), size: size, bold: true).rounded(.up)
  }

  /// Whether cells bear the letter of their strongest type of evidence.
  var showsLetters: Bool { !leftOut.contains(.letters) }

  /// All finest cells, drawn or folded.
  var cellCount: Int { finest.rows * finest.columns }
  /// How many cells are drawn.
  var drawnCount: Int { rows.leaves.count * columns.leaves.count }
  /// Whether cells that are drawn stand for several.
  var isFolded: Bool { drawnCount < cellCount && showsAll }
  /// Whether each row and column is drawn or folded into one that is.
  var showsAll: Bool { rows.leftOut.isEmpty && columns.leftOut.isEmpty }
  /// How many of the finest cells only a selection emptied; they are in no state here.
  var filtered: Int { blanks.total.filtered }
  var gaps: Int { states[.searchedEmpty] ?? 0 }
  var notSearched: Int { states[.notSearched] ?? 0 }
  var showsNotSearched: Bool { notSearched > 0 }
  var showsGaps: Bool { gaps > 0 || notSearched == 0 }

  /// Whether gaps bear their word; where they are many, only the totals do.
  var showsWords: Bool { gaps * 5 <= cellCount * 2 }

  var shownRows: [AxisPlan.Item] {
    rows.items.filter { !emptyRows.contains($0.entry) && (showsSums(of: rows) || $0.isLeaf) }
  }

  var shownColumns: [AxisPlan.Item] { showsSums(of: columns) ? columns.items : columns.leaves }

  /// Whether parents stand beside what is below them: not where one level alone was asked for.
  private func showsSums(of plan: AxisPlan) -> Bool {
    !leftOut.contains(.parents) && plan.axis.level == nil
  }

  /// The row with the most blanks among all the finest, drawn or not; of those, the one with the fewest
  /// papers.
  var barestRow: Int? {
    var best: (blanks: Int, papers: Int, entry: Int)?
    for row in map.matrix.rows.finest where !rows.silent.contains(row) {
      let below = self.blanks.row(row)
      let blanks = below.gaps + below.notSearched
      let papers = total(row: row).independentPapers
      guard blanks > 0 else { continue }
      if let old = best, (old.blanks, -old.papers) >= (blanks, -papers) { continue }
      best = (blanks, papers, row)
    }
    return best?.entry
  }

  func total(row: Int) -> CoverageCell {
    row < map.matrix.rowTotals.count ? map.matrix.rowTotals[row] : map.matrix.total
  }

  /// Witnesses coded at a concept and at nothing below it, as its children know them.
  func unresolved(at row: Int) -> Int {
    let children = rows.axis.entries.indices.filter { rows.axis.entries[$0].parent == row }
    let seen = children.map { total(row: $0).unresolved }.max() ?? 0
    return max(0, seen - total(row: row).unresolved)
  }

  func face(_ row: Int, _ column: Int) -> CellFace {
    var face = CellFace(
      map.matrix[row, column],
      policy: map.matrix.policy,
      counting: map.count,
      showsWord: showsWords,
      showsLetter: showsLetters,
      allPreliminary: allPreliminary
    )
    let below = blanks[row, column]
    if below.count > 1 { face.below = below }
    record(row, column, in: &face)
    return face
  }

  /// Adds what people recorded of a cell.
  private func record(_ row: Int, _ column: Int, in face: inout CellFace) {
    guard !records.isEmpty else { return }
    let place = self.place(row, column)
    face.certainty = records.certainty(of: place, witnesses: map.matrix.witnessKind)
    face.status = records.status(of: place)?.status
  }

  /// What a cell is of.
  func place(_ row: Int, _ column: Int) -> [NodeID] {
    [map.matrix.rows.entries[row].node, map.matrix.columns.entries[column].node]
  }

  /// How many cells with a judgment and how many with a status are not drawn with it: folded, left
  /// out, sums of parents, or of single sources.
  var hiddenRecords: (judged: Int, decided: Int) {
    let drawnRows = Set(map.isBySource ? [] : shownRows.filter(\.isLeaf).map(\.entry))
    let drawnColumns = Set(columns.leaves.map(\.entry))
    return records.counts(in: map.matrix) {
      !(drawnRows.contains($0) && drawnColumns.contains($1))
    }
  }
}

/// What a coverage map does without, so that less is folded.
struct CoverageRelief: OptionSet {
  let rawValue: Int

  /// The letters of the strongest evidence.
  static let letters = CoverageRelief(rawValue: 1)
  /// The rows and columns of the concepts above.
  static let parents = CoverageRelief(rawValue: 2)
}

extension BlankCells {
  /// `18 gaps · 605 ? of 1,000`; empty where nothing below is blank.
  var words: String {
    let parts = [
      gaps > 0 ? Figures.count(gaps, "gap") : "",
      notSearched > 0 ? "\(Figures.count(notSearched)) ?" : "",
      filtered > 0 ? "\(Figures.count(filtered)) –" : "",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? "" : "\(parts.joined(separator: " · ")) of \(Figures.count(count))"
  }

  /// `18 gaps and 605 not searched, of 1,000 below`.
  var sentence: String {
    let parts = [
      gaps > 0 ? Figures.count(gaps, "gap") : "",
      notSearched > 0 ? "\(Figures.count(notSearched)) not searched" : "",
      filtered > 0 ? "\(Figures.count(filtered)) filtered out" : "",
    ].filter { !$0.isEmpty }
    return parts.isEmpty
      ? "" : "\(parts.joined(separator: " and ")), of \(Figures.count(count)) below"
  }

  var isBlank: Bool { gaps + notSearched > 0 }
}
