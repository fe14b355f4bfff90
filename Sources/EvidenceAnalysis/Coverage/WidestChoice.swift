public import EvidenceCore

/// What to show where nobody names a scheme or axes: those that hold the most.
///
/// ```swift
/// let matrix = try CoverageAnalysis(graph).matrix(WidestChoice(graph).query())
/// ```
public struct WidestChoice: Sendable {
  private let graph: EvidenceGraph
  private let analysis: CoverageAnalysis

  /// Prepares to choose among the schemes that a graph declares and holds a concept of.
  public init(_ graph: EvidenceGraph) {
    self.graph = graph
    analysis = CoverageAnalysis(graph)
  }

  /// The scheme under which the most is coded; of equals, the first that is declared.
  ///
  /// - Throws: `EvidenceError` if the graph declares no scheme.
  /// - Complexity: that of the coverage of every scheme.
  public func scheme() throws(EvidenceError) -> String {
    guard let best = try fullest(of: occurring()) else {
      throw EvidenceError(
        "no-scheme",
        "the graph declares no scheme to draw",
        hint: "name a kind with --scheme"
      )
    }
    return best
  }

  /// The scheme of measures against the scheme of risk domains that the most mitigations fill.
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the rows' concepts; `nil` is every level.
  ///   - columnsLevel: the level of the columns' concepts; `nil` is every level.
  /// - Throws: `EvidenceError` if the graph declares no scheme of the one or the other kind.
  /// - Complexity: that of the coverage of every scheme.
  public func query(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> CoverageQuery
  {
    func widest(_ kind: Kind) throws(EvidenceError) -> String? {
      try fullest(of: occurring().filter { $0.kind == kind }, by: .mitigation)
    }
    guard let rows = try widest(.taxonomyNode), let columns = try widest(.riskDomain) else {
      throw EvidenceError(
        "no-axes",
        "the graph has no taxonomy and risk scheme to set against each other",
        hint: "name both axes: --rows SCHEME|KIND --columns SCHEME|KIND"
      )
    }
    return CoverageQuery(
      rows: CoverageQuery.Axis(rows, level: rowsLevel),
      columns: CoverageQuery.Axis(columns, level: columnsLevel)
    )
  }

  /// The two schemes that fill the most cells together, the larger one in the rows: what there is
  /// to see where the widest query finds nothing.
  ///
  /// - Returns: `nil` if no two schemes meet.
  /// - Throws: `EvidenceError` if a matrix of two schemes is too large to count.
  /// - Complexity: that of two matrices for each pair of schemes.
  public func fullest() throws(EvidenceError) -> CoverageQuery? {
    let schemes = occurring().map(\.id)
    var best: (query: CoverageQuery, count: Int)?
    for (index, one) in schemes.enumerated() {
      for other in schemes.dropFirst(index + 1) {
        for kind in [Kind.mitigation, .risk] {
          let query = CoverageQuery(
            of: kind,
            rows: CoverageQuery.Axis(one),
            columns: CoverageQuery.Axis(other)
          )
          let matrix = try analysis.matrix(query)
          let count = matrix.cells.count { $0.witnesses > 0 }
          guard count > best?.count ?? 0 else { continue }
          let isWide = matrix.columns.entries.count > matrix.rows.entries.count
          best = (
            isWide ? CoverageQuery(of: kind, rows: query.columns, columns: query.rows) : query,
            count
          )
        }
      }
    }
    return best?.query
  }

  /// Of some schemes, the one that the most witnesses reach; of equals, the first.
  private func fullest(of schemes: [Scheme], by kind: Kind? = nil) throws(EvidenceError) -> String?
  {
    var best: (id: String, count: Int)?
    for id in schemes.map(\.id) {
      let count = try analysis.scheme(id, of: kind).total.witnesses
      if count > best?.count ?? -1 { best = (id, count) }
    }
    return best?.id
  }

  /// The declared schemes of which the graph holds a concept.
  private func occurring() -> [Scheme] {
    graph.header.schemes.filter { scheme in
      graph.nodes.contains { graph.scheme(of: $0) == scheme.id }
    }
  }
}
