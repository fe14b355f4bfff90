internal import EvidenceAnalysis
internal import EvidenceCore

/// What is counted over the cells that a coverage map shows.
struct CoverageTally {
  let map: CoverageMap
  let rows: AxisPlan
  let columns: AxisPlan
  /// How many of the shown cells are in each state.
  private(set) var states: [CellState: Int] = [:]
  /// How many of them only a selection emptied; they are in no state here.
  private(set) var filtered = 0
  private(set) var rowGaps: [Int: Int] = [:]
  private(set) var rowNotSearched: [Int: Int] = [:]
  private(set) var columnGaps: [Int: Int] = [:]
  private(set) var columnNotSearched: [Int: Int] = [:]
  private(set) var neededCellWidth = MapStyle.cellWidth
  private(set) var neededTotalWidth = 0.0
  /// Rows that were folded because they hold no evidence.
  private(set) var emptyRows: Set<Int> = []
  private(set) var mostWitnesses = 1
  /// Whether everything that the matrix holds is preliminary.
  let allPreliminary: Bool
  /// The notice that goes into every tooltip.
  let notice: String?

  /// Whether cells bear the letter of their strongest type of evidence.
  let showsLetters: Bool

  init(map: CoverageMap, rows: AxisPlan, columns: AxisPlan, showsLetters: Bool = true) {
    self.map = map
    self.showsLetters = showsLetters
    self.rows = rows
    self.columns = columns
    notice = Footers(graph: map.graph).notices.first
    allPreliminary = map.matrix.cells.isAllPreliminary
    let matrix = map.matrix
    for row in rows.leaves {
      var isEmpty = true
      for column in columns.leaves {
        let cell = matrix[row.entry, column.entry]
        isEmpty = isEmpty && cell.state.isEmpty
        if cell.isFiltered {
          filtered += 1
          continue
        }
        states[cell.state, default: 0] += 1
        if cell.state == .searchedEmpty {
          rowGaps[row.entry, default: 0] += 1
          columnGaps[column.entry, default: 0] += 1
        } else if cell.state == .notSearched {
          rowNotSearched[row.entry, default: 0] += 1
          columnNotSearched[column.entry, default: 0] += 1
        }
        mostWitnesses = max(mostWitnesses, cell.witnesses)
        let face = CellFace(
          cell,
          policy: matrix.policy,
          counting: map.count,
          showsLetter: showsLetters
        )
        neededCellWidth = max(neededCellWidth, face.neededWidth.rounded(.up))
      }
      if isEmpty { emptyRows.insert(row.entry) }
    }
    if !map.options.foldEmptyRows || emptyRows.count == rows.leaves.count { emptyRows = [] }
    for row in rows.items where !row.isLeaf {
      for leaf in rows.leaves where rows.isBelow(leaf.entry, row.entry) {
        rowGaps[row.entry, default: 0] += rowGaps[leaf.entry] ?? 0
        rowNotSearched[row.entry, default: 0] += rowNotSearched[leaf.entry] ?? 0
      }
      for column in columns.items {
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

  var cellCount: Int { rows.leaves.count * columns.leaves.count }
  var gaps: Int { states[.searchedEmpty] ?? 0 }
  var notSearched: Int { states[.notSearched] ?? 0 }
  var showsNotSearched: Bool { notSearched > 0 }
  var showsGaps: Bool { gaps > 0 || notSearched == 0 }

  /// Whether gaps bear their word; where they are many, only the totals do.
  var showsWords: Bool { gaps * 5 <= cellCount * 2 }

  var shownRows: [AxisPlan.Item] { rows.items.filter { !emptyRows.contains($0.entry) } }

  /// The row with the most blanks; of those, the one with the fewest papers.
  var barestRow: Int? {
    var best: (blanks: Int, papers: Int, entry: Int)?
    for row in rows.leaves {
      let blanks = (rowGaps[row.entry] ?? 0) + (rowNotSearched[row.entry] ?? 0)
      let papers = total(row: row.entry).independentPapers
      guard blanks > 0 else { continue }
      if let old = best, (old.blanks, -old.papers) >= (blanks, -papers) { continue }
      best = (blanks, papers, row.entry)
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
    CellFace(
      map.matrix[row, column],
      policy: map.matrix.policy,
      counting: map.count,
      showsWord: showsWords,
      showsLetter: showsLetters,
      allPreliminary: allPreliminary
    )
  }
}
