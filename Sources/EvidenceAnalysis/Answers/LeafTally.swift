internal import EvidenceCore

/// How the deepest cells of a matrix, or the deepest concepts of a scheme, stand: what a headline counts.
public struct LeafTally: Hashable, Sendable {
  /// How many of them are in each state; those that only a selection emptied are in none.
  public private(set) var states: [CellState: Int] = [:]
  /// How many only a selection emptied.
  public private(set) var filtered = 0
  /// The first cells that hold no witness, in the order of the axes; four at most.
  public private(set) var firstEmpty: [Place] = []
  let witness: Kind
  let thinBelow: Int

  /// The position of a cell on both axes; of a concept, on one.
  public struct Place: Hashable, Sendable {
    public let row: Int
    public let column: Int
  }

  private init(_ cells: [CoverageCell], _ witness: Kind, _ policy: Policy) {
    self.witness = witness
    thinBelow = policy.thinBelow
    for cell in cells {
      if cell.isFiltered {
        filtered += 1
      } else {
        states[cell.state, default: 0] += 1
        if cell.state.isEmpty, firstEmpty.count < 4 {
          firstEmpty.append(Place(row: cell.row, column: cell.column))
        }
      }
    }
  }

  /// Counts the cells of rows and columns that have none below them on their axis.
  ///
  /// - Complexity: O(cells).
  public init(_ matrix: CoverageMatrix) {
    let columns = matrix.columns.finest
    let leaves = matrix.rows.finest.flatMap { row in columns.map { matrix[row, $0] } }
    self.init(leaves, matrix.witnessKind, matrix.policy)
  }

  /// Counts the concepts of a scheme that have none below them.
  ///
  /// - Complexity: O(concepts).
  public init(_ coverage: SchemeCoverage) {
    let leaves = coverage.axis.finest.map { coverage.cells[$0] }
    self.init(leaves, coverage.witnessKind, coverage.policy)
  }

  /// How many cells or concepts were counted.
  public var total: Int { states.values.reduce(filtered, +) }

  /// How many hold no witness, searched or not.
  public var empty: Int { states.filter { $0.key.isEmpty }.values.reduce(0, +) }

  /// How many are in a state.
  func count(_ state: CellState) -> Int { states[state] ?? 0 }
}
