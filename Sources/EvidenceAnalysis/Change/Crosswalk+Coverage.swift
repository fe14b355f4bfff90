public import EvidenceCore

extension Crosswalk {
  /// What the move does to coverage: the witnesses coded under the older scheme, seen under the
  /// newer one.
  ///
  /// The newer matrix counts what is carried over alone: what the graph itself codes under the
  /// newer scheme is left out of it, so that a cell that looks covered there for other reasons does
  /// not hide a loss. A search record is about the concepts that it names, and is not carried over.
  ///
  /// - Parameters:
  ///   - against: the other axis, a scheme or a kind.
  ///   - kind: the kind of the witnesses.
  ///   - policy: by which both sides are judged.
  /// - Returns: for each concept of the older scheme, each target and each column one cell, where
  ///   either side holds a witness or the state differs; in the order of the older matrix. A lost
  ///   concept has one cell a column, without a target.
  /// - Throws: `EvidenceError` if the other axis names nothing in the graph.
  /// - Complexity: that of both matrices.
  public func cells(
    against: CoverageQuery.Axis,
    of kind: Kind = .mitigation,
    policy: Policy = .standard
  ) throws(EvidenceError) -> [CrosswalkCell] {
    let before = try CoverageAnalysis(graph, policy: policy).matrix(
      CoverageQuery(of: kind, rows: CoverageQuery.Axis(old), columns: against)
    )
    let carried = carriedOver()
    let after = try CoverageAnalysis(carried, policy: policy).matrix(
      CoverageQuery(of: kind, rows: CoverageQuery.Axis(new), columns: against)
    )
    var seen: [CellPlace: CellContent] = [:]
    for cell in after.cells {
      let place = CellPlace(
        row: carried.key(of: after.rows.entries[cell.row].node),
        column: carried.key(of: after.columns.entries[cell.column].node)
      )
      seen[place] = CellContent(cell, of: after, in: carried)
    }
    let targets = Dictionary(entries.map { ($0.concept, $0.targets) }) { first, _ in first }
    var result: [CrosswalkCell] = []
    for cell in before.cells {
      let row = graph.key(of: before.rows.entries[cell.row].node)
      let column = graph.key(of: before.columns.entries[cell.column].node)
      let witnesses = before.witnesses(of: cell).map { graph.key(of: $0) }
      let takers = targets[row] ?? []
      let wanted: [Key?] = takers.isEmpty ? [nil] : takers.map(\.concept)
      for target in wanted {
        let content = target.flatMap { seen[CellPlace(row: $0, column: column)] }
        let found = CrosswalkCell(
          concept: row,
          column: column,
          old: cell.state,
          target: target,
          new: content?.state,
          witnesses: witnesses,
          carried: witnesses.filter { content?.witnesses.contains($0) == true }
        )
        if !witnesses.isEmpty || content?.witnesses.isEmpty == false || found.isChanged {
          result.append(found)
        }
      }
    }
    return result
  }

  /// The graph in which the newer scheme holds what is carried over, and nothing else.
  private func carriedOver() -> EvidenceGraph {
    if old == new { return graph }
    var builder = GraphBuilder(header: graph.header, file: graph.file)
    for node in graph.nodes { builder.add(graph.value(of: node)) }
    let coding = Set(codingRelations)
    for edge in graph.edges {
      let relation = graph.relation(of: edge)
      let isCoding = coding.contains(relation) || relation == .addresses
      if isCoding, graph.scheme(of: graph.to(edge)) == new { continue }
      builder.add(graph.statement(edge))
    }
    for statement in inferredCodings { builder.add(statement) }
    return builder.buildReporting().graph
  }
}
