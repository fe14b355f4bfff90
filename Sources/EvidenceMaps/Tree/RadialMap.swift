public import EvidenceAnalysis
public import EvidenceCore

/// All concepts of a scheme at a glance, on rings about the middle and without labels; what each is
/// stands in its tooltip, and ``TaxonomyMap`` names them.
///
/// ```swift
/// let picture = try RadialMap(coverage: coverage, graph: graph).svg()
/// ```
public struct RadialMap: EvidenceMap {
  /// The same scheme as a tree.
  let tree: TaxonomyMap

  /// Makes an overview of what is known of a scheme.
  public init(
    coverage: SchemeCoverage,
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    tree = TaxonomyMap(coverage: coverage, graph: graph, options: options)
  }

  /// The map as SVG: one sheet of A4 up to about a hundred concepts, and larger from there on.
  ///
  /// - Returns: the same bytes for the same scheme.
  /// - Throws: `EvidenceError` if nothing stands in the scheme.
  /// - Complexity: O(*n* × depth) for *n* concepts.
  public func svg() throws(EvidenceError) -> String {
    try tree.checkShape()
    return RadialSheet(map: tree).draw()
  }

  /// The scheme as rows of text, a concept a row, headings first.
  func content() -> [[String]] { tree.content() }
}

extension RadialMap: DrawnMap {
  static let idPrefix = TaxonomyMap.idPrefix
  var weighing: Policy? { tree.weighing }
  var options: MapOptions { tree.options }

  /// The tree of the scheme: rings are no layout of DOT's.
  func dotGraph() -> DOTGraph { tree.dotGraph() }
}
