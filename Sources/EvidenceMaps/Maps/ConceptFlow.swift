internal import EvidenceAnalysis
internal import EvidenceCore

/// What a matrix says of its lowest rows and columns, and what it leaves over.
struct ConceptFlow {
  /// A line from a row to a column, both by their position among the lowest ones; `row` is `nil`
  /// for what stands under none of the rows.
  struct Line {
    var row: Int?
    var column: Int
    var witnesses: Int
    /// The cell that it stands for.
    var cell: CoverageCell?
  }

  /// The lowest rows and columns, by their position on the axes.
  let rows: [Int]
  let columns: [Int]
  private(set) var lines: [Line] = []
  /// The witnesses that stand under none of the rows but reach a column.
  private(set) var withoutRow = 0
  /// The witnesses that reach a concept above the columns, but none of them.
  private(set) var aboveColumns = 0

  init(_ matrix: CoverageMatrix) {
    rows = matrix.rows.entries.indices.filter { !matrix.rows.entries[$0].hasChildren }
    columns = matrix.columns.entries.indices.filter { !matrix.columns.entries[$0].hasChildren }
    var inRows: Set<NodeID> = []
    for row in rows { inRows.formUnion(matrix.rowReach[row]) }
    var left: Set<NodeID> = []
    var inColumns: Set<NodeID> = []
    for (position, column) in columns.enumerated() {
      for (start, row) in rows.enumerated() {
        let cell = matrix[row, column]
        guard cell.witnesses > 0 else { continue }
        lines.append(
          Line(row: start, column: position, witnesses: cell.witnesses, cell: cell)
        )
      }
      let others = Set(matrix.columnReach[column]).subtracting(inRows)
      if !others.isEmpty {
        lines.append(Line(row: nil, column: position, witnesses: others.count))
        left.formUnion(others)
      }
      inColumns.formUnion(matrix.columnReach[column])
    }
    withoutRow = left.count
    var all: Set<NodeID> = []
    for column in matrix.columns.entries.indices where matrix.columns.entries[column].hasChildren {
      all.formUnion(matrix.columnReach[column])
    }
    aboveColumns = all.subtracting(inColumns).count
  }
}
