internal import EvidenceCore
internal import EvidenceQuery

/// `evidence.coverage(rows, columns?, options?)`: what is known in each cell of two axes, or of each
/// concept of one.
struct CoverageProcedure: Procedure {
  let name = "evidence.coverage"
  let inputs = [
    ProcedureField("rows", .string), ProcedureField("columns", .string, isOptional: true),
    ProcedureField("options", .map, isOptional: true),
  ]
  let outputs = [
    ProcedureField("row", .node), ProcedureField("column", .node),
    ProcedureField("state", .string), ProcedureField("marks", .list),
    ProcedureField("witnesses", .integer), ProcedureField("papers", .integer),
    ProcedureField("independentPapers", .integer), ProcedureField("supporting", .integer),
    ProcedureField("mixed", .integer), ProcedureField("opposing", .integer),
    ProcedureField("unresolved", .integer),
  ]
  let graph: EvidenceGraph
  let analysis: PreparedOnce<CoverageAnalysis>
  let limit: WorkLimit<EvidenceError>

  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
    let options = try ProcedureArguments(
      arguments[2],
      of: name,
      in: graph,
      known: ["of", "rowsLevel", "columnsLevel"]
    )
    guard case .string(let rows) = arguments[0] else { return [] }
    guard case .string(let columns) = arguments[1] else {
      let answer = try analysis.subject.concepts(
        try options.axis(rows, level: "rowsLevel"),
        of: try options.witnesses(),
        limit: limit
      )
      return answer.rows.map { row in
        [.node(answer.entry(of: row).node), .null] + figures(of: row.cell)
      }
    }
    let matrix = try analysis.subject.matrix(
      try options.query(rows: rows, columns: columns),
      limit: limit
    )
    return matrix.cells.map { cell in
      [
        .node(matrix.rows.entries[cell.row].node), .node(matrix.columns.entries[cell.column].node),
      ] + figures(of: cell)
    }
  }

  private func figures(of cell: CoverageCell) -> [QueryValue] {
    [
      .string(cell.state.rawValue), QueryValue(cell.marks.map(\.rawValue)),
      QueryValue(cell.witnesses), QueryValue(cell.papers), QueryValue(cell.independentPapers),
      QueryValue(cell.supporting), QueryValue(cell.mixed), QueryValue(cell.opposing),
      QueryValue(cell.unresolved),
    ]
  }
}
