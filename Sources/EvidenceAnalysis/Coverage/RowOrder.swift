/// In which order the rows of a matrix stand.
public enum RowOrder: String, Sendable, CaseIterable {
  /// As in the scheme, so that two maps can be compared.
  case scheme
  /// The most empty cells first: families among themselves, and within each family its concepts.
  case gaps
}

extension CoverageMatrix {
  /// The matrix with the rows that have the most empty cells first.
  ///
  /// Concepts stay under what is broader, which counts the blanks of all that lies below it; equals
  /// keep the scheme's order.
  ///
  /// - Parameters:
  ///   - wanted: the positions of the rows whose blanks are counted; `nil` counts those without rows
  ///     below them.
  ///   - columns: the positions of the columns in which they are; `nil` takes those without columns
  ///     below them.
  /// - Complexity: O(*r* × *c* + *r* log *r*) for *r* rows and *c* columns.
  public func sortedByGaps(rows wanted: [Int]? = nil, columns: [Int]? = nil) -> CoverageMatrix {
    let entries = rows.entries
    let columnLeaves = columns ?? self.columns.leaves
    var blanks = [Int](repeating: 0, count: entries.count)
    for row in wanted ?? rows.leaves {
      let count = columnLeaves.filter { self[row, $0].state.isEmpty }.count
      var next: Int? = row
      while let current = next {
        blanks[current] += count
        next = entries[current].parent.flatMap { $0 < current ? $0 : nil }
      }
    }
    var children: [Int?: [Int]] = [:]
    for row in entries.indices {
      let parent = entries[row].parent.flatMap { $0 < row ? $0 : nil }
      children[parent, default: []].append(row)
    }
    var order: [Int] = []
    var stack = sorted(children[nil] ?? [], by: blanks)
    while let row = stack.popLast() {
      order.append(row)
      stack += sorted(children[row] ?? [], by: blanks)
    }
    return with(rowsInOrder: order)
  }

  /// The last of them first, for a stack.
  private func sorted(_ rows: [Int], by blanks: [Int]) -> [Int] {
    rows.sorted { blanks[$0] != blanks[$1] ? blanks[$0] < blanks[$1] : $0 > $1 }
  }

  private func with(rowsInOrder order: [Int]) -> CoverageMatrix {
    var position = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { position[old] = new }
    var result = self
    result.rows.entries = order.map { old in
      var entry = rows.entries[old]
      entry.parent = entry.parent.map { position[$0] }
      return entry
    }
    let width = columns.entries.count
    result.cells = order.enumerated().flatMap { new, old in
      (0..<width).map { column in
        var cell = self[old, column]
        cell.row = new
        return cell
      }
    }
    func moved(_ totals: [CoverageCell]) -> [CoverageCell] {
      guard totals.count == order.count else { return totals }
      return order.enumerated().map { new, old in
        var cell = totals[old]
        if cell.row >= 0 { cell.row = new }
        return cell
      }
    }
    result.rowTotals = moved(rowTotals)
    if rowReach.count == order.count { result.rowReach = order.map { rowReach[$0] } }
    return result
  }
}

extension CoverageAxis {
  /// The positions of the entries with none below them on the axis.
  fileprivate var leaves: [Int] { entries.indices.filter { !entries[$0].hasChildren } }
}
