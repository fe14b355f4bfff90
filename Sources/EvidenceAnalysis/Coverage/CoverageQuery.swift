public import EvidenceCore

/// What a coverage matrix is asked for.
public struct CoverageQuery: Hashable, Sendable {
  /// One side: a scheme with its version, or a kind; and the level of its concepts, from 1.
  public struct Axis: Hashable, Sendable {
    public var selection: String
    public var level: Int?
    /// Of what is selected, the nodes that stand on the axis; `nil` is all.
    public var only: Set<Key>?

    /// Selects what stands on an axis.
    public init(_ selection: String, level: Int? = nil, only: Set<Key>? = nil) {
      self.selection = selection
      self.level = level
      self.only = only
    }
  }

  /// The kind of the witnesses: Mitigation, Risk or Paper.
  public var of: Kind
  public var rows: Axis
  public var columns: Axis

  /// Asks for a matrix.
  public init(of kind: Kind = .mitigation, rows: Axis, columns: Axis) {
    self.of = kind
    self.rows = rows
    self.columns = columns
  }
}
