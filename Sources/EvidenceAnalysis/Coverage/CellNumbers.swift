/// A number for each cell of a matrix, for the totals of its rows and columns, and for the whole.
struct CellNumbers {
  private let stride: Int
  private var numbers: [Int32]

  /// The same number for all of so many rows and columns.
  init(_ height: Int, _ width: Int, repeating number: Int = 0) {
    stride = width + 1
    numbers = [Int32](repeating: Int32(clamping: number), count: (height + 1) * stride)
  }

  /// Adds the numbers of the same cells.
  mutating func add(_ other: CellNumbers) {
    for place in numbers.indices { numbers[place] += other.numbers[place] }
  }

  /// Counts each of some cells that lie side by side in a row.
  ///
  /// - Parameters:
  ///   - bits: which of them.
  ///   - row: their row, or the one for all.
  ///   - column: the column of the first of them.
  mutating func count(_ bits: UInt64, _ row: Int, _ column: Int) {
    var left = bits
    let start = row * stride + column
    while left != 0 {
      numbers[start + left.trailingZeroBitCount] += 1
      left &= left - 1
    }
  }

  /// Counts each of some cells that lie side by side in a row, as ``count(_:_:_:)`` does.
  ///
  /// - Returns: those that were nought before.
  mutating func countFinding(_ bits: UInt64, _ row: Int, _ column: Int) -> UInt64 {
    var (left, first) = (bits, UInt64(0))
    let start = row * stride + column
    while left != 0 {
      let place = start + left.trailingZeroBitCount
      if numbers[place] == 0 { first |= left & (0 &- left) }
      numbers[place] += 1
      left &= left - 1
    }
    return first
  }

  /// Sets the number of each of some cells that lie side by side in a row.
  mutating func set(_ number: Int, _ bits: UInt64, _ row: Int, _ column: Int) {
    var left = bits
    let start = row * stride + column
    while left != 0 {
      numbers[start + left.trailingZeroBitCount] = Int32(clamping: number)
      left &= left - 1
    }
  }

  /// The number of a cell; a total's row or column is the one for all.
  subscript(row: Int, column: Int) -> Int { Int(numbers[row * stride + column]) }
}
