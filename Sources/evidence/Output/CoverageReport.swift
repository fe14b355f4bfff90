internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes a coverage matrix for people.
struct CoverageReport {
  private let matrix: CoverageMatrix
  private let graph: EvidenceGraph

  init(_ matrix: CoverageMatrix, _ graph: EvidenceGraph) {
    self.matrix = matrix
    self.graph = graph
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
      row.append(.string(String(matrix.rowTotals[index].witnesses)))
      table.rows.append(row)
    }
    table.rows.append(
      [.string(""), .string("all")]
        + matrix.columnTotals.map { .string(String($0.witnesses)) }
        + [.string(String(matrix.total.witnesses))]
    )
    return table
  }

  private func head(_ node: NodeID) -> String {
    if let notation = graph.notation(of: node) { return notation }
    return graph.property("quickref", of: node)?.text ?? graph.title(of: node)
  }

  private func sign(_ cell: CoverageCell) -> String {
    cell.isFiltered ? "–" : Self.sign(cell.state, count: String(cell.witnesses))
  }

  /// The sign of a state without blanks; a cell prints its witnesses, whatever side they are on.
  private static func sign(_ state: CellState, count: String) -> String {
    state.text(count: count, against: state == .opposed ? count : "").filter { $0 != " " }
  }
}
