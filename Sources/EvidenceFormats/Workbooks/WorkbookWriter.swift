public import EvidenceCore
internal import Foundation

#if XLSX
  internal import CXLSXWriter
#endif

/// Writes workbooks (.xlsx).
///
/// Every text is a text: none is run as a formula, and a code such as `7.10` stays what it is. The same
/// sheets make the same bytes.
public enum WorkbookWriter {
  /// The bytes of a workbook.
  ///
  /// - Parameters:
  ///   - sheets: its sheets, at least one, of no more than 1,048,576 rows and 16,384 columns.
  ///   - title: its title.
  ///   - asOf: the day that it says it was made, as `2026-01-31`; never the clock's.
  /// - Throws: `EvidenceError` if this build writes none, a sheet is too large, or the system refuses.
  /// - Complexity: O(cells).
  public static func bytes(
    of sheets: [WorkbookSheet],
    title: String? = nil,
    asOf: String? = nil
  ) throws(EvidenceError) -> [UInt8] {
    #if XLSX
      for sheet in sheets where sheet.rows.count > 1_048_576 || sheet.columns.count > 16_384 {
        throw EvidenceError("table-too-large", "a sheet of a workbook has no room for so much")
      }
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("evidence-\(UUID().uuidString).xlsx").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      guard let book = workbook_new(path) else { throw refused("no memory") }
      evidence_properties(book, clean(title ?? ""), created(asOf))
      var draft = Draft(book: book)
      for sheet in sheets { draft.add(sheet) }
      let status = workbook_close(book)
      guard status == LXW_NO_ERROR, draft.failure == nil else {
        throw refused(String(cString: lxw_strerror(draft.failure ?? status)))
      }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw refused("it cannot be read again")
      }
      return Array(data)
    #else
      throw EvidenceError(
        "no-workbooks",
        "this build writes no workbooks",
        hint: "write .csv, or build with the trait XLSX"
      )
    #endif
  }

  #if XLSX
    private static func refused(_ reason: String) -> EvidenceError {
      EvidenceError("unwritable", "the workbook cannot be written: \(reason)")
    }

    /// Noon of a day in seconds since 1970; 1980-01-01 where none is stated.
    private static func created(_ asOf: String?) -> time_t {
      let parts = (asOf ?? "").split(separator: "-").compactMap { Int($0) }
      var parsed = tm()
      parsed.tm_year = Int32(parts.count == 3 ? min(max(parts[0], 1970), 9999) - 1900 : 80)
      parsed.tm_mon = Int32(parts.count == 3 ? min(max(parts[1], 1), 12) - 1 : 0)
      parsed.tm_mday = Int32(parts.count == 3 ? min(max(parts[2], 1), 31) : 1)
      parsed.tm_hour = 12
      return timegm(&parsed)
    }

    /// A text that XML can hold, with what looks like an escape written as one, and no more than a cell
    /// takes.
    fileprivate static func clean(_ text: String) -> String {
      var result = String.UnicodeScalarView()
      for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF:
          result.append(scalar)
        case 0x0D: result.append("\n")
        default: break
        }
      }
      var cleaned = String(result)
      if cleaned.contains("_x") {
        cleaned = cleaned.replacing(/_x([0-9A-Fa-f]{4})_/) { "_x005F_x\($0.output.1)_" }
      }
      return cleaned.utf16.count <= 32_767 ? cleaned : String(cleaned.prefix(32_000)) + "…"
    }

    /// A workbook that is being put together.
    private struct Draft {
      let book: UnsafeMutablePointer<lxw_workbook>
      private(set) var failure: lxw_error?
      private var formats: [FormatKey: UnsafeMutablePointer<lxw_format>] = [:]
      private var names: Set<String> = []
      private var lists: UnsafeMutablePointer<lxw_worksheet>?
      private var listCount = 0

      private struct FormatKey: Hashable {
        var fill: String?
        var isBold: Bool
        var isText: Bool
      }

      init(book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

      mutating func add(_ sheet: WorkbookSheet) {
        guard let page = workbook_add_worksheet(book, name(sheet.name)) else {
          failure = LXW_ERROR_MEMORY_MALLOC_FAILED
          return
        }
        for (index, column) in sheet.columns.enumerated() {
          let place = lxw_col_t(index)
          let text = format(FormatKey(fill: nil, isBold: false, isText: true))
          check(worksheet_set_column(page, place, place, min(column.width, 255), text))
        }
        for (row, cells) in sheet.rows.enumerated() {
          for (column, cell) in cells.enumerated() {
            write(cell, to: page, lxw_row_t(row), lxw_col_t(column))
          }
        }
        if sheet.frozen.rows + sheet.frozen.columns > 0 {
          worksheet_freeze_panes(
            page,
            lxw_row_t(sheet.frozen.rows),
            lxw_col_t(sheet.frozen.columns)
          )
        }
        let last = (row: max(sheet.rows.count, sheet.frozen.rows + 1), column: sheet.columns.count)
        if sheet.hasFilter, sheet.frozen.rows > 0, last.column > 0 {
          check(
            worksheet_autofilter(
              page,
              lxw_row_t(sheet.frozen.rows - 1),
              0,
              lxw_row_t(last.row - 1),
              lxw_col_t(last.column - 1)
            )
          )
        }
        for (index, column) in sheet.columns.enumerated() where !column.choices.isEmpty {
          let end = lxw_row_t(max(sheet.rows.count + 500, 1_000))
          check(
            evidence_list(
              page,
              lxw_row_t(sheet.frozen.rows),
              end,
              lxw_col_t(index),
              "=\(list(column.choices))"
            )
          )
        }
      }

      /// The name of a range that holds some words, on a sheet that is not shown.
      private mutating func list(_ words: [String]) -> String {
        if lists == nil {
          lists = workbook_add_worksheet(book, "Lists")
          lists.map { worksheet_hide($0) }
        }
        listCount += 1
        let name = "list_\(listCount)"
        guard let lists else { return name }
        let column = lxw_col_t(listCount - 1)
        for (row, word) in words.enumerated() {
          check(worksheet_write_string(lists, lxw_row_t(row), column, clean(word), nil))
        }
        let letters = CellText.letters(listCount - 1)
        let range = "=Lists!$\(letters)$1:$\(letters)$\(words.count)"
        check(workbook_define_name(book, name, range))
        return name
      }

      private mutating func write(
        _ cell: WorkbookSheet.Cell,
        to page: UnsafeMutablePointer<lxw_worksheet>,
        _ row: lxw_row_t,
        _ column: lxw_col_t
      ) {
        let isText = if case .number = cell.value { false } else { true }
        let format = format(FormatKey(fill: cell.fill, isBold: cell.isBold, isText: isText))
        switch cell.value {
        case .empty:
          if cell.fill != nil { check(worksheet_write_blank(page, row, column, format)) }
        case .text(let text): check(worksheet_write_string(page, row, column, clean(text), format))
        case .number(let number):
          guard number.isFinite else { return }
          check(worksheet_write_number(page, row, column, number, format))
        }
      }

      private mutating func format(_ key: FormatKey) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[key] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        if key.isText { format_set_num_format(format, "@") }
        if key.isBold { format_set_bold(format) }
        if let fill = key.fill.flatMap({ UInt32($0, radix: 16) }) {
          format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
          format_set_bg_color(format, fill)
        }
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        formats[key] = format
        return format
      }

      /// A name that a workbook allows, once.
      private mutating func name(_ wanted: String) -> String {
        var base = clean(wanted).filter { !"[]:*?/\\'\n\t".contains($0) }
        if base.isEmpty || base.lowercased() == "lists" || base.lowercased() == "history" {
          base = "Sheet \(base)"
        }
        var name = String(base.prefix(31))
        var number = 2
        while !names.insert(name.lowercased()).inserted {
          name = String(base.prefix(27)) + " \(number)"
          number += 1
        }
        return name
      }

      private mutating func check(_ status: lxw_error) {
        if status != LXW_NO_ERROR, failure == nil { failure = status }
      }
    }
  #endif
}
