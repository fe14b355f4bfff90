public import EvidenceCore

/// A cell that keeps its state from one graph to another and holds other numbers.
public struct CellFigureChange: Hashable, Sendable {
  /// What a cell counts.
  public struct Figures: Hashable, Sendable {
    /// Nodes that reach its row and column.
    public var witnesses: Int
    /// Papers that introduce them.
    public var papers: Int
    /// Works that state the evidence.
    public var works: Int
    /// Of these, works for it, and works against it.
    public var worksFor: Int
    public var worksAgainst: Int
  }

  public var row: Key
  public var column: Key
  /// The state in both graphs.
  public var state: CellState
  /// What it counted, and what it counts now.
  public var old: Figures
  public var new: Figures

  /// The change of a cell; `nil` where its numbers are the same.
  init?(_ place: CellPlace, _ old: CoverageCell, _ new: CoverageCell) {
    row = place.row
    column = place.column
    state = new.state
    self.old = Figures(old)
    self.new = Figures(new)
    if self.old == self.new { return nil }
  }
}

extension CellFigureChange.Figures {
  init(_ cell: CoverageCell) {
    self.init(
      witnesses: cell.witnesses,
      papers: cell.papers,
      works: cell.independentPapers,
      worksFor: cell.worksFor,
      worksAgainst: cell.worksAgainst
    )
  }
}
