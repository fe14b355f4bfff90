public import EvidenceCore

extension CoverageAnalysis {
  /// What is known of each concept of one scheme.
  ///
  /// - Parameters:
  ///   - selection: the scheme with its version, or a kind.
  ///   - level: only concepts of this level, from 1 at the top; `nil` is every level.
  ///   - kind: the kind of the witnesses; where unsaid, mitigations, or risks where no mitigation
  ///     reaches the scheme.
  ///   - limit: what may end the call before its time.
  /// - Returns: one cell for each concept, in the order of the scheme.
  /// - Throws: `EvidenceError` if the selection names nothing in the graph, or if BROADER goes in a
  ///   circle; and what the limit throws.
  /// - Complexity: O(Σ concepts × claims, over witnesses).
  public func scheme(
    _ selection: String,
    level: Int? = nil,
    of kind: Kind? = nil,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> SchemeCoverage {
    var meter = try WorkMeter(limit)
    try graph.refuseCircles(along: [.broader])
    if let kind { return try scheme(selection, level: level, witnesses: kind, &meter) }
    let byMitigation = try scheme(selection, level: level, witnesses: .mitigation, &meter)
    guard byMitigation.total.witnesses == 0 else { return byMitigation }
    let byRisk = try scheme(selection, level: level, witnesses: .risk, &meter)
    return byRisk.total.witnesses == 0 ? byMitigation : byRisk
  }

  private func scheme(
    _ selection: String,
    level: Int?,
    witnesses kind: Kind,
    _ meter: inout WorkMeter<EvidenceError>
  ) throws(EvidenceError) -> SchemeCoverage {
    let builder = AxisBuilder(graph: graph, hierarchy: hierarchy)
    var axis = try builder.axis(CoverageQuery.Axis(selection, level: level), of: kind)
    let isAboutRisk = (kind == .mitigation || kind == .paper) && isRisk(axis)
    axis.keepValues(of: carriers(of: kind, isAboutRisk: isAboutRisk), in: graph)
    let found = CellCollector(
      graph,
      rows: AxisReacher(graph, hierarchy, axis),
      columns: AxisReacher(universalIn: graph, hierarchy),
      bringsIntroductions: !isAboutRisk,
      bringsNames: !isAboutRisk || kind == .paper,
      by: grammar
    )
    let (collector, judge) = try judged(found, of: kind, isAboutRisk: isAboutRisk, &meter)
    let searched = searchedConcepts(isAboutRisk ? [.addresses] : axis.relations)
    let isSearched = axis.entries.map { searched.contains($0.node) }
    return SchemeCoverage(
      axis: axis,
      witnessKind: kind,
      cells: axis.entries.indices.map { row in
        var cell = judge.cell(row, 0, isSearched: isSearched[row])
        cell.column = -1
        return cell
      },
      total: judge.cell(
        nil,
        nil,
        isSearched: !isSearched.isEmpty && isSearched.allSatisfy { $0 }
      ),
      isAboutRisk: isAboutRisk,
      policy: policy,
      holdings: CellHoldings(graph, works, collector.sheet)
    )
  }

  /// The concepts that lie in the scope of a search record for one of some relations.
  private func searchedConcepts(_ relations: [Relation]) -> Set<NodeID> {
    var result: Set<NodeID> = []
    for search in graph.header.searches {
      guard let relation = search.relation, relations.contains(relation),
        !search.rows.isEmpty, !search.columns.isEmpty
      else { continue }
      for key in search.rows + search.columns {
        if let node = graph.node(key) { result.formUnion(hierarchy.downwards(from: node)) }
      }
    }
    return result
  }
}
