public import EvidenceCore

extension CoverageMatrix {
  /// The answer in its one JSON form, as `evidence coverage --format json` prints it.
  ///
  /// - Parameters:
  ///   - graph: the graph that was asked.
  ///   - asked: what was asked to be counted; every cell has all its numbers whatever that is.
  /// - Complexity: O(cells).
  public func json(in graph: EvidenceGraph, counting asked: CellCount? = nil) -> String {
    JSONWriter.text(jsonValue(in: graph, counting: asked))
  }

  package func jsonValue(
    in graph: EvidenceGraph,
    counting asked: CellCount? = nil
  ) -> JSONValue {
    func keys(_ axis: CoverageAxis) -> JSONValue { graph.json(axis.entries.map(\.node)) }
    func names(_ axis: CoverageAxis) -> JSONValue {
      .texts(axis.entries.map { graph.title(of: $0.node) })
    }
    let records = PlaceRecords(graph)
    return .object([
      JSONMember("rows", keys(rows)),
      JSONMember("columns", keys(columns)),
      JSONMember("cells", .array(cells.map { .object(members(of: $0, records, in: graph)) })),
      JSONMember("reason", .text(reasonEmpty)),
      JSONMember("of", .string(witnessKind.name)),
      JSONMember("policy", policy.json),
      JSONMember("rowNames", names(rows)),
      JSONMember("columnNames", names(columns)),
      JSONMember("rowsTitle", .string(rows.title)),
      JSONMember("columnsTitle", .string(columns.title)),
      JSONMember("count", .string(counted(asked).rawValue)),
    ])
  }

  /// The cells, one a row, with the names of row and column.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    let records = PlaceRecords(graph)
    let list = cells.map { cell in
      members(of: cell, records, in: graph) + [
        JSONMember("rowName", .string(graph.title(of: rows.entries[cell.row].node))),
        JSONMember("columnName", .string(graph.title(of: columns.entries[cell.column].node))),
      ]
    }
    return AnswerTable(list, heads: list.first?.map(\.name) ?? [])
  }

  private func members(
    of cell: CoverageCell,
    _ records: PlaceRecords,
    in graph: EvidenceGraph
  ) -> [JSONMember] {
    [
      JSONMember("row", graph.json(rows.entries[cell.row].node)),
      JSONMember("column", graph.json(columns.entries[cell.column].node)),
      JSONMember("witnesses", .count(cell.witnesses)),
      JSONMember("papers", .count(cell.papers)),
      JSONMember("independentPapers", .count(cell.independentPapers)),
      JSONMember("supporting", .count(cell.supporting)),
      JSONMember("mixed", .count(cell.mixed)),
      JSONMember("opposing", .count(cell.opposing)),
      JSONMember("unresolved", .count(cell.unresolved)),
      JSONMember("state", .string(cell.state.rawValue)),
      JSONMember("marks", .texts(cell.marks.map(\.rawValue).filter(Self.states.contains))),
      JSONMember("here", .count(cell.here)),
      JSONMember("below", .count(cell.below)),
      JSONMember("for", .count(cell.worksFor)),
      JSONMember("against", .count(cell.worksAgainst)),
      JSONMember("conflict", .text(cell.conflict?.rawValue)),
      JSONMember("filtered", .boolean(cell.isFiltered)),
    ]
      + records.members(
        of: [rows.entries[cell.row].node, columns.entries[cell.column].node],
        witnesses: witnessKind
      )
  }

  /// Of the marks, those that are states too.
  private static let states = Set(CellState.allCases.map(\.rawValue))
}
