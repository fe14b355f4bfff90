/// How many of the finest cells below a cell, or of the concepts below a concept, hold nothing: what
/// must not get lost where the finer ones are folded away.
public struct BlankCells: Hashable, Sendable {
  /// All of them.
  public var count = 0
  /// Those that somebody searched in vain.
  public var gaps = 0
  /// Those that nobody is known to have searched.
  public var notSearched = 0
  /// Those that only a selection emptied.
  public var filtered = 0

  init() {}

  fileprivate init(_ cell: CoverageCell) {
    count = 1
    if cell.isFiltered {
      filtered = 1
    } else if cell.state == .searchedEmpty {
      gaps = 1
    } else if cell.state == .notSearched {
      notSearched = 1
    }
  }

  static func += (a: inout BlankCells, b: BlankCells) {
    a.count += b.count
    a.gaps += b.gaps
    a.notSearched += b.notSearched
    a.filtered += b.filtered
  }
}

/// The blanks below every cell of a matrix, each finest cell counted once.
public struct MatrixBlanks: Sendable {
  private let width: Int
  private var cells: [BlankCells]
  private var rows: [BlankCells]
  private var columns: [BlankCells]
  /// Over the whole matrix.
  public private(set) var total = BlankCells()

  fileprivate init(_ matrix: CoverageMatrix) {
    let (height, width) = (matrix.rows.entries.count, matrix.columns.entries.count)
    self.width = width
    cells = [BlankCells](repeating: BlankCells(), count: height * width)
    rows = [BlankCells](repeating: BlankCells(), count: height)
    columns = [BlankCells](repeating: BlankCells(), count: width)
    for row in matrix.rows.finest {
      for column in matrix.columns.finest {
        let blank = BlankCells(matrix[row, column])
        cells[row * width + column] = blank
        rows[row] += blank
        columns[column] += blank
        total += blank
      }
    }
    for row in (0..<height).reversed() {
      guard let parent = matrix.rows.parent(of: row) else { continue }
      rows[parent] += rows[row]
      for column in 0..<width { cells[parent * width + column] += cells[row * width + column] }
    }
    for column in (0..<width).reversed() {
      guard let parent = matrix.columns.parent(of: column) else { continue }
      columns[parent] += columns[column]
      for row in 0..<height { cells[row * width + parent] += cells[row * width + column] }
    }
  }

  /// The finest cells at or below the cell of a row and a column, by position.
  public subscript(row: Int, column: Int) -> BlankCells { cells[row * width + column] }

  /// The finest cells of a row and the rows below it.
  public func row(_ row: Int) -> BlankCells { rows[row] }

  /// The finest cells of a column and the columns below it.
  public func column(_ column: Int) -> BlankCells { columns[column] }
}

extension CoverageMatrix {
  /// How many of the finest cells below each cell, row and column hold nothing.
  ///
  /// ```swift
  /// let blanks = matrix.blanks()
  /// print(blanks.total.gaps, "of", blanks.total.count, "cells are gaps")
  /// ```
  /// - Complexity: O(cells).
  public func blanks() -> MatrixBlanks { MatrixBlanks(self) }
}

extension SchemeCoverage {
  /// How many of the concepts below each concept hold nothing, in the order of the axis.
  ///
  /// - Complexity: O(concepts).
  public func blanksBelow() -> [BlankCells] {
    var result = [BlankCells](repeating: BlankCells(), count: cells.count)
    for index in cells.indices.reversed() {
      guard let parent = axis.parent(of: index) else { continue }
      result[parent] += result[index]
      result[parent] += BlankCells(cells[index])
    }
    return result
  }
}

extension CoverageAxis {
  /// The positions of what nothing stands below on the axis, and of what is of its deepest level: a
  /// concept of several parents may have its children elsewhere.
  package var finest: [Int] {
    let deepest = entries.map(\.level).max() ?? 1
    return entries.indices.filter { !entries[$0].hasChildren || entries[$0].level >= deepest }
  }

  /// The position of what stands above an entry, always before it.
  fileprivate func parent(of entry: Int) -> Int? {
    entries[entry].parent.flatMap { (0..<entry).contains($0) ? $0 : nil }
  }
}
