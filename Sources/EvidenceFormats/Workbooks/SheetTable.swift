import EvidenceCore

/// A sheet of a workbook as delimited text with a line a row, and what should be said of its cells.
struct SheetTable {
  /// The workbook's name and the sheet's.
  var name: String
  /// The rows, commas between the cells; what is quoted may hold line ends.
  var bytes: [UInt8]
  var notes: [CellNote]

  /// The sheet as a file of its own.
  var file: FileBytes { FileBytes(bytes: bytes, name: name, sheetNotes: notes) }
}

#if XLSX
  extension SheetTable {
    /// The most characters of a cell, and the most cells of a row and of a column.
    private static let limits = (text: 32_767, columns: 16_384, rows: 1_048_576)

    /// Reads the part of a sheet.
    ///
    /// - Parameters:
    ///   - bytes: the part.
    ///   - name: the workbook's name and the sheet's.
    ///   - texts: the texts that cells share.
    ///   - formats: which styles show dates.
    ///   - countsFrom1904: whether days are counted from 1904.
    /// - Throws: `EvidenceError` if the part is broken, or names what is not there.
    /// - Complexity: O(bytes and texts of the sheet).
    static func read(
      _ bytes: [UInt8],
      name: String,
      texts: [String],
      formats: CellFormats,
      countsFrom1904: Bool
    ) throws(EvidenceError) -> SheetTable {
      let reader = CellReader(name, texts, formats, countsFrom1904)
      try XMLEvents.read(bytes, file: name) { element, attributes, _ throws(EvidenceError) in
        try reader.begin(element, attributes)
      } end: { element throws(EvidenceError) in
        try reader.finish(element)
      } text: { text throws(EvidenceError) in
        reader.take(text)
      }
      return SheetTable(name: name, bytes: reader.table, notes: reader.notes)
    }

    /// Puts the cells of a sheet into rows, event by event.
    private final class CellReader {
      private(set) var table: [UInt8] = []
      private let name: String
      private let texts: [String]
      private let formats: CellFormats
      private let countsFrom1904: Bool
      private var found: [CellNote] = []
      private var columns: [Int: ColumnCounts] = [:]

      private var rowsWritten = 0
      private var row = 0
      private var column = -1
      private var cells: [(column: Int, text: String)] = []
      private var type = "n"
      private var style: Int?
      private var hasFormula = false
      private var hasValue = false
      private var value = ""
      private var isValue = false
      private var phonetic = 0

      /// How a column's cells are of one form or another.
      private struct ColumnCounts {
        var texts = 0
        var codes = 0
        var dates: [CellNote] = []
        var fractions: [CellNote] = []
      }

      init(
        _ name: String,
        _ texts: [String],
        _ formats: CellFormats,
        _ countsFrom1904: Bool
      ) {
        self.name = name
        self.texts = texts
        self.formats = formats
        self.countsFrom1904 = countsFrom1904
      }

      /// What should be said: dates where a column holds texts, and numbers where it holds codes.
      var notes: [CellNote] {
        var result = found
        for counts in columns.values {
          if counts.texts > counts.dates.count { result += counts.dates }
          if counts.codes > 0 { result += counts.fractions }
        }
        return result.sorted { ($0.row, $0.message) < ($1.row, $1.message) }
      }

      func begin(_ element: String, _ attributes: [String: String]) throws(EvidenceError) {
        switch element {
        case "row":
          let next = attributes["r"].flatMap { Int($0) } ?? row + 1
          guard next > row, next <= limits.rows else {
            throw broken("row \(attributes["r"] ?? "") stands behind row \(row)")
          }
          row = next
          column = -1
          cells.removeAll(keepingCapacity: true)
        case "c":
          if let reference = attributes["r"] {
            guard let place = Self.place(reference), place.row == row, place.column > column,
              place.column < limits.columns
            else { throw broken("no cell of row \(row) is called '\(reference)'") }
            column = place.column
          } else {
            column += 1
          }
          type = attributes["t"] ?? "n"
          style = attributes["s"].flatMap { Int($0) }
          (hasFormula, hasValue, value) = (false, false, "")
        case "f": hasFormula = true
        case "v":
          isValue = true
          hasValue = true
        case "rPh": phonetic += 1
        case "t":
          isValue = type == "inlineStr" && phonetic == 0
          hasValue = hasValue || isValue
        default: break
        }
      }

      func take(_ text: String) {
        guard isValue, value.utf8.count <= limits.text * 4 else { return }
        value += text
      }

      func finish(_ element: String) throws(EvidenceError) {
        switch element {
        case "v", "t": isValue = false
        case "rPh": phonetic -= 1
        case "c": try finishCell()
        case "row": writeRow()
        default: break
        }
      }

      private func finishCell() throws(EvidenceError) {
        guard hasValue else {
          if hasFormula { note("formula-without-value", "holds a formula that was never computed") }
          return
        }
        var text = value
        switch type {
        case "s":
          guard let number = Int(value.trimmedText), texts.indices.contains(number) else {
            throw broken("cell \(cellName) names a shared text that is not there")
          }
          text = texts[number]
          countText(text)
        case "inlineStr", "str":
          text = CellText.unescaped(value)
          countText(text)
        case "b": text = value.trimmedText == "1" ? "TRUE" : "FALSE"
        case "e":
          note("error-cell", "holds the error \(value); it is taken for empty")
          return
        case "d": text = value.hasSuffix("T00:00:00") ? String(value.dropLast(9)) : value
        default: text = number(value.trimmedText)
        }
        if text.count > limits.text {
          text = String(text.prefix(limits.text))
          note("long-cell", "holds more than \(limits.text) characters; the rest is left out")
        }
        if !text.isEmpty { cells.append((column, text)) }
      }

      /// A number as it is written, or the day that it is shown as.
      private func number(_ text: String) -> String {
        guard formats.isDate(style), let serial = Double(text),
          let day = CellText.day(serial, from1904: countsFrom1904)
        else {
          if text.contains(".") {
            let message = "cell \(cellName) is the number \(text) in a column of codes: 7.10 is 7.1"
            columns[column, default: ColumnCounts()].fractions.append(
              CellNote(code: "number-for-code", message: message, row: row)
            )
          }
          return text
        }
        let message = "cell \(cellName) is the date \(day) in a column of texts"
        columns[column, default: ColumnCounts()].dates.append(
          CellNote(code: "date-for-text", message: message, row: row)
        )
        return day
      }

      private func countText(_ text: String) {
        guard !text.isEmpty else { return }
        columns[column, default: ColumnCounts()].texts += 1
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
          columns[column, default: ColumnCounts()].codes += 1
        }
      }

      private func note(_ code: Diagnostic.Code, _ what: String) {
        found.append(CellNote(code: code, message: "cell \(cellName) \(what)", row: row))
      }

      private func writeRow() {
        guard !cells.isEmpty else { return }
        while rowsWritten < row - 1 {
          table.append(0x0A)
          rowsWritten += 1
        }
        var next = 0
        for cell in cells {
          while next < cell.column {
            table.append(0x2C)
            next += 1
          }
          write(cell.text)
        }
        table.append(0x0A)
        rowsWritten += 1
      }

      private func write(_ text: String) {
        let needsQuotes = text.utf8.contains { $0 < 0x30 }
        guard needsQuotes else { return table.append(contentsOf: text.utf8) }
        table.append(0x22)
        for byte in text.utf8 {
          if byte == 0x22 { table.append(0x22) }
          table.append(byte)
        }
        table.append(0x22)
      }

      private var cellName: String { CellText.letters(column) + "\(row)" }

      private func broken(_ message: String) -> EvidenceError {
        EvidenceError(
          "broken-sheet",
          message,
          at: Place(name, line: row),
          hint: "open it in a spreadsheet and save it again"
        )
      }

      /// `C7` as a column from 0 and a row from 1.
      private static func place(_ reference: String) -> (column: Int, row: Int)? {
        let letters = reference.prefix { $0.isLetter }
        guard !letters.isEmpty, letters.count <= 3,
          let row = Int(reference.dropFirst(letters.count))
        else { return nil }
        var column = 0
        for letter in letters.utf8 {
          guard (0x41...0x5A).contains(letter) else { return nil }
          column = column * 26 + Int(letter - 0x40)
        }
        return (column - 1, row)
      }
    }
  }
#endif
