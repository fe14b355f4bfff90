internal import EvidenceCore

/// Which rows and columns of a matrix each witness reaches.
struct MatrixReach {
  private let matrix: CoverageMatrix
  private var rowsOf: [NodeID: [Int]] = [:]
  private var columnsOf: [NodeID: Set<Int>] = [:]
  /// The witnesses that reach any row, in the order of keys.
  let witnessesOfRows: [NodeID]

  init(_ matrix: CoverageMatrix) {
    self.matrix = matrix
    for (row, reached) in matrix.rowReach.enumerated() {
      for witness in reached { rowsOf[witness, default: []].append(row) }
    }
    for (column, reached) in matrix.columnReach.enumerated() {
      for witness in reached { columnsOf[witness, default: []].insert(column) }
    }
    witnessesOfRows = rowsOf.keys.sorted()
  }

  func rows(of witness: NodeID) -> [Int] { rowsOf[witness] ?? [] }

  func meets(_ witness: NodeID, _ column: Int) -> Bool {
    columnsOf[witness]?.contains(column) ?? false
  }

  /// A column and those above it on the axis.
  func ancestors(ofColumn column: Int) -> [Int] {
    var result = [column]
    var seen: Set<Int> = [column]
    while let parent = matrix.columns.entries[result[result.count - 1]].parent,
      seen.insert(parent).inserted
    {
      result.append(parent)
    }
    return result
  }
}
