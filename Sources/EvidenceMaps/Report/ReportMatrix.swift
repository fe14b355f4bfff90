internal import EvidenceAnalysis
internal import EvidenceCore

/// One matrix in the page's data.
struct ReportMatrix {
  let graph: EvidenceGraph
  let table: ReportTable
  let counts: [ReportCount]

  private var cells: [CoverageCell] {
    table.rows.flatMap { row in table.columns.map { table.matrix[row, $0] } }
  }

  /// The matrix with what reaches its cells; without it, with the numbers of its cells.
  func json(
    _ columns: ReportColumns,
    _ reach: ReportReach?,
    _ needs: inout ReportNeeds
  ) -> JSONValue {
    let states = cells.map { CellState.allCases.firstIndex(of: $0.state) ?? 0 }
    let unresolved = cells.enumerated().filter { $1.unresolved > 0 }
      .map { JSONMember(String($0), .integer(Int64($1.unresolved))) }
    return .object(
      [
        JSONMember("title", .string(LegibleText.clean(table.title, limit: 300))),
        JSONMember("rows", axis(table.matrix.rows, table.rows, columns)),
        JSONMember("columns", axis(table.matrix.columns, table.columns, columns)),
        JSONMember("counts", .array(counts.map(\.json))),
        JSONMember("states", numbers(states)),
        JSONMember("unresolved", .object(unresolved)),
      ] + (reach?.members(columns, &needs) ?? parts(columns))
    )
  }

  private func axis(
    _ axis: CoverageAxis,
    _ shown: [Int],
    _ columns: ReportColumns
  ) -> JSONValue {
    .object([
      JSONMember("title", .string(LegibleText.clean(axis.title, limit: 200))),
      JSONMember(
        "entries",
        .array(
          shown.map { place in
            let entry = axis.entries[place]
            return numbers([columns.position[entry.node] ?? 0, entry.hasChildren ? 1 : 0])
          }
        )
      ),
    ])
  }

  /// What a page that cannot count says of each cell: its numbers, its marks, and those of its
  /// witnesses and statements that are here.
  private func parts(_ columns: ReportColumns) -> [JSONMember] {
    func here(_ places: some Sequence<Int?>) -> JSONValue {
      numbers(places.compactMap { $0 }.filter { $0 >= 0 })
    }
    return [
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
