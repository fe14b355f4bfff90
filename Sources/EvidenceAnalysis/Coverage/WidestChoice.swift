public import EvidenceCore

/// What to show where nobody names a scheme or axes: those that hold the most.
///
/// ```swift
/// let matrix = try CoverageAnalysis(graph).matrix(WidestChoice(graph).query())
/// ```
public struct WidestChoice: Sendable {
  private let graph: EvidenceGraph
  private let analysis: CoverageAnalysis

  /// The schemes that were counted in one answer, each once for a kind of witness.
  private struct Counted {
    struct Question: Hashable {
      var scheme: String
      var witnesses: Kind
    }
    let analysis: CoverageAnalysis
    var known: [Question: SchemeCoverage] = [:]

    mutating func coverage(of scheme: String, by witnesses: Kind) throws(EvidenceError)
      -> SchemeCoverage
    {
      let question = Question(scheme: scheme, witnesses: witnesses)
      if let known = known[question] { return known }
      let coverage = try analysis.scheme(scheme, of: witnesses)
      known[question] = coverage
      return coverage
    }
  }

  /// Prepares to choose among the schemes that a graph declares and holds a concept of.
  public init(_ graph: EvidenceGraph, policy: Policy = .standard) {
    self.graph = graph
    analysis = CoverageAnalysis(graph, policy: policy)
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
        hint: Self.bibliography(graph) == nil
          ? "name a kind with --scheme"
          : "it holds works alone: 'map coverage' draws their sorts by years"
      )
    }
    return kind.name
  }

  /// The scheme of measures against the scheme of risk domains that the most mitigations fill;
  /// where the graph has no such two, what it has: kinds for schemes, the risks of each domain
  /// against the measures that address them, the measures of each class against the risks, measures
  /// against risks, or either against papers; in a bibliography alone the sorts of its works
  /// against their years, of which the graph must have places (``bibliography(_:)``).
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the rows' concepts; `nil` is every level.
  ///   - columnsLevel: the level of the columns' concepts; `nil` is every level.
  /// - Throws: `EvidenceError` if the graph has neither risks nor measures.
  /// - Complexity: that of the coverage of every scheme.
  public func query(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> CoverageQuery
  {
    var counted = Counted(analysis: analysis)
    return try query(rowsLevel: rowsLevel, columnsLevel: columnsLevel, &counted)
  }

  /// The widest query, behind the fullest one where the widest finds nothing: what a report shows.
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the widest query's rows; `nil` is every level.
  ///   - columnsLevel: the level of its columns; `nil` is every level.
  /// - Throws: `EvidenceError` as ``query(rowsLevel:columnsLevel:)`` does.
  /// - Complexity: that of the coverage of every scheme and of the widest matrix.
  public func queries(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> [CoverageQuery]
  {
    var counted = Counted(analysis: analysis)
    let widest = try query(rowsLevel: rowsLevel, columnsLevel: columnsLevel, &counted)
    guard try analysis.matrix(widest).total.witnesses == 0, let fullest = try fullest(&counted)
    else {
      return [widest]
    }
    return [fullest, widest]
  }

  private func query(rowsLevel: Int?, columnsLevel: Int?, _ counted: inout Counted)
    throws(EvidenceError) -> CoverageQuery
  {
    func widest(_ kind: Kind, by witnesses: Kind = .mitigation) throws(EvidenceError) -> String? {
      var best: (id: String, count: Int)?
      for scheme in occurring() where scheme.kind == kind {
        let count = try counted.coverage(of: scheme.id, by: witnesses).total.witnesses
        if count > best?.count ?? -1 { best = (scheme.id, count) }
      }
      return best?.id
    }
    func has(_ kind: Kind) -> Bool { !graph.nodes(of: kind).isEmpty }
    let classes = try widest(.taxonomyNode) ?? (has(.taxonomyNode) ? Kind.taxonomyNode.name : nil)
    let domains = try widest(.riskDomain) ?? (has(.riskDomain) ? Kind.riskDomain.name : nil)
    var choices: [(of: Kind, rows: String, columns: String)] = []
    if let classes, let domains { choices.append((.mitigation, classes, domains)) }
    if let domains = try widest(.riskDomain, by: .risk) ?? domains {
      choices.append((.risk, domains, (has(.mitigation) ? Kind.mitigation : .paper).name))
    }
    if let classes {
      choices.append((.mitigation, classes, (has(.risk) ? Kind.risk : .paper).name))
    }
    if has(.mitigation) {
      choices.append((.mitigation, Kind.mitigation.name, (has(.risk) ? Kind.risk : .paper).name))
    }
    if has(.risk) { choices.append((.risk, Kind.risk.name, Kind.paper.name)) }
    let queries = choices.map { choice in
      CoverageQuery(
        of: choice.of,
        rows: CoverageQuery.Axis(choice.rows, level: rowsLevel),
        columns: CoverageQuery.Axis(choice.columns, level: columnsLevel)
      )
    }
    if let fitting = queries.lazy.compactMap(fitted).first ?? queries.first { return fitting }
    if let values = Self.bibliography(graph) { return values }
    throw EvidenceError(
      "no-axes",
      "the graph has no risks and no measures to set against anything",
      hint: "name both axes: --rows SCHEME|KIND --columns SCHEME|KIND"
    )
  }

  /// The sorts of works against their years, where a graph holds papers and nothing else that
  /// stands on an axis; `nil` for any other graph, and where no paper has a year.
  ///
  /// Both are axes of values: the graph is given places for them first, by
  /// `withPlaces(of:for:)`.
  ///
  /// - Complexity: O(papers).
  public static func bibliography(_ graph: EvidenceGraph) -> CoverageQuery? {
    let others = [Kind.mitigation, .risk, .taxonomyNode, .riskDomain]
    let papers = graph.nodes(of: .paper)
    guard others.allSatisfy({ graph.nodes(of: $0).isEmpty }),
      papers.contains(where: { graph.year(of: $0) != nil })
    else { return nil }
    let sort = ["itemType", "type", "container", "publisher"].first { name in
      papers.contains { graph.property(name, of: $0) != nil }
    }
    return CoverageQuery(
      of: .paper,
      rows: CoverageQuery.Axis(sort ?? Kind.paper.name),
      columns: CoverageQuery.Axis("year")
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
    var counted = Counted(analysis: analysis)
    return try fullest(&counted)
  }

  /// A query with the levels at which it has no more cells than can be looked at; `nil` where it has more
  /// at every level. Levels that were asked for stay.
  private func fitted(_ query: CoverageQuery) -> CoverageQuery? {
    let builder = AxisBuilder(graph: graph, hierarchy: analysis.hierarchy)
    func sizes(_ axis: CoverageQuery.Axis) -> [(level: Int?, count: Int)] {
      let nodes = builder.members(of: axis.selection)?.nodes ?? []
      var levels: [Int: Int] = [:]
      for node in nodes { levels[analysis.hierarchy.level(of: node), default: 0] += 1 }
      if let level = axis.level { return [(level, levels[level] ?? 0)] }
      let single = levels.map { (level: Int?.some($0.key), count: $0.value) }
        .sorted { $0.count > $1.count }
      return [(nil, nodes.count)] + (single.count > 1 ? single : [])
    }
    // Whichever side is longer gives way first.
    var (rows, columns) = (sizes(query.rows)[...], sizes(query.columns)[...])
    while let row = rows.first, let column = columns.first {
      if row.count * column.count <= Self.mostCells {
        var query = query
        (query.rows.level, query.columns.level) = (row.level, column.level)
        return query
      }
      let isRows = columns.count < 2 || (rows.count > 1 && row.count >= column.count)
      if isRows { rows = rows.dropFirst() } else { columns = columns.dropFirst() }
    }
    return nil
  }

  /// What nobody named has no more cells than this.
  private static let mostCells = 100_000

  private func fullest(_ counted: inout Counted) throws(EvidenceError) -> CoverageQuery? {
    let schemes = occurring().map(\.id)
    var best: (query: CoverageQuery, count: Int)?
    var reached: [[Kind: Reached]] = []
    for id in schemes {
      var ofKinds: [Kind: Reached] = [:]
      for kind in Self.witnesses { ofKinds[kind] = Reached(try counted.coverage(of: id, by: kind)) }
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

    init(_ coverage: SchemeCoverage) {
      count = coverage.axis.entries.count
      for cell in coverage.cells {
        for witness in coverage.witnesses(of: cell) {
          positions[witness, default: []].append(cell.row)
        }
      }
    }

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

  /// The declared schemes of which the graph holds a concept.
  private func occurring() -> [Scheme] {
    let ids = Set(graph.nodes.compactMap { graph.scheme(of: $0) })
    return graph.header.schemes.filter { ids.contains($0.id) }
  }
}
