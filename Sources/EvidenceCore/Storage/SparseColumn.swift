/// One value a row, where most rows may have none: costs nothing until the first value.
///
/// - Invariant: `values` is empty, or has a value for each row up to the last one set.
struct SparseColumn<Value: BitwiseCopyable & Sendable & Equatable>: Sendable {
  private(set) var values: Column<Value> = []
  let absent: Value

  /// Makes a column in which `absent` stands for no value.
  init(absent: Value) { self.absent = absent }

  /// Makes a column of the values of the first rows.
  init(absent: Value, values: Column<Value>) {
    self.absent = absent
    self.values = values
  }

  /// The value of a row.
  @inline(__always)
  subscript(_ row: Int) -> Value { row < values.count ? values[row] : absent }

  /// Sets the value of a row that is not below the last one set.
  mutating func append(_ value: Value, at row: Int) {
    guard value != absent else { return }
    if values.count < row {
      values.append(contentsOf: repeatElement(absent, count: row - values.count))
    }
    if values.count == row { values.append(value) } else { values[row] = value }
  }

  /// Sets the values of rows from one on that is above the last one set.
  mutating func append(contentsOf new: some RandomAccessCollection<Value>, at row: Int) {
    guard let last = new.lastIndex(where: { $0 != absent }) else { return }
    precondition(values.count <= row, "rows ascend")
    if values.count < row {
      values.append(contentsOf: repeatElement(absent, count: row - values.count))
    }
    values.append(contentsOf: new[...last])
  }

  /// Sets the value of any row.
  mutating func set(_ value: Value, at row: Int) {
    if row < values.count { values[row] = value } else { append(value, at: row) }
  }

  /// Whether no row beyond so many has a value, and a condition holds of every value.
  func holds(upTo count: Int, _ condition: (Value) -> Bool) -> Bool {
    values.count <= count && values.allSatisfy { $0 == absent || condition($0) }
  }

  /// The column with its rows in another order: row *i* of the result is row `order[i]`.
  ///
  /// - Parameter count: how many rows there are.
  func permuted(_ order: [UInt32], of count: Int) -> SparseColumn {
    guard let first = values.first else { return self }
    if values.count < count {
      return SparseColumn(absent: absent, values: Column(order.lazy.map { self[Int($0)] }))
    }
    // Of one value each order is the same.
    if values.allSatisfy({ $0 == first }) {
      if order.count == values.count { return self }
      return SparseColumn(absent: absent, values: Column(repeating: first, count: order.count))
    }
    return SparseColumn(absent: absent, values: values.gathered(order))
  }
}
