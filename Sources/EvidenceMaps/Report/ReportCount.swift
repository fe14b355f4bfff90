internal import EvidenceAnalysis
internal import EvidenceCore

/// What a matrix counts, and by which relations a witness reaches its axes.
struct ReportCount {
  var kind: Kind
  var rows: [Relation]
  var columns: [Relation]
  var isAboutRisk: Bool

  init(_ matrix: CoverageMatrix) {
    kind = matrix.witnessKind
    rows = matrix.rows.relations
    columns = matrix.columns.relations
    isAboutRisk = matrix.isAboutRisk
  }

  var json: JSONValue {
    .object([
      JSONMember("of", .string(LegibleText.clean(kind.name, limit: 60))),
      JSONMember("rows", .array(rows.map { .string($0.name) })),
      JSONMember("columns", .array(columns.map { .string($0.name) })),
      JSONMember("isAboutRisk", .boolean(isAboutRisk)),
    ])
  }
}
