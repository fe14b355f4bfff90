public import EvidenceCore

extension WidestChoice {
  /// Axes that two graphs have in common, chosen as ``query(rowsLevel:columnsLevel:)`` does; those that
  /// hold something in either.
  ///
  /// - Throws: `EvidenceError` with the code `nothing-shared` if there are no such two axes; the hint
  ///   says which schemes each graph has.
  /// - Complexity: that of ``query(rowsLevel:columnsLevel:)``, twice.
  public static func shared(
    by before: EvidenceGraph,
    and after: EvidenceGraph,
    policy: Policy = .standard,
    rowsLevel: Int? = nil,
    columnsLevel: Int? = nil
  ) throws(EvidenceError) -> CoverageQuery {
    var first: CoverageQuery?
    for (one, other) in [(before, after), (after, before)] {
      let choice = WidestChoice(one, policy: policy, sharedWith: other)
      do throws(EvidenceError) {
        var query = try choice.query(rowsLevel: rowsLevel, columnsLevel: columnsLevel)
        let beside = WidestChoice(other, policy: policy, sharedWith: one)
        if max(choice.cells(query), beside.cells(query)) > mostCompared {
          query = try choice.held(query, or: beside)
        }
        if try choice.isHeld(query) { return query }
        first = first ?? query
      } catch {
        guard error.diagnostics.first?.code == "no-axes" else { throw error }
      }
    }
    if let first { return first }
    func schemes(_ graph: EvidenceGraph) -> String {
      let ids = Set(graph.schemesOfNodes.map(\.id))
      return ids.isEmpty
        ? "none" : ids.sorted { $0.precedesInUTF8($1) }.joined(separator: ", ")
    }
    throw EvidenceError(
      "nothing-shared",
      "the two graphs have nothing in common that could be compared cell by cell: no two schemes or "
        + "kinds of which both hold the same concepts",
      hint: "schemes of the earlier: \(schemes(before)); of the later: \(schemes(after)); what "
        + "came and went is listed by 'evidence diff'"
    )
  }

  /// Beyond so many cells single nodes are compared only where they hold something.
  private static let mostCompared = 2_000

  /// A query that has no more cells than can be counted, for whoever wants to see what was asked.
  ///
  /// What is too large is folded: first to a level of its schemes, then from single measures and risks to
  /// the schemes in which they are coded; where neither can be done, only rows and columns that hold
  /// something are kept. Sizes are looked at before anything is counted.
  ///
  /// - Returns: the query itself where it is small enough.
  /// - Throws: `EvidenceError` if an axis names nothing, or nothing makes it small enough.
  /// - Complexity: O(*n*) where it is small enough; else that of the coverage of every scheme.
  public func drawable(_ query: CoverageQuery) throws(EvidenceError) -> CoverageQuery {
    if cells(query) <= MatrixSize.mostCells { return query }
    if let folded = fitted(query, to: MatrixSize.mostCells) { return folded }
    if let grouped = try grouped(query), let fitting = fitted(grouped, to: MatrixSize.mostCells) {
      return fitting
    }
    return try held(query)
  }

  /// How many cells a query has; 0 where an axis is of values or names nothing.
  private func cells(_ query: CoverageQuery) -> Int {
    let builder = AxisBuilder(graph: graph, hierarchy: analysis.hierarchy)
    func size(_ axis: CoverageQuery.Axis) -> Int {
      let nodes = builder.members(of: axis.selection)?.nodes ?? []
      return axis.level.map { level in
        nodes.count { analysis.hierarchy.level(of: $0) == level }
      } ?? nodes.count
    }
    return size(query.rows) * size(query.columns)
  }

  /// A query with the schemes of measures and risks in the place of these; `nil` where they are coded
  /// in none.
  private func grouped(_ query: CoverageQuery) throws(EvidenceError) -> CoverageQuery? {
    var counted = Counted(analysis: analysis)
    func scheme(_ axis: CoverageQuery.Axis) throws(EvidenceError) -> String? {
      let (kind, concepts): (Kind, Kind)
      switch Kind(axis.selection) {
      case .mitigation: (kind, concepts) = (.mitigation, .taxonomyNode)
      case .risk: (kind, concepts) = (.risk, .riskDomain)
      default: return nil
      }
      let widest = try widestScheme(of: concepts, by: kind, &counted)
      return widest.flatMap { $0.count > 0 ? $0.id : nil }
    }
    var result = query
    if let rows = try scheme(query.rows) { result.rows = CoverageQuery.Axis(rows) }
    if let columns = try scheme(query.columns) { result.columns = CoverageQuery.Axis(columns) }
    guard result != query else { return nil }
    // A class of measures is reached by measures alone.
    let isOfMeasures = [(query.rows, result.rows), (query.columns, result.columns)].contains {
      Kind($0.selection) == .mitigation && $0 != $1
    }
    if isOfMeasures, query.of == .risk { result.of = .mitigation }
    return result
  }

  /// A query of the rows and columns that hold something; of a scheme all stay.
  ///
  /// - Parameter other: a choice whose graph holds something there too.
  func held(_ query: CoverageQuery, or other: WidestChoice? = nil) throws(EvidenceError)
    -> CoverageQuery
  {
    var (rows, columns) = try heldKeys(query)
    if let other {
      let further = try other.heldKeys(query)
      rows.formUnion(further.rows)
      columns.formUnion(further.columns)
    }
    var result = query
    guard !rows.isEmpty, !columns.isEmpty else { return query }
    if isKind(query.rows) { result.rows.only = rows }
    if isKind(query.columns) { result.columns.only = columns }
    return result
  }

  private func isKind(_ axis: CoverageQuery.Axis) -> Bool {
    graph.kinds.contains(Kind(axis.selection)) || Kind.builtIn.contains(Kind(axis.selection))
  }

  /// The keys of the rows and columns that hold a witness.
  private func heldKeys(_ query: CoverageQuery) throws(EvidenceError) -> (
    rows: Set<Key>, columns: Set<Key>
  ) {
    func reached(_ axis: CoverageQuery.Axis) throws(EvidenceError) -> (Reached, CoverageAxis) {
      let coverage = try analysis.scheme(axis.selection, level: axis.level, of: query.of)
      return (Reached(coverage), coverage.axis)
    }
    let (rows, rowAxis) = try reached(query.rows)
    let (columns, columnAxis) = try reached(query.columns)
    var (keptRows, keptColumns): (Set<Int>, Set<Int>) = ([], [])
    for (witness, places) in rows.positions {
      guard let others = columns.positions[witness] else { continue }
      keptRows.formUnion(places)
      keptColumns.formUnion(others)
    }
    func keys(_ places: Set<Int>, _ axis: CoverageAxis) -> Set<Key> {
      Set(places.map { graph.key(of: axis.entries[$0].node) })
    }
    return (keys(keptRows, rowAxis), keys(keptColumns, columnAxis))
  }
}
