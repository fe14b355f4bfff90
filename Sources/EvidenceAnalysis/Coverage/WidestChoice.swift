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
  /// - Throws: `EvidenceError` if BROADER goes in a circle.
  /// - Complexity: that of every scheme twice, and Σ rows × columns that a witness reaches, over
  ///   witnesses and pairs of schemes.
  public func fullest() throws(EvidenceError) -> CoverageQuery? {
    let schemes = occurring().map(\.id)
    var best: (query: CoverageQuery, count: Int)?
    var reached: [[Kind: Reached]] = []
    for id in schemes {
      var ofKinds: [Kind: Reached] = [:]
      for kind in Self.witnesses { ofKinds[kind] = try reach(of: kind, in: id) }
      reached.append(ofKinds)
    }
    for (first, one) in schemes.enumerated() {
      for (second, other) in schemes.enumerated().dropFirst(first + 1) {
        for kind in Self.witnesses {
          guard let rows = reached[first][kind], let columns = reached[second][kind] else {
            continue
          }
          let count = rows.meeting(columns)
          guard count > best?.count ?? 0 else { continue }
          let (row, column) = (CoverageQuery.Axis(one), CoverageQuery.Axis(other))
          best = (
            columns.count > rows.count
              ? CoverageQuery(of: kind, rows: column, columns: row)
              : CoverageQuery(of: kind, rows: row, columns: column),
            count
          )
        }
      }
    }
    return best?.query
  }

  private static let witnesses: [Kind] = [.mitigation, .risk]

  /// Which concepts of a scheme each witness reaches.
  private struct Reached {
    /// How many concepts the scheme has.
    var count: Int
    var positions: [NodeID: [Int]] = [:]

    /// How many pairs of concepts of two schemes some witness reaches.
    func meeting(_ other: Reached) -> Int {
      var isMet = [Bool](repeating: false, count: count * other.count)
      for (witness, rows) in positions {
        guard let columns = other.positions[witness] else { continue }
        for row in rows {
          for column in columns { isMet[row * other.count + column] = true }
        }
      }
      return isMet.count { $0 }
    }
  }

  private func reach(of kind: Kind, in scheme: String) throws(EvidenceError) -> Reached {
    let coverage = try analysis.scheme(scheme, of: kind)
    var reached = Reached(count: coverage.axis.entries.count)
    for cell in coverage.cells {
      for witness in coverage.witnesses(of: cell) {
        reached.positions[witness, default: []].append(cell.row)
      }
    }
    return reached
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
    let ids = Set(graph.nodes.compactMap { graph.scheme(of: $0) })
    return graph.header.schemes.filter { ids.contains($0.id) }
  }
}
