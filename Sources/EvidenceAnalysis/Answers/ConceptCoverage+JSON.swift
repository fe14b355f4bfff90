public import EvidenceCore

extension ConceptCoverage {
  /// The answer in its one JSON form, as `evidence coverage --rows SCHEME --format json` prints it.
  ///
  /// - Parameter graph: the graph that was asked.
  /// - Complexity: O(lines).
  public func json(in graph: EvidenceGraph) -> String { JSONWriter.text(jsonValue(in: graph)) }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("rows", graph.json(rows.map { entry(of: $0).node })),
      JSONMember("rowsTitle", .string(axis.title)),
      JSONMember("of", .string(witnessKind.name)),
      JSONMember("cells", .array(rows.map { .object(members(of: $0, in: graph)) })),
      JSONMember("total", .object(counts(of: total))),
      JSONMember("policy", policy.json),
    ])
  }

  /// The lines, one object each.
  package func lines(in graph: EvidenceGraph) -> [JSONValue] {
    rows.map { .object(members(of: $0, in: graph)) }
  }

  /// The lines, one a row.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    let list = rows.map { members(of: $0, in: graph) }
    return AnswerTable(list, heads: list.first?.map(\.name) ?? ["row", "name", "level"])
  }

  private func members(of row: Row, in graph: EvidenceGraph) -> [JSONMember] {
    let entry = entry(of: row)
    return [
      JSONMember("row", graph.json(entry.node)),
      JSONMember("name", .string(graph.title(of: entry.node))),
      JSONMember("level", .count(entry.level)),
    ] + counts(of: row)
  }

  private func counts(of row: Row) -> [JSONMember] {
    let cell = row.cell
    return [
      JSONMember("risks", row.risks.map { .count($0) } ?? .null),
      JSONMember("papersNaming", row.naming.map { .count($0) } ?? .null),
      JSONMember("witnesses", .count(cell.witnesses)),
      JSONMember("stated", .count(row.stated)),
      JSONMember("inferred", .count(row.inferred)),
      JSONMember("papers", .count(cell.papers)),
      JSONMember("independentPapers", .count(cell.independentPapers)),
      JSONMember("supporting", .count(cell.supporting)),
      JSONMember("mixed", .count(cell.mixed)),
      JSONMember("opposing", .count(cell.opposing)),
      JSONMember("for", .count(cell.worksFor)),
      JSONMember("against", .count(cell.worksAgainst)),
      JSONMember("here", .count(cell.here)),
      JSONMember("below", .count(cell.below)),
      JSONMember("unresolved", .count(cell.unresolved)),
      JSONMember("state", .string(cell.state.rawValue)),
      JSONMember("marks", .texts(cell.marks.map(\.rawValue))),
      JSONMember("conflict", .text(cell.conflict?.rawValue)),
      JSONMember("strongestEvidence", .text(cell.strongestEvidence?.rawValue)),
      JSONMember("newestYear", cell.newestYear.map { .count($0) } ?? .null),
      JSONMember("filtered", .boolean(cell.isFiltered)),
    ]
  }
}
