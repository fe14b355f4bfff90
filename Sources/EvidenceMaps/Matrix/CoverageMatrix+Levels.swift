internal import EvidenceAnalysis

extension CoverageMatrix {
  /// The part of a matrix of all levels that is of one level of each axis, and what stands above that.
  ///
  /// Cells keep the places by which the matrix knows what they hold.
  ///
  /// - Parameters:
  ///   - rowLevel: the level of the rows; `nil` keeps all rows.
  ///   - columnLevel: the level of the columns; `nil` keeps all columns.
  func down(toRows rowLevel: Int?, columns columnLevel: Int?) -> CoverageMatrix {
    let (keptRows, keptColumns) = (rows.kept(at: rowLevel), columns.kept(at: columnLevel))
    var result = self
    result.rows = rows.narrowed(to: keptRows, level: rowLevel)
    result.columns = columns.narrowed(to: keptColumns, level: columnLevel)
    result.cells = keptRows.flatMap { row in keptColumns.map { self[row, $0] } }
    result.rowTotals = keptRows.map { rowTotals[$0] }
    result.columnTotals = keptColumns.map { columnTotals[$0] }
    result.rowReach = keptRows.map { rowReach[$0] }
    result.columnReach = keptColumns.map { columnReach[$0] }
    return result
  }

  /// The matrix with the rows that have the most blanks first, whose cells keep the places by which it
  /// knows what they hold.
  ///
  /// - Parameters:
  ///   - leaves: the rows whose blanks are counted.
  ///   - leafColumns: the columns in which they are.
  func barestFirst(_ leaves: [Int], in leafColumns: [Int]) -> CoverageMatrix {
    var sorted = sortedByGaps(rows: leaves, columns: leafColumns)
    let places = Dictionary(
      rows.entries.enumerated().map { ($1.node, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let width = columns.entries.count
    for (new, entry) in sorted.rows.entries.enumerated() {
      guard let old = places[entry.node] else { continue }
      for column in 0..<width { sorted.cells[new * width + column].row = self[old, column].row }
      sorted.rowTotals[new].row = rowTotals[old].row
    }
    return sorted
  }
}

extension CoverageAxis {
  /// The positions of the entries of a level and of what stands above them, in order.
  fileprivate func kept(at level: Int?) -> [Int] {
    guard let level else { return Array(entries.indices) }
    var kept: Set<Int> = []
    for index in entries.indices where entries[index].level == level {
      var next: Int? = index
      while let current = next, kept.insert(current).inserted {
        next = entries[current].parent.flatMap { $0 < current ? $0 : nil }
      }
    }
    return kept.sorted()
  }

  fileprivate func narrowed(to kept: [Int], level: Int?) -> CoverageAxis {
    var axis = self
    let places = Dictionary(zip(kept, kept.indices), uniquingKeysWith: { first, _ in first })
    axis.level = level
    axis.entries = kept.map { old in
      var entry = entries[old]
      entry.parent = entry.parent.flatMap { places[$0] }
      entry.hasChildren = entry.hasChildren && entry.level != level
      return entry
    }
    return axis
  }
}
