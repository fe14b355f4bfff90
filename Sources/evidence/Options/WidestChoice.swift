internal import EvidenceAnalysis
internal import EvidenceCore

/// What is shown where the user names no scheme or axes: the widest sensible choice.
struct WidestChoice {
  private let graph: EvidenceGraph
  private let analysis: CoverageAnalysis

  init(_ graph: EvidenceGraph) {
    self.graph = graph
    analysis = CoverageAnalysis(graph)
  }

  /// The scheme under which the most is coded.
  func scheme() throws -> String {
    let best = try occurring().map(\.id).compactMap { id -> (String, Int)? in
      (id, try analysis.scheme(id).total.witnesses)
    }
    .max { $0.1 < $1.1 }
    guard let best else {
      throw EvidenceError(
        "no-scheme",
        "the graph declares no scheme to draw",
        hint: "name a kind with --scheme"
      )
    }
    return best.0
  }

  /// The taxonomy against the risk scheme that the most mitigations fill.
  func query(_ selection: CoverageOptions) throws -> CoverageQuery {
    func widest(_ kind: Kind) throws -> String? {
      try occurring().filter { $0.kind == kind }
        .map { ($0.id, try analysis.scheme($0.id, of: .mitigation).total.witnesses) }
        .max { $0.1 < $1.1 }?.0
    }
    guard let rows = try widest(.taxonomyNode), let columns = try widest(.riskDomain) else {
      throw EvidenceError(
        "no-axes",
        "the graph has no taxonomy and risk scheme to set against each other",
        hint: "name both axes: --rows SCHEME|KIND --columns SCHEME|KIND"
      )
    }
    return CoverageQuery(
      rows: CoverageQuery.Axis(rows, level: selection.rowsLevel),
      columns: CoverageQuery.Axis(columns, level: selection.columnsLevel)
    )
  }

  /// The two schemes that fill the most cells together, the larger one in the rows: what there is
  /// to see where the widest query finds nothing. None, if no two schemes meet.
  func fullest() throws -> CoverageQuery? {
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

  /// The declared schemes of which the graph holds a concept.
  private func occurring() -> [Scheme] {
    graph.header.schemes.filter { scheme in
      graph.nodes.contains { graph.scheme(of: $0) == scheme.id }
    }
  }
}
