internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes a coverage matrix.
struct CoverageReport {
  private let matrix: CoverageMatrix
  private let graph: EvidenceGraph

  init(_ matrix: CoverageMatrix, _ graph: EvidenceGraph) {
    self.matrix = matrix
    self.graph = graph
  }

  func json() -> JSONValue {
    .object([
      JSONMember("rows", keys(matrix.rows)),
      JSONMember("columns", keys(matrix.columns)),
      JSONMember("cells", .array(matrix.cells.map { .object(members($0)) })),
      JSONMember("reason", matrix.reasonEmpty.map { .string($0) } ?? .null),
      JSONMember("of", .string(matrix.witnessKind.name)),
      JSONMember("policy", matrix.policy.json),
    ])
  }

  /// What hangs on which threshold of the policy.
  static func sensitivity(_ findings: [ThresholdFinding], _ graph: EvidenceGraph) -> TextTable {
    TextTable(
      heads: ["threshold", "value", "cells that change", "only marks", "which"],
      rows: findings.map { finding in
        [
          .string(finding.number.rawValue), .integer(Int64(finding.value)),
          .integer(Int64(finding.changes.count)), .integer(Int64(finding.marksOnly)),
          .array(
            finding.changes.map { change in
              let place = [change.row, change.column].map { graph.key(of: $0).text }
              return .string(
                "\(place.joined(separator: " × ")): \(change.before.rawValue) → \(change.after.rawValue)"
              )
            }
          ),
        ]
      },
      rightAligned: [1, 2, 3]
    )
  }

  /// The cells as a table, one a row.
  func cells() -> TextTable {
    let heads = matrix.cells.first.map { members($0).map(\.name) } ?? []
    return TextTable(heads: heads, rows: matrix.cells.map { members($0).map(\.value) })
  }

  private func keys(_ axis: CoverageAxis) -> JSONValue {
    .array(axis.entries.map { .string(graph.key(of: $0.node).text) })
  }

  private func members(_ cell: CoverageCell) -> [JSONMember] {
    func count(_ name: String, _ value: Int) -> JSONMember {
      JSONMember(name, .integer(Int64(value)))
    }
    let states = Set(CellState.allCases.map(\.rawValue))
    return [
      JSONMember("row", .string(graph.key(of: matrix.rows.entries[cell.row].node).text)),
      JSONMember("column", .string(graph.key(of: matrix.columns.entries[cell.column].node).text)),
      count("witnesses", cell.witnesses.count),
      count("papers", cell.papers.count),
      count("independentPapers", cell.independentPapers),
      count("supporting", cell.supporting),
      count("mixed", cell.mixed),
      count("opposing", cell.opposing),
      count("unresolved", cell.unresolved),
      JSONMember("state", .string(cell.state.rawValue)),
      JSONMember(
        "marks",
        .array(cell.marks.map(\.rawValue).filter { states.contains($0) }.map { .string($0) })
      ),
      count("here", cell.here),
      count("below", cell.below),
      count("for", cell.worksFor),
      count("against", cell.worksAgainst),
      JSONMember("conflict", (cell.conflict?.rawValue).map { .string($0) } ?? .null),
      JSONMember("filtered", .boolean(cell.isFiltered)),
    ]
  }

  /// The matrix as people read it.
  func text() -> String {
    let of = matrix.witnessKind.name
    var text = "\(matrix.rows.title) × \(matrix.columns.title): \(of) nodes in each cell\n"
    if let reason = matrix.reasonEmpty { text += "\(reason)\n" }
    text += "\n" + grid().text(as: .table) + "\n"
    var counts: [CellState: Int] = [:]
    for cell in matrix.cells where !cell.isFiltered { counts[cell.state, default: 0] += 1 }
    let filtered = matrix.cells.count { $0.isFiltered }
    var parts = CellState.allCases.compactMap { state in
      counts[state].map { "\($0) \(state.rawValue)" }
    }
    if filtered > 0 { parts.append("\(filtered) filtered out") }
    text += parts.joined(separator: ", ") + " of \(matrix.cells.count) cells\n"
    if let conflicts { text += conflicts + "\n" }
    text += "sign: " + Self.legend + (filtered > 0 ? ", – filtered out" : "") + "\n"
    text += "policy '\(matrix.policy.name)' \(matrix.policy.digest): thin below "
    text += "\(matrix.policy.thinBelow) independent papers\n"
    return text
  }

  /// How the sides of the conflicting cells meet.
  private var conflicts: String? {
    let found = matrix.cells.filter { $0.state == .conflicting }.map(\.conflict)
    guard !found.isEmpty else { return nil }
    let within = found.count { $0 == .within }
    var parts: [String] = []
    if within > 0 { parts.append("in \(within) works disagree about one witness and one target") }
    if found.count > within {
      parts.append("in \(found.count - within) the sides speak of different witnesses or targets")
    }
    return "conflicting: \(parts.joined(separator: ", "))"
  }

  private static let legend = CellState.allCases.reversed().map { state in
    "\(sign(state, count: "n")) \(state == .searchedEmpty ? "searched and empty" : state.words)"
  }.joined(separator: ", ")

  /// A grid of signs, rows by columns.
  func grid() -> TextTable {
    var table = TextTable(
      heads: ["", ""] + matrix.columns.entries.map { head($0.node) } + ["all"],
    )
    table.rightAligned = Set(2..<table.heads.count)
    for (index, entry) in matrix.rows.entries.enumerated() {
      var row: [JSONValue] = [
        .string(graph.notation(of: entry.node) ?? ""),
        .string(graph.label(of: entry.node) ?? graph.key(of: entry.node).text),
      ]
      for column in matrix.columns.entries.indices {
        row.append(.string(sign(matrix[index, column])))
      }
      row.append(.string(String(matrix.rowTotals[index].witnesses.count)))
      table.rows.append(row)
    }
    table.rows.append(
      [.string(""), .string("all")]
        + matrix.columnTotals.map { .string(String($0.witnesses.count)) }
        + [.string(String(matrix.total.witnesses.count))]
    )
    return table
  }

  private func head(_ node: NodeID) -> String {
    if let notation = graph.notation(of: node) { return notation }
    return graph.property("quickref", of: node)?.text ?? graph.title(of: node)
  }

  private func sign(_ cell: CoverageCell) -> String {
    cell.isFiltered ? "–" : Self.sign(cell.state, count: String(cell.witnesses.count))
  }

  /// The sign of a state without blanks; a cell prints its witnesses, whatever side they are on.
  private static func sign(_ state: CellState, count: String) -> String {
    state.text(count: count, against: state == .opposed ? count : "").filter { $0 != " " }
  }
}
