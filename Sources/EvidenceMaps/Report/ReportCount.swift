internal import EvidenceAnalysis
internal import EvidenceCore

/// What a matrix counts, and which of its cells a search record covers.
struct ReportCount {
  let kind: Kind
  private let isAboutRisk: Bool
  private let searched: [Bool]

  init(_ matrix: CoverageMatrix, of table: ReportTable) {
    kind = matrix.witnessKind
    isAboutRisk = matrix.isAboutRisk
    searched = table.rows.flatMap { row in table.columns.map { matrix[row, $0].isSearched } }
  }

  var json: JSONValue {
    .object([
      JSONMember("of", .string(LegibleText.clean(kind.name, limit: 60))),
      JSONMember("isAboutRisk", .boolean(isAboutRisk)),
      JSONMember("searched", ReportColumns.runs(searched)),
    ])
  }
}
