public import EvidenceCore

/// What to show where nobody names a scheme or axes: those that hold the most.
///
/// ```swift
/// let matrix = try CoverageAnalysis(graph).matrix(WidestChoice(graph).query())
/// ```
public struct WidestChoice: Sendable {
  let graph: EvidenceGraph
  let analysis: CoverageAnalysis
  /// The graph that must have something of each axis too; `nil` where any axis will do.
  private let other: EvidenceGraph?

  /// The schemes that were counted in one answer, each once for a kind of witness.
  struct Counted {
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

  /// Prepares to choose among the schemes of which a graph holds a concept.
  ///
  /// - Parameters:
  ///   - graph: what is to be shown.
  ///   - policy: under which it is counted.
  ///   - other: a graph that is set beside it: only what both have is chosen.
  public init(
    _ graph: EvidenceGraph,
    policy: Policy = .standard,
    sharedWith other: EvidenceGraph? = nil
  ) {
    self.graph = graph
    self.other = other
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

  /// The axes to show where none are named: they have places, and hold something wherever two axes of the
  /// graph do.
  ///
  /// The scheme of measures against the scheme of risk domains that the most mitigations fill; where
  /// these do not meet, the two schemes that fill the most cells together; else what the graph has:
  /// kinds for schemes, the risks of each domain against the measures that address them, the measures
  /// of each class against the risks, measures against risks, or either against papers; in a
  /// bibliography alone the sorts of its works against their years, of which the graph must have places
  /// (``bibliography(_:)``). Where nothing is recorded anywhere, the first of these that has places.
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the rows' concepts; `nil` is every level.
  ///   - columnsLevel: the level of the columns' concepts; `nil` is every level.
  /// - Throws: `EvidenceError` with the code `no-axes` if there are no two axes on which anything stands.
  /// - Complexity: that of the coverage of every scheme, and of the matrices that are tried.
  public func query(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> CoverageQuery
  {
    var counted = Counted(analysis: analysis)
    return try choice(rowsLevel: rowsLevel, columnsLevel: columnsLevel, &counted).holding
  }

  /// The axes that hold the most, before the two schemes of measures and risks where these do not meet:
  /// what a report shows.
  ///
  /// - Parameters:
  ///   - rowsLevel: the level of the rows; `nil` is every level.
  ///   - columnsLevel: the level of the columns; `nil` is every level.
  /// - Throws: `EvidenceError` as ``query(rowsLevel:columnsLevel:)`` does.
  /// - Complexity: that of the coverage of every scheme and of the matrices that are tried.
  public func queries(rowsLevel: Int? = nil, columnsLevel: Int? = nil) throws(EvidenceError)
    -> [CoverageQuery]
  {
    var counted = Counted(analysis: analysis)
    let choice = try choice(rowsLevel: rowsLevel, columnsLevel: columnsLevel, &counted)
    return [choice.holding] + (choice.apart.map { [$0] } ?? [])
  }

  /// What is chosen.
  private struct Choice {
    /// The axes that hold something, where any do.
    var holding: CoverageQuery
    /// The schemes of measures and of risks, where they do not meet and something else was chosen.
    var apart: CoverageQuery?
  }

  private func choice(rowsLevel: Int?, columnsLevel: Int?, _ counted: inout Counted)
    throws(EvidenceError) -> Choice
  {
    let candidates = try candidates(&counted)
      .map { query in
        var query = query
        (query.rows.level, query.columns.level) = (rowsLevel, columnsLevel)
        return query
      }
      .filter(hasPlaces)
    let first = candidates.first.flatMap { fitted($0, to: Self.mostCells) }
    if let first, try isHeld(first) { return Choice(holding: first) }
    let ids = Set(occurring().map(\.id))
    let apart = first.flatMap {
      ids.contains($0.rows.selection) && ids.contains($0.columns.selection) ? $0 : nil
    }
    if let fullest = try fullest(&counted) { return Choice(holding: fullest, apart: apart) }
    for most in [Self.mostCells, MatrixSize.mostCells] {
      for candidate in candidates {
        guard let query = fitted(candidate, to: most), query != first, try isHeld(query) else {
          continue
        }
        // Of so many nodes those are looked at that hold something.
        return Choice(
          holding: most == Self.mostCells ? query : try held(query),
          apart: apart
        )
      }
    }
    if let query = first ?? candidates.lazy.compactMap({ fitted($0, to: Self.mostCells) }).first
      ?? candidates.first
    {
      return Choice(holding: query)
    }
    if other == nil, let values = Self.bibliography(graph) { return Choice(holding: values) }
    throw EvidenceError(
      "no-axes",
      "nothing in the graph can be set against anything: it holds no measures and no risks that stand "
        + "in a scheme or in papers",
      hint: "'stats --by scheme' shows what there is, and 'crosswalk' which concepts are matched"
    )
  }

  /// Whether a witness stands in any cell.
  func isHeld(_ query: CoverageQuery) throws(EvidenceError) -> Bool {
    try analysis.holdsAny(query)
  }

  /// Whether both axes have a place.
  private func hasPlaces(_ query: CoverageQuery) -> Bool {
    let builder = AxisBuilder(graph: graph, hierarchy: analysis.hierarchy)
    return [query.rows, query.columns].allSatisfy { axis in
      builder.members(of: axis.selection)?.nodes.contains { node in
        axis.level.map { $0 == analysis.hierarchy.level(of: node) } ?? true
      } ?? false
    }
  }

  /// The scheme of a kind of concepts that the most witnesses reach, and how many do.
  func widestScheme(of kind: Kind, by witnesses: Kind, _ counted: inout Counted)
    throws(EvidenceError) -> (id: String, count: Int)?
  {
    var best: (id: String, count: Int)?
    for scheme in occurring() where scheme.kind == kind {
      let count = try counted.coverage(of: scheme.id, by: witnesses).total.witnesses
      if count > best?.count ?? -1 { best = (scheme.id, count) }
    }
    return best
  }

  /// Whether something stands on an axis, in the other graph too where there is one.
  private func isShared(_ selection: String) -> Bool {
    let members = AxisBuilder(graph: graph, hierarchy: analysis.hierarchy).members(of: selection)
    return members?.nodes.contains { other?.node(graph.key(of: $0)) != nil || other == nil }
      ?? false
  }

  /// What may be set against each other, what is about risk and what is of schemes first.
  private func candidates(_ counted: inout Counted) throws(EvidenceError) -> [CoverageQuery] {
    let schemes = occurring()
    func widest(_ kind: Kind, by witnesses: Kind = .mitigation) throws(EvidenceError) -> String? {
      let ofKind = schemes.filter { $0.kind == kind }
      // The only one is the widest, whatever it holds.
      if ofKind.count < 2 { return ofKind.first?.id }
      return try widestScheme(of: kind, by: witnesses, &counted)?.id
    }
    func has(_ kind: Kind) -> Bool { isShared(kind.name) }
    let classes = try widest(.taxonomyNode) ?? (has(.taxonomyNode) ? Kind.taxonomyNode.name : nil)
    let domains = try widest(.riskDomain) ?? (has(.riskDomain) ? Kind.riskDomain.name : nil)
    let (measures, risks, papers) = (Kind.mitigation, Kind.risk, Kind.paper)
    var choices: [(of: Kind, rows: String, columns: String)] = []
    if let classes, let domains { choices.append((measures, classes, domains)) }
    if has(risks), let domains = try widest(.riskDomain, by: risks) ?? domains {
      choices += [(risks, domains, measures.name), (risks, domains, papers.name)]
    }
    if has(measures) {
      if let domains { choices.append((measures, domains, measures.name)) }
      if let classes { choices.append((measures, classes, risks.name)) }
      choices.append((measures, measures.name, risks.name))
      if let classes { choices.append((measures, classes, papers.name)) }
      choices.append((measures, measures.name, papers.name))
    }
    if has(risks) { choices.append((risks, risks.name, papers.name)) }
    if has(measures), let classes { choices.append((measures, classes, measures.name)) }
    return choices.map { choice in
      CoverageQuery(of: choice.of, rows: .init(choice.rows), columns: .init(choice.columns))
    }
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
  func fitted(_ query: CoverageQuery, to most: Int) -> CoverageQuery? {
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
      if row.count * column.count <= most {
        var query = query
        (query.rows.level, query.columns.level) = (row.level, column.level)
        return query
      }
      let isRows = columns.count < 2 || (rows.count > 1 && row.count >= column.count)
      if isRows { rows = rows.dropFirst() } else { columns = columns.dropFirst() }
    }
    return nil
  }

  /// What nobody named has no more cells than this, where anything so small holds something.
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
  struct Reached {
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

  /// The schemes of which the graph holds a concept: those that it declares, in their order, then others by
  /// their names.
  private func occurring() -> [Scheme] {
    var kinds: [String: Kind] = [:]
    let all = graph.schemesOfNodes
    for scheme in all {
      kinds[scheme.id] = scheme.kinds.first { $0 == .taxonomyNode || $0 == .riskDomain }
    }
    let concepts = Set(all.map(\.id))
    let declared = graph.header.schemes.filter { concepts.contains($0.id) }
    let known = Set(declared.map(\.id))
    let others = kinds.keys.filter { !known.contains($0) }.sorted { $0.precedesInUTF8($1) }
    let found = declared + others.map { Scheme(id: $0, kind: kinds[$0]) }
    return other == nil ? found : found.filter { isShared($0.id) }
  }
}
