internal import EvidenceCore

/// The witness that lies nearest to a cell: its own, else one of its row that lacks the column,
/// else one of its column that lacks the row; where neither has any, one of the nearest concept above
/// the row, and then above the column, that has.
struct NearestWitness {
  private let matrix: CoverageMatrix

  init(_ matrix: CoverageMatrix) { self.matrix = matrix }

  func witness(for cell: CoverageCell) -> NodeID? {
    if let own = matrix.firstWitness(of: cell) { return own }
    return matrix.rowReach[cell.row].first ?? matrix.columnReach[cell.column].first
      ?? above(cell.row, matrix.rows, matrix.rowReach)
      ?? above(cell.column, matrix.columns, matrix.columnReach)
  }

  private func above(_ place: Int, _ axis: CoverageAxis, _ reach: [[NodeID]]) -> NodeID? {
    var next = axis.entries[place].parent
    while let current = next {
      if let witness = reach[current].first { return witness }
      next = axis.entries[current].parent.flatMap { $0 < current ? $0 : nil }
    }
    return nil
  }
}
