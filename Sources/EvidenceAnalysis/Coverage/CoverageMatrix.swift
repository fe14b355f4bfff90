public import EvidenceCore

/// An evidence-and-gap matrix: two axes, and a cell for each pair, the empty ones too.
public struct CoverageMatrix: Sendable {
  public var rows: CoverageAxis
  public var columns: CoverageAxis
  /// The kind of the witnesses.
  public var witnessKind: Kind
  /// Row by row.
  public var cells: [CoverageCell]
  /// The distinct union over each row, each column and the whole; their row or column is -1.
  public var rowTotals: [CoverageCell]
  public var columnTotals: [CoverageCell]
  public var total: CoverageCell
  /// The nodes that reach each row and each column, whether or not they reach the other axis too.
  public var rowReach: [[NodeID]]
  public var columnReach: [[NodeID]]
  /// Why the whole matrix is empty, where the graph holds no statement that could fill it.
  public var reasonEmpty: String?
  /// Whether ADDRESSES or IDENTIFIES claims fill the cells, or only who introduces the witness.
  public var isAboutRisk: Bool
  public var policy: Policy
  let holdings: CellHoldings

  /// The cell at a row and a column, by position.
  public subscript(row: Int, column: Int) -> CoverageCell {
    cells[row * columns.entries.count + column]
  }
}
