public import EvidenceCore

/// Which of the lowest rows of a matrix reach which of its lowest columns, and what it leaves over.
///
/// Every witness that reaches a column stands on some line, so that nothing is lost between the two
/// axes: what stands under none of the rows has lines of its own.
///
/// ```swift
/// let flow = ConceptFlow(matrix)
/// let unreached = flow.columns.indices.filter { place in !flow.lines.contains { $0.column == place } }
/// ```
public struct ConceptFlow: Sendable {
  /// What joins one row, or none, to one column.
  public struct Line: Sendable {
    /// The position in ``ConceptFlow/rows``; `nil` for what stands under none of the rows.
    public var row: Int?
    /// The position in ``ConceptFlow/columns``.
    public var column: Int
    /// How many witnesses reach both.
    public var witnesses: Int
    /// The cell that it stands for; `nil` where there is no row.
    public var cell: CoverageCell?
  }

  /// The rows without rows below them, by their position on the axis.
  public let rows: [Int]
  /// The columns without columns below them, by their position on the axis.
  public let columns: [Int]
  /// One for each pair with a witness, column by column; in a column by row, then what has none.
  public private(set) var lines: [Line] = []
  /// How many witnesses stand under none of the rows but reach a column.
  public private(set) var withoutRow = 0
  /// How many witnesses reach a concept above the columns, but none of them.
  public private(set) var aboveColumns = 0

  /// Reads a matrix, most often one at the top levels.
  ///
  /// - Complexity: O(*c* + *w*) for *c* cells and *w* nodes in the reach of all rows and columns.
  public init(_ matrix: CoverageMatrix) {
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
