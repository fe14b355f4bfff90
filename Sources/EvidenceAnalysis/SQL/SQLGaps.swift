internal import EvidenceCore

/// The gaps of cells and of nodes as queries, each with columns `kind`, `row_key`, `column_key`, `node`.
struct SQLGaps {
  let graph: EvidenceGraph
  /// The axes of the matrix, where there is one.
  let axes: [CoverageAxis]
  let kinds: [GapKind]

  func lists(_ dialect: any SQLDialect) -> [String] {
    var result: [String] = []
    let ofCells = kinds.filter(\.isOfCells)
    if !axes.isEmpty, !ofCells.isEmpty {
      let names = ofCells.map { "(\(dialect.literal($0.rawValue)))" }.joined(separator: ", ")
      result.append(
        """
        SELECT k.kind, c.row_key, c.column_key, CASE WHEN 1 = 0 THEN c.row_key END AS node
        FROM cell AS c JOIN (VALUES \(names)) AS k(kind)
          ON concat(c.held, ',') LIKE concat('%,', k.kind, ',%')\(parents(dialect))
        """
      )
    }
    if kinds.contains(.riskWithoutMitigation) {
      result.append(
        nodes(.riskWithoutMitigation, "Risk", "s.to_key = n.key AND s.relation = 'ADDRESSES'")
      )
    }
    if kinds.contains(.mitigationWithoutRisk) {
      result.append(
        nodes(
          .mitigationWithoutRisk,
          "Mitigation",
          "s.from_key = n.key AND s.relation = 'ADDRESSES'"
        )
      )
    }
    if kinds.contains(.unclassified) {
      let coded = "s.from_key = n.key AND s.relation = 'CLASSIFIED_AS'"
      let schemes = schemes
      if schemes.isEmpty { result.append(nodes(.unclassified, "Mitigation", coded)) }
      for scheme in schemes {
        let inScheme = """
          \(coded) AND EXISTS (
            SELECT 1 FROM n AS t WHERE t.key = s.to_key AND t.scheme = \(dialect.literal(scheme)))
          """
        result.append(nodes(.unclassified, "Mitigation", inScheme))
      }
    }
    return result.isEmpty ? [nodes(.unclassified, "Mitigation", "1 = 1") + " AND 1 = 0"] : result
  }

  /// The condition that leaves out the cells of parents: gaps are counted over the finest cells.
  private func parents(_ dialect: any SQLDialect) -> String {
    zip(["row_key", "column_key"], axes).map { name, axis in
      let finest = Set(axis.finest)
      let others = axis.entries.indices.filter { !finest.contains($0) }
        .map { graph.key(of: axis.entries[$0].node).text }
      return others.isEmpty ? "" : "\n  AND c.\(name) NOT IN \(dialect.literals(others))"
    }
    .joined()
  }

  /// The schemes of the axes that measures are coded into.
  private var schemes: [String] {
    let axes = axes.filter { axis in
      axis.relations.contains(.classifiedAs) && !graph.kinds.contains(Kind(axis.selection))
    }
    return axes.map(\.selection).uniqued
  }

  private func nodes(_ gap: GapKind, _ kind: String, _ statement: String) -> String {
    """
    SELECT '\(gap.rawValue)' AS kind, CASE WHEN 1 = 0 THEN n.key END AS row_key,
      CASE WHEN 1 = 0 THEN n.key END AS column_key, n.key AS node
    FROM n WHERE n.kind = '\(kind)' AND NOT EXISTS (SELECT 1 FROM s WHERE \(statement))
    """
  }
}
