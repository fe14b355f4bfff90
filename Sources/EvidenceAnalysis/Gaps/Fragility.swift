public import EvidenceCore

/// A cell whose evidence hangs on one work: without it, nothing supports the cell.
public struct FragileCell: Hashable, Sendable {
  public var row: NodeID
  public var column: NodeID
  /// The work it hangs on: the paper with the least key among its versions, or a source that the
  /// graph has no node for.
  public var source: Key
  public var state: CellState
}

extension GapAnalysis {
  /// The cells that hang on one work.
  ///
  /// - Returns: in the order of rows and columns.
  /// - Complexity: O(cells).
  public func fragileCells(_ matrix: CoverageMatrix) -> [FragileCell] {
    matrix.cells.compactMap { cell in
      guard cell.independentPapers == 1, let work = matrix.works(of: cell).first else { return nil }
      let source: Key
      switch work {
      case .paper(let node): source = graph.key(of: node)
      case .other(let key): source = key
      case .unknown: return nil
      }
      return FragileCell(
        row: matrix.rows.entries[cell.row].node,
        column: matrix.columns.entries[cell.column].node,
        source: source,
        state: cell.state
      )
    }
  }
}
