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

  /// The scheme of which the most concepts hold a measure; of equals, the first that is declared. Where
  /// no scheme is declared, the kind of the classes or of the risk domains.
  ///
  /// - Throws: `EvidenceError` if the graph has neither.
  /// - Complexity: that of the coverage of every scheme.
  public func scheme() throws(EvidenceError) -> String {
    var best: (id: String, held: Int)?
    for scheme in occurring() {
      let held = try analysis.scheme(scheme.id).cells.count { $0.witnesses > 0 }
      if held > best?.held ?? -1 { best = (scheme.id, held) }
    }
    if let best { return best.id }
    let kinds = [Kind.taxonomyNode, .riskDomain].filter { !graph.nodes(of: $0).isEmpty }
    guard let kind = kinds.first else {
      throw EvidenceError(
        "no-scheme",
        "the graph declares no scheme to draw",
        hint: "name a kind with --scheme"
      )
    }
    return kind.name
  }

  /// The scheme of measures against the scheme of risk domains that the most mitigations fill; where the
  /// graph has no such two, what it has: the risks of each domain against the measures that address
  /// them, the measures of each class against the risks, measures against risks, or either against
  /// papers.
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the rows' concepts; `nil` is every level.
  ///   - columnsLevel: the level of the columns' concepts; `nil` is every level.
  /// - Throws: `EvidenceError` if the graph has neither risks nor measures.
  /// - Complexity: that of the coverage of every scheme.
  public func query(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> CoverageQuery
  {
    func widest(_ kind: Kind, by witnesses: Kind = .mitigation) throws(EvidenceError) -> String? {
      try fullest(of: occurring().filter { $0.kind == kind }, by: witnesses)
    }
    func has(_ kind: Kind) -> Bool { !graph.nodes(of: kind).isEmpty }
    func query(of kind: Kind, _ rows: String, _ columns: String) -> CoverageQuery {
      CoverageQuery(
        of: kind,
        rows: CoverageQuery.Axis(rows, level: rowsLevel),
        columns: CoverageQuery.Axis(columns, level: columnsLevel)
      )
    }
    let classes = try widest(.taxonomyNode)
    if let classes, let domains = try widest(.riskDomain) {
      return query(of: .mitigation, classes, domains)
    }
    if occurring().isEmpty, has(.taxonomyNode), has(.riskDomain) {
      return query(of: .mitigation, Kind.taxonomyNode.name, Kind.riskDomain.name)
    }
    if let domains = try widest(.riskDomain, by: .risk) {
      return query(of: .risk, domains, (has(.mitigation) ? Kind.mitigation : .paper).name)
    }
    if let classes {
      return query(of: .mitigation, classes, (has(.risk) ? Kind.risk : .paper).name)
    }
    if has(.mitigation) {
      return query(of: .mitigation, Kind.mitigation.name, (has(.risk) ? Kind.risk : .paper).name)
    }
    if has(.risk) { return query(of: .risk, Kind.risk.name, Kind.paper.name) }
    throw EvidenceError(
      "no-axes",
      "the graph has no risks and no measures to set against anything",
      hint: "name both axes: --rows SCHEME|KIND --columns SCHEME|KIND"
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
