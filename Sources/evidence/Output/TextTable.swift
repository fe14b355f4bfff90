internal import EvidenceAnalysis
internal import EvidenceCore

extension TextTable {
  /// The table of an answer.
  init(_ answer: AnswerTable) {
    self.init(heads: answer.heads, rows: answer.rows, rightAligned: answer.rightAligned)
  }
}

/// An answer as a table, in any of the forms that a user may ask for.
struct TextTable {
  var heads: [String]
  var rows: [[JSONValue]] = []
  /// The columns whose numbers are set to the right.
  var rightAligned: Set<Int> = []
  /// Columns that on a terminal are cut to one line and never narrowed below so many signs; where there
  /// is no room for that, the last columns are left out.
  var oneLine: [Int: Int] = [:]
  /// The cells that have a colour on a terminal.
  var inks: [Position: Ink] = [:]

  /// A cell by its row and column, from 0.
  struct Position: Hashable {
    var row: Int
    var column: Int
  }

  /// The table in a form; `json` and `jsonl` give an object a row. On a terminal a table for people is
  /// fitted to its width; in a pipe it is whole.
  func text(as format: OutputFormat, width: Int? = Console.width) -> String {
    switch format {
    case .table: aligned(to: width, isColoured: Console.isColoured)
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
    case .object(let members):
      members.map { "\($0.name) \(plain($0.value))" }.joined(separator: ", ")
    default: JSONWriter.text(value)
    }
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
    if let first = field.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
      Double(field) == nil
    {
      field = "'" + field
    }
    return needsQuotes(field, separator)
      ? "\"" + field.replacingScalar("\"", with: "\"\"") + "\"" : field
  }

  private static func needsQuotes(_ field: String, _ separator: String) -> Bool {
    let sign = separator.utf8.first ?? UInt8(ascii: ",")
    var isASCII = true
    for byte in field.utf8 {
      // A quote, the separator, LF, VT, FF or CR.
      if byte == 0x22 || byte == sign || (0x0A...0x0D).contains(byte) { return true }
      if byte >= 0x80 { isASCII = false }
    }
    return !isASCII && field.containsScalar { $0.isNewline }
  }

  private func markdown() -> String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.replacingScalar("|", with: "\\|").replacingScalar("\n", with: " ") }
        .joined(separator: " | ") + " |\n"
    }
    let rule = heads.indices.map { rightAligned.contains($0) ? "---:" : "---" }
    return line(heads) + "| " + rule.joined(separator: " | ") + " |\n"
      + rows.map { line($0.map(Self.plain)) }.joined()
  }
}
