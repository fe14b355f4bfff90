internal import EvidenceAnalysis
internal import EvidenceCore

extension TextTable {
  /// The table of an answer.
  init(_ answer: AnswerTable, widest: Int = 60) {
    self.init(
      heads: answer.heads,
      rows: answer.rows,
      rightAligned: answer.rightAligned,
      widest: widest
    )
  }
}

/// An answer as a table, in any of the forms that a user may ask for.
struct TextTable {
  var heads: [String]
  var rows: [[JSONValue]] = []
  /// The columns whose numbers are set to the right.
  var rightAligned: Set<Int> = []
  /// The widest that a column may become on a terminal.
  var widest = 60

  /// The table in a form; `json` and `jsonl` give an object a row.
  func text(as format: OutputFormat) -> String {
    switch format {
    case .table: aligned()
    case .csv: separated(by: ",")
    case .tsv: separated(by: "\t")
    case .markdown: markdown()
    case .json: JSONWriter.text(.array(objects())) + "\n"
    case .jsonl: objects().map { JSONWriter.text($0) + "\n" }.joined()
    }
  }

  private func objects() -> [JSONValue] {
    rows.map { row in .object(zip(heads, row).map { JSONMember($0, $1) }) }
  }

  static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .array(let items): items.map(plain).joined(separator: "; ")
    default: JSONWriter.text(value)
    }
  }

  private func aligned() -> String {
    let cells = ([heads] + rows.map { $0.map(Self.plain) }).map { row in
      row.map { $0.replacing("\n", with: " ") }
    }
    var widths = [Int](repeating: 0, count: heads.count)
    for row in cells {
      for (column, cell) in row.enumerated() {
        widths[column] = min(widest, max(widths[column], cell.count))
      }
    }
    return cells.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let shown =
          cell.count > widths[column] && !isLast ? cell.prefix(widths[column] - 1) + "…" : cell
        let padding = String(repeating: " ", count: max(0, widths[column] - shown.count))
        line += rightAligned.contains(column) ? padding + shown : isLast ? shown : shown + padding
        if !isLast { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    .joined()
  }

  private func separated(by separator: String) -> String {
    ([heads] + rows.map { $0.map(Self.plain) }).map { row in
      row.map { Self.quoted($0, separator) }.joined(separator: separator) + "\n"
    }
    .joined()
  }

  /// A field by RFC 4180: in quotes where it holds a separator, a quote or a line break. A field
  /// that a spreadsheet would run as a formula gets an apostrophe before it.
  private static func quoted(_ field: String, _ separator: String) -> String {
    var field = field
    if let first = field.first, "=+-@".contains(first), Double(field) == nil { field = "'" + field }
    guard field.contains(where: { $0 == "\"" || $0.isNewline || String($0) == separator }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  private func markdown() -> String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }
        .joined(separator: " | ") + " |\n"
    }
    let rule = heads.indices.map { rightAligned.contains($0) ? "---:" : "---" }
    return line(heads) + "| " + rule.joined(separator: " | ") + " |\n"
      + rows.map { line($0.map(Self.plain)) }.joined()
  }
}
