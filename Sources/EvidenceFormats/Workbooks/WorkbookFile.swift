import EvidenceCore

/// Workbooks among the files that are read.
enum WorkbookFile {
  /// Whether a file is a workbook that can be read here.
  static func isWorkbook(_ file: FileBytes) -> Bool {
    #if XLSX
      let head = file.firstBytes(8_192)
      guard head.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
      let names = String(decoding: head.filter { $0 < 0x80 }, as: UTF8.self)
      return names.contains("xl/") || names.contains("[Content_Types].xml")
    #else
      return false
    #endif
  }

  /// The visible sheets of a workbook, each as a file.
  ///
  /// - Throws: `EvidenceError` if it is broken, or has no sheet to see.
  static func sheets(of file: FileBytes) throws(EvidenceError) -> [FileBytes] {
    #if XLSX
      try file.withBytes { bytes throws(EvidenceError) in
        let book = try Workbook(bytes, file: file.file)
        let shown = book.sheets.filter { !$0.isHidden }
        guard !shown.isEmpty else {
          throw EvidenceError("no-sheet", "the workbook has no visible sheet", at: Place(file.file))
        }
        var result: [FileBytes] = []
        for sheet in shown { result.append(try book.table(of: sheet).file) }
        return result
      }
    #else
      throw EvidenceError("no-workbooks", "this build reads no workbooks", at: Place(file.file))
    #endif
  }

  /// One sheet of a workbook as a file; hidden ones are found by their names alone.
  ///
  /// - Parameters:
  ///   - name: the sheet's name; `nil`: the only one.
  ///   - file: the workbook.
  ///   - place: where the sheet is named.
  /// - Throws: `EvidenceError` if there is no such sheet, with the names of those that there are.
  static func sheet(
    _ name: String?,
    of file: FileBytes,
    at place: Place
  ) throws(EvidenceError) -> FileBytes {
    #if XLSX
      try file.withBytes { bytes throws(EvidenceError) in
        let book = try Workbook(bytes, file: file.file)
        let shown = book.sheets.filter { !$0.isHidden }
        let list = "its sheets are: " + book.sheets.map { "'\($0.name)'" }.joined(separator: ", ")
        guard let name else {
          guard shown.count == 1 else {
            throw EvidenceError(
              "no-sheet",
              "'\(file.file)' has \(shown.count) sheets: name one with 'sheet'",
              at: place,
              hint: list
            )
          }
          return try book.table(of: shown[0]).file
        }
        // A program may have cut the name at 31 characters.
        let cut = String(name.prefix(31))
        guard
          let sheet = book.sheets.first(where: { $0.name == name })
            ?? book.sheets.first(where: { $0.name == cut })
        else {
          throw EvidenceError(
            "no-sheet",
            "'\(file.file)' has no sheet '\(name)'",
            at: place,
            hint: Suggestion.hint(for: name, among: book.sheets.map(\.name)) ?? list
          )
        }
        return try book.table(of: sheet).file
      }
    #else
      throw EvidenceError("no-workbooks", "this build reads no workbooks", at: place)
    #endif
  }

  /// The error about a workbook of which no sheet is of a form with a fixed meaning: its sheets and
  /// their columns, for a recipe.
  static func recipeNeeded(_ file: FileBytes, _ sheets: [FileBytes]) -> EvidenceError {
    let lines = sheets.map { sheet in
      let name = sheet.file.split(separator: "!").last.map(String.init) ?? sheet.file
      return "\n    sheet '\(name)': \(columns(of: sheet).joined(separator: ", "))"
    }
    return EvidenceError(
      "recipe-needed",
      "this workbook needs a recipe that says what its sheets mean",
      at: Place(file.file),
      hint: "name it with '--recipe recipe.yaml'; a source there has 'path', 'sheet' and 'header'."
        + " Its sheets, with what stands in their fullest row of the first thirty:" + lines.joined()
    )
  }

  /// What stands in the fullest of the first rows, which is the header as a rule.
  private static func columns(of sheet: FileBytes) -> [String] {
    let found: [String]? = try? sheet.withBytes { bytes throws(EvidenceError) in
      var reader = sheet.reader(of: bytes, separator: TableSeparator.comma)
      var record = DelimitedRecord()
      var best: [String] = []
      for _ in 0..<30 {
        guard try reader.next(&record) else { break }
        let cells = record.texts.filter { !$0.isEmpty && $0.count <= 40 && !$0.contains("\n") }
        if cells.count > best.count { best = cells }
      }
      return best
    }
    let cells = found ?? []
    return cells.isEmpty
      ? ["(empty)"] : Array(cells.prefix(20)) + (cells.count > 20 ? ["…"] : [])
  }
}

extension ImportCollection {
  /// Says what should be said of the cells of a sheet of a workbook.
  mutating func noteCells(of file: FileBytes) {
    for note in file.sheetNotes ?? [] {
      self.note(.kept, note.code, note.message, at: Place(file.file, line: note.row))
    }
  }
}
