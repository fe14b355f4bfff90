internal import EvidenceCore

/// The witness that lies nearest to a cell: its own, else one of its row that lacks the column,
/// else one of its column that lacks the row.
struct NearestWitness {
  private let matrix: CoverageMatrix

  init(_ matrix: CoverageMatrix) { self.matrix = matrix }

  func witness(for cell: CoverageCell) -> NodeID? {
    if let own = matrix.firstWitness(of: cell) { return own }
    return matrix.rowReach[cell.row].first ?? matrix.columnReach[cell.column].first
  }
}
