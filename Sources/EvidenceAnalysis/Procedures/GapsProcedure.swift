internal import EvidenceCore
internal import EvidenceQuery

/// `evidence.gaps(options?)`: what is not known, the most urgent first; with `rows` and `columns` the
/// cells that are gaps, else single nodes.
struct GapsProcedure: Procedure {
  let name = "evidence.gaps"
  let inputs = [ProcedureField("options", .map, isOptional: true)]
  let outputs = [
    ProcedureField("kind", .string), ProcedureField("node", .node), ProcedureField("row", .node),
    ProcedureField("column", .node), ProcedureField("reason", .string),
    ProcedureField("nearest", .node), ProcedureField("question", .string),
    ProcedureField("restsOn", .list), ProcedureField("priority", .float),
    ProcedureField("rank", .integer),
  ]
  let graph: EvidenceGraph
  let policy: Policy
  let limit: WorkLimit<EvidenceError>

  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
    let options = try ProcedureArguments(
      arguments[0],
      of: name,
      in: graph,
      known: ["rows", "columns", "of", "rowsLevel", "columnsLevel", "kind", "limit"]
    )
    let kinds = try options.texts("kind").map { (name) throws(EvidenceError) in
      try Self.kind(named: name)
    }
    let matrix = try matrix(options)
    if matrix == nil, let kind = kinds.first(where: \.isOfCells) {
      throw EvidenceError(
        "procedure-argument",
        "'\(kind.rawValue)' is a gap of cells",
        hint: "name both axes: {rows: SCHEME, columns: SCHEME}"
      )
    }
    let ranking = GapAnalysis(graph, policy: policy).ranking(
      of: matrix.map { [$0] } ?? [],
      kinds: kinds.isEmpty ? GapAnalysis.listed(withAxes: matrix != nil) : kinds
    )
    let list = GapList(
      try options.count("limit").map { Array(ranking.prefix($0)) } ?? ranking,
      of: graph,
      in: matrix
    )
    return list.gaps.map { item in
      let gap = item.gap
      return [
        .string(gap.kind.rawValue), QueryValue(gap.node), QueryValue(gap.row),
        QueryValue(gap.column), .string(list.reason(of: gap)), QueryValue(gap.nearest),
        QueryValue(gap.question), QueryValue(gap.restsOn.map(\.text)),
        QueryValue(score: gap.priority), QueryValue(item.rank),
      ]
    }
  }

  private func matrix(_ options: ProcedureArguments) throws(EvidenceError) -> CoverageMatrix? {
    let (rows, columns) = (try options.text("rows"), try options.text("columns"))
    guard let rows, let columns else {
      if rows == nil, columns == nil { return nil }
      throw EvidenceError("procedure-argument", "'rows' and 'columns' of '\(name)' go together")
    }
    return try CoverageAnalysis(graph, policy: policy).matrix(
      try options.query(rows: rows, columns: columns),
      limit: limit
    )
  }

  private static func kind(named name: String) throws(EvidenceError) -> GapKind {
    if let kind = GapKind(rawValue: name) { return kind }
    let known = GapKind.allCases.map(\.rawValue)
    throw EvidenceError(
      "procedure-argument",
      "'\(name)' is no kind of gap",
      hint: Suggestion.hint(for: name, among: known)
        ?? "there are: \(known.joined(separator: ", "))"
    )
  }
}
