internal import EvidenceCore

/// The concepts of a taxonomy as a table: `code`, `title`, and where they are known `gloss` and
/// `definition`, the SHA-256 of what pages print as the definition.
extension PageTaxonomy {
  private enum Column: String, CaseIterable {
    case code, title, gloss, definition
  }

  /// Reads a table of concepts.
  ///
  /// - Throws: `EvidenceError` with what is wrong in its columns, or in each of its rows: a code or
  ///   title that is missing, a code that another row has, a digest that is none.
  /// - Complexity: O(bytes).
  static func concepts(_ table: FileBytes) throws(EvidenceError) -> [Concept] {
    try table.withTable { bytes throws(EvidenceError) in
      var reader = table.reader(of: bytes, separator: table.separator(of: bytes))
      var record = DelimitedRecord()
      let isEmpty = try !reader.next(&record)
      let columns = try columns(isEmpty ? [] : record.texts, at: isEmpty ? 0 : record.line, table)
      reader.width = columns.count
      var concepts: [Concept] = []
      var lines: [String: Int] = [:]
      var findings: [Diagnostic] = []
      while try reader.next(&record) {
        if record.isBlank { continue }
        func fail(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
          let place = Place(table.file, line: record.line)
          findings.append(Diagnostic(.error, code, message, at: place, hint: hint))
        }
        if let surplus = record.surplus(over: columns.count) { fail("long-row", surplus) }
        var values: [Column: String] = [:]
        for (column, text) in zip(columns, record.texts) {
          let text = text.trimmedText
          if !text.isEmpty { values[column] = text }
        }
        guard let code = values[.code], let title = values[.title] else {
          fail("missing-name", "a concept needs a 'code' and a 'title'")
          continue
        }
        if let earlier = lines.updateValue(record.line, forKey: code) {
          fail("duplicate-key", "code \(code) stands in line \(earlier) already")
        }
        if let digest = values[.definition], !isDigest(digest) {
          fail(
            "no-digest",
            "'\(digest)' is no SHA-256",
            hint: "64 of the signs 0–9 and a–f, of the text of the definition"
          )
        }
        concepts.append(
          Concept(
            code,
            title,
            gloss: values[.gloss],
            definitionDigest: values[.definition]
          )
        )
      }
      guard findings.isEmpty else { throw EvidenceError(findings) }
      return concepts
    }
  }

  private static func columns(
    _ names: [String],
    at line: Int,
    _ table: FileBytes
  ) throws(EvidenceError) -> [Column] {
    let known = Column.allCases.map(\.rawValue)
    var columns: [Column] = []
    for name in names.map(\.trimmedText) {
      guard let column = Column(rawValue: name), !columns.contains(column) else {
        throw EvidenceError(
          "unknown-column",
          "a table of concepts has no column '\(name)', or has it already",
          at: Place(table.file, line: line),
          hint: Suggestion.hint(for: name, among: known)
            ?? "its columns: \(known.joined(separator: ", "))"
        )
      }
      columns.append(column)
    }
    for column in [Column.code, .title] where !columns.contains(column) {
      throw EvidenceError(
        "missing-column",
        "a table of concepts needs a column '\(column.rawValue)'",
        at: Place(table.file, line: line)
      )
    }
    return columns
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
