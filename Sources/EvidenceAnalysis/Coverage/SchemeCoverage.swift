public import EvidenceCore

/// What is known of each concept of one scheme: a matrix with one axis, for taxonomy maps.
public struct SchemeCoverage: Sendable {
  public var axis: CoverageAxis
  /// The kind of the witnesses that are counted.
  public var witnessKind: Kind
  /// One for each entry of the axis; their `column` is -1.
  public var cells: [CoverageCell]
  /// The distinct union over the whole scheme.
  public var total: CoverageCell
  /// Whether ADDRESSES claims fill the cells, or only who introduces the witness.
  public var isAboutRisk: Bool
  public var policy: Policy
  let holdings: CellHoldings
}
