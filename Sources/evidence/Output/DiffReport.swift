internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what changed between two graphs for people.
struct DiffReport {
  let answer: DifferenceAnswer

  private var coverage: CoverageDifference? { answer.coverage }
  private var policy: Policy { answer.policy }

  func text() -> String {
    let table = TextTable(answer.table)
    return table.rows.isEmpty
      ? "nothing changed" : table.text(as: .table) + "\n" + answer.summary
  }

  /// The differences under headings, for a pull request; long lists are cut, and say so.
  func markdown(old: String, new: String, limit: Int = 50) -> String {
    var text = "## What changed in the evidence\n\n`\(old)` → `\(new)`: \(answer.summary)\n"
    if let coverage, !coverage.cells.isEmpty {
      let query = coverage.query
      text += "\n### Cells of \(query.rows.selection) × \(query.columns.selection)\n\n"
      text += "Witnesses are \(query.of) nodes; policy \(policy.name) (\(policy.digest)). "
      text += "An empty cell says: none recorded in this graph.\n\n"
      let cells = coverage.cells.sorted { a, b in rank(a) < rank(b) }
      text += cut(
        TextTable(
          heads: ["row", "column", "was", "is", "", "why"],
          rows: cells.map { cell in
            [
              code(cell.row.text), code(cell.column.text), state(cell.old), state(cell.new),
              .string(cell.isLost ? "**lost**" : cell.isWorse ? "worse" : ""),
              .string(cell.reason),
            ]
          }
        ),
        limit
      )
    }
    let all = answer.table
    for (title, kinds) in Self.sections {
      let rows = all.rows.filter { row in kinds.contains { row[0] == .string($0.rawValue) } }
      guard !rows.isEmpty else { continue }
      text += "\n### \(title)\n\n"
      let short = TextTable(
        heads: ["", "of", "property", "old", "new", "in"],
        rows: rows.map { row in
          let word = TextTable.plain(row[0]).split(separator: "-").last.map(String.init) ?? ""
          return [.string(word), code(TextTable.plain(row[1])), row[2], row[3], row[4], row[5]]
        }
      )
      text += cut(short, limit)
    }
    return text
  }

  private static let sections: [(String, [DifferenceKind])] = [
    ("Header", [.headerChanged]),
    ("Nodes", [.nodeAdded, .nodeRemoved, .nodeChanged]),
    ("Statements", [.statementAdded, .statementRemoved, .statementChanged, .statementRelocated]),
  ]

  private func cut(_ table: TextTable, _ limit: Int) -> String {
    var shown = table
    shown.rows = Array(table.rows.prefix(limit))
    let rest = table.rows.count - shown.rows.count
    return shown.text(as: .markdown) + (rest > 0 ? "\n…and \(rest) more\n" : "")
  }

  private func rank(_ cell: CellChange) -> Int { cell.isLost ? 0 : cell.isWorse ? 1 : 2 }

  private func state(_ state: CellState?) -> JSONValue {
    state.map { .string($0.rawValue) } ?? .null
  }

  private func code(_ text: String) -> JSONValue { .string("`\(text)`") }
}
