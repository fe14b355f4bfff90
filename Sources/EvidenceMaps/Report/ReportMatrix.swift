internal import EvidenceAnalysis
internal import EvidenceCore

/// One matrix in the page's data.
struct ReportMatrix {
  let graph: EvidenceGraph
  let table: ReportTable
  /// The places of its rows and columns among the page's axes.
  let axes: (rows: Int, columns: Int)

  private var cells: [CoverageCell] {
    table.rows.flatMap { row in table.columns.map { table.matrix[row, $0] } }
  }

  /// The matrix; of a page that cannot count, with the numbers of its cells.
  func json(_ columns: ReportColumns, isCounting: Bool) -> JSONValue {
    let unresolved = cells.enumerated().filter { $1.unresolved > 0 }
      .map { JSONMember(String($0), .integer(Int64($1.unresolved))) }
    return .object(
      [
        JSONMember("title", .string(LegibleText.clean(table.title, limit: 300))),
        JSONMember("of", .string(LegibleText.clean(table.matrix.witnessKind.name, limit: 60))),
        JSONMember("rows", .integer(Int64(axes.rows))),
        JSONMember("columns", .integer(Int64(axes.columns))),
        JSONMember("unresolved", .object(unresolved)),
        JSONMember("filtered", ReportColumns.runs(cells.map(\.isFiltered))),
      ] + (isCounting ? [] : parts(columns))
    )
  }

  /// What a page that cannot count says of each cell: its numbers, its marks, and those of its
  /// witnesses and statements that are here.
  private func parts(_ columns: ReportColumns) -> [JSONMember] {
    func here(_ places: some Sequence<Int?>) -> JSONValue {
      numbers(places.compactMap { $0 }.filter { $0 >= 0 })
    }
    return [
      JSONMember(
        "states",
        numbers(cells.map { CellState.allCases.firstIndex(of: $0.state) ?? 0 })
      ),
      JSONMember(
        "figures",
        .array(
          cells.map { cell in
            numbers([
              cell.independentPapers, cell.witnesses, cell.supporting, cell.mixed, cell.opposing,
              cell.worksFor, cell.worksAgainst,
            ])
          }
        )
      ),
      JSONMember(
        "marks",
        .array(cells.map { .string($0.marks.map(\.rawValue).joined(separator: " ")) })
      ),
      JSONMember(
        "parts",
        .array(
          cells.map { cell in
            .array([
              here(
                table.matrix.witnesses(of: cell).prefix(Self.mostParts).map { columns.position[$0] }
              ),
              here(
                table.matrix.statements(of: cell).prefix(Self.mostParts).map(columns.place)
              ),
            ])
          }
        )
      ),
    ]
  }

  /// No more witnesses and statements of one cell are listed on a page that cannot count.
  static let mostParts = 200

  private func numbers(_ numbers: [Int]) -> JSONValue {
    .array(numbers.map { .integer(Int64($0)) })
  }
}
