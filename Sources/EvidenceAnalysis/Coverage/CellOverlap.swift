public import EvidenceCore

/// Two papers of one cell of which one cites the other: a review, say, and a study that it rests on.
/// They may count the same evidence twice.
public struct CellOverlap: Hashable, Sendable {
  public var citing: NodeID
  public var cited: NodeID
  /// The CITES statement that says so.
  public var statement: EdgeID
}

extension CoverageMatrix {
  /// Which of a cell's papers cite which others.
  ///
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Returns: by citing paper in the order of keys, then in the order of statements; denied ones are
  ///   left out.
  /// - Complexity: O(citations of the cell's papers), and that of ``papers(of:)``.
  public func overlaps(in cell: CoverageCell) -> [CellOverlap] { holdings.overlaps(in: cell) }
}
