internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceFormats

/// Writes a coverage matrix for people.
struct CoverageReport {
  private let matrix: CoverageMatrix
  private let graph: EvidenceGraph
  /// The rows and columns that are shown.
  private let rows: [Int]
  private let columns: [Int]

  /// What was asked to be counted.
  private let asked: CellCount?

  init(
    _ matrix: CoverageMatrix,
    _ graph: EvidenceGraph,
    counting asked: CellCount? = nil,
    foldsEmpty: Bool = false
  ) {
    self.matrix = matrix
    self.asked = asked
    self.graph = graph
    func kept(_ totals: [CoverageCell]) -> [Int] {
      totals.indices.filter { !foldsEmpty || totals[$0].witnesses > 0 }
    }
    rows = kept(matrix.rowTotals)
    columns = kept(matrix.columnTotals)
  }

  /// What hangs on which threshold of the policy.
  ///
  /// - Parameter isForPeople: whether values at which nothing changes stand in one row a threshold.
  static func sensitivity(
    _ findings: [ThresholdFinding],
    _ graph: EvidenceGraph,
    isForPeople: Bool
  ) -> TextTable {
    var rows: [[JSONValue]] = []
    for number in PolicyNumber.allCases {
      let own = findings.filter { $0.number == number }
      let quiet = own.filter { $0.changes.isEmpty && $0.marksOnly == 0 }
      for finding in own where !isForPeople || !(finding.changes.isEmpty && finding.marksOnly == 0)
      {
        rows.append([
          .string(number.rawValue), .count(finding.value), .count(finding.changes.count),
          .count(finding.marksOnly),
          .array(
            finding.changes.map { change in
              let place = [change.row, change.column].map {
                isForPeople ? graph.title(of: $0) : graph.key(of: $0).text
              }
              return .string(
                "\(place.joined(separator: " × ")): \(change.before.rawValue) → \(change.after.rawValue)"
              )
            }
          ),
        ])
      }
      if isForPeople, !quiet.isEmpty {
        let values = quiet.map { String($0.value) }.joined(separator: ", ")
        rows.append([
          .string(number.rawValue), .string(values), .count(0), .count(0),
          .string("nothing changes"),
        ])
      }
    }
    return TextTable(
      heads: ["threshold", "value", "cells that change", "only marks", "which"],
      rows: rows,
      rightAligned: [1, 2, 3]
    )
  }

  /// Whether values stand on an axis, so that a blank is no gap.
  private var isOfValues: Bool { matrix.rows.values != nil || matrix.columns.values != nil }

  private var title: String {
    "\(matrix.rows.title) × \(matrix.columns.title): \(matrix.countWords(asked)) in each cell"
  }

  /// The matrix as people read it.
  func text() -> String {
    var text = title + "\n"
    if let reason = matrix.reasonEmpty { text += "\(reason)\n" }
    if let note = matrix.countNote(asked) { text += "\(note)\n" }
    return text + "\n" + grid().text(as: .table) + folded + columnKey(separator: "\n  ") + "\n"
      + (finding.map { $0 + "\n" } ?? "") + counts() + "\n" + legend() + "\n" + policyLine + "\n"
  }

  /// The matrix for a pull request: with its question, legend, policy and notices.
  func markdown(selected: String) -> String {
    var text = "## \(title)\n\n"
    if let reason = matrix.reasonEmpty { text += "\(reason)\n\n" }
    if let note = matrix.countNote(asked) { text += "\(note)\n\n" }
    if !selected.isEmpty { text += "Counting only \(selected).\n\n" }
    text += grid().text(as: .markdown) + "\n" + folded
    let lines = [columnKey(separator: "; "), finding ?? "", counts(), legend(), policyLine]
    for line in lines where !line.isEmpty {
      text += "* " + line.replacing("\n", with: "; ") + "\n"
    }
    for notice in graph.header.notices { text += "\n> \(notice.text)\n" }
    return text
  }

  /// The matrix as a workbook: a sheet with the state of each cell as its fill, and one with what they
  /// mean, the policy, and the notices of the data.
  func sheets(selected: String) -> [WorkbookSheet] {
    let table = grid()
    let names = columns.map { graph.title(of: matrix.columns.entries[$0].node) }
    var cells: [[WorkbookSheet.Cell]] = [
      ["", ""].map { .text($0) } + names.map { .text($0, isBold: true) }
        + [.text("", isBold: true)],
      table.heads.map { .text($0, isBold: true) },
    ]
    for (number, row) in table.rows.enumerated() {
      cells.append(
        row.enumerated().map { column, value in
          let text = TextTable.plain(value)
          guard rows.indices.contains(number), columns.indices.contains(column - 2) else {
            return .text(text, isBold: column > 1 || number == rows.count)
          }
          let cell = matrix[rows[number], columns[column - 2]]
          return WorkbookSheet.Cell(
            .text(text),
            fill: cell.isFiltered ? nil : Self.fill(of: cell.state)
          )
        }
      )
    }
    let matrixSheet = WorkbookSheet(
      name: "Coverage",
      columns: [WorkbookSheet.Column(width: 10), WorkbookSheet.Column(width: 44)]
        + columns.map { _ in WorkbookSheet.Column(width: 14) } + [WorkbookSheet.Column(width: 8)],
      rows: cells,
      frozen: (2, 2),
      hasFilter: false
    )
    var notes: [[WorkbookSheet.Cell]] = [[.text(title, isBold: true)]]
    for line in [matrix.reasonEmpty, matrix.countNote(asked)].compactMap(\.self) {
      notes.append([.text(line)])
    }
    if !selected.isEmpty { notes.append([.text("Counting only \(selected).")]) }
    if let finding { notes.append([.text(finding)]) }
    notes.append([.text(counts())])
    notes.append([.text(policyLine)])
    if let asOf = graph.header.asOf { notes.append([.text("as of \(asOf)")]) }
    for state in CellState.allCases.reversed() {
      let words = state == .searchedEmpty ? "searched and empty" : state.words
      notes.append([
        WorkbookSheet.Cell(.text(words), fill: Self.fill(of: state)),
        .text(Self.sign(state, count: "n")),
      ])
    }
    notes.append([.text("An empty cell says: none recorded in this graph.")])
    for notice in graph.header.notices { notes.append([.text(notice.text)]) }
    let noteSheet = WorkbookSheet(
      name: "Legend and notices",
      columns: [WorkbookSheet.Column(width: 90), WorkbookSheet.Column(width: 10)],
      rows: notes,
      frozen: (0, 0),
      hasFilter: false
    )
    return [matrixSheet, noteSheet]
  }

  /// The fill of a cell of a workbook: blue where something is known, the lighter the less, ochre and
  /// violet where it is missing or disputed.
  private static func fill(of state: CellState) -> String {
    switch state {
    case .covered: "7CBBF0"
    case .thin: "D4E9FD"
    case .assertedOnly: "E3F0FD"
    case .unsourced: "EAF3FC"
    case .inferredOnly: "EEF1F4"
    case .conflicting: "EBD5F0"
    case .opposed: "D9B6E0"
    case .searchedEmpty: "F6CDB9"
    case .notSearched: "FBEBD9"
    }
  }

  /// How many rows and columns are left out for holding nothing.
  private var folded: String {
    let left = (
      matrix.rows.entries.count - rows.count, matrix.columns.entries.count - columns.count
    )
    guard left.0 + left.1 > 0 else { return "" }
    return "\(left.0) rows and \(left.1) columns hold nothing and are folded\n"
  }

  /// What the column heads stand for, where they are codes or citations.
  private func columnKey(separator: String) -> String {
    let names = columns.compactMap { column -> String? in
      let node = matrix.columns.entries[column].node
      if let code = graph.notation(of: node), let name = graph.label(of: node) {
        return "\(code) \(name)"
      }
      guard let citation = Citation(of: node, in: graph)?.text else { return nil }
      return "\(citation): \(graph.title(of: node))"
    }
    return names.isEmpty
      ? ""
      : "columns:" + (separator == "; " ? " " : separator)
        + names.joined(separator: separator) + (separator == "; " ? "" : "\n")
  }

  /// What the matrix finds, as the page says it; `nil` where a blank is no gap.
  private var finding: String? { isOfValues ? nil : matrix.finding(in: graph) }

  private var policyLine: String {
    "policy '\(matrix.policy.name)' \(matrix.policy.digest): thin below "
      + "\(matrix.policy.thinBelow) independent papers"
  }

  private func counts() -> String {
    var counts: [CellState: Int] = [:]
    for cell in matrix.cells where !cell.isFiltered { counts[cell.state, default: 0] += 1 }
    let filtered = matrix.cells.count { $0.isFiltered }
    var parts = CellState.allCases.compactMap { state in
      counts[state].map { "\($0) \(isOfValues && state.isEmpty ? "blank" : state.rawValue)" }
    }
    if filtered > 0 { parts.append("\(filtered) filtered out") }
    return parts.joined(separator: ", ") + " of \(matrix.cells.count) cells"
      + (conflicts.map { "\n" + $0 } ?? "")
  }

  private func legend() -> String {
    (isOfValues ? "· nothing there, and no gap; " : "") + "sign: " + Self.legend
      + (matrix.cells.contains { $0.isFiltered } ? ", – filtered out" : "")
  }

  /// How the sides of the conflicting cells meet.
  private var conflicts: String? {
    let found = matrix.cells.filter { $0.state == .conflicting }.map(\.conflict)
    guard !found.isEmpty else { return nil }
    let within = found.count { $0 == .within }
    var parts: [String] = []
    func cells(_ count: Int) -> String { "in \(count) \(count == 1 ? "cell" : "cells")" }
    if within > 0 {
      parts.append("\(cells(within)) works disagree about one witness and one target")
    }
    if found.count > within {
      parts.append(
        "\(cells(found.count - within)) the sides speak of different witnesses or targets"
      )
    }
    return "conflicting: \(parts.joined(separator: ", "))"
  }

  private static let legend = CellState.allCases.reversed().map { state in
    "\(sign(state, count: "n")) \(state == .searchedEmpty ? "searched and empty" : state.words)"
  }.joined(separator: ", ")

  /// A grid of signs, rows by columns.
  func grid() -> TextTable {
    var table = TextTable(
      heads: ["", ""] + columns.map { head(matrix.columns.entries[$0].node) } + ["all"]
    )
    table.rightAligned = Set(2..<table.heads.count)
    let isColoured = Console.isColoured
    for index in rows {
      let entry = matrix.rows.entries[index]
      var row: [JSONValue] = [
        .string(graph.notation(of: entry.node) ?? ""),
        .string(graph.label(of: entry.node) ?? graph.key(of: entry.node).text),
      ]
      for column in columns {
        let cell = matrix[index, column]
        if isColoured {
          let place = TextTable.Position(row: table.rows.count, column: row.count)
          table.inks[place] = ink(cell)
        }
        row.append(.string(sign(cell)))
      }
      row.append(.string(number(matrix.rowTotals[index])))
      table.rows.append(row)
    }
    table.rows.append(
      [.string(""), .string("all")]
        + columns.map { .string(number(matrix.columnTotals[$0])) }
        + [.string(number(matrix.total))]
    )
    return table
  }

  private func head(_ node: NodeID) -> String {
    if let notation = graph.notation(of: node) { return notation }
    return Citation(of: node, in: graph)?.text ?? graph.title(of: node)
  }

  private func sign(_ cell: CoverageCell) -> String {
    if cell.isFiltered { return "–" }
    if isOfValues, cell.state.isEmpty { return "·" }
    return Self.sign(cell, number(cell))
  }

  /// The colour of a cell beside its sign.
  private func ink(_ cell: CoverageCell) -> Ink? {
    if cell.isFiltered || (isOfValues && cell.state.isEmpty) { return nil }
    return Ink(cell.state)
  }

  private func number(_ cell: CoverageCell) -> String {
    // What has no known work is no nought: its witnesses are counted.
    String(cell.state == .unsourced ? cell.witnesses : cell.number(matrix.counted(asked)))
  }

  /// The sign of a cell without blanks; where sides are told apart they are works, as on maps.
  private static func sign(_ cell: CoverageCell, _ number: String) -> String {
    let isConflict = cell.state == .conflicting
    return cell.state.text(
      count: isConflict ? String(cell.worksFor) : number,
      against: String(cell.worksAgainst)
    ).filter { $0 != " " }
  }

  private static func sign(_ state: CellState, count: String) -> String {
    state.text(count: count, against: state == .opposed || state == .conflicting ? "m" : "")
      .filter { $0 != " " }
  }
}
