internal import EvidenceCore
internal import EvidenceFormats
internal import Foundation

/// An answer on its way into a file: gathered whole, and written when the command has ended.
struct AnswerFile: Sendable {
  let path: String
  let isWorkbook: Bool
  var text = ""
  /// The sheets of a workbook that a command has made itself.
  var sheets: [WorkbookSheet] = []

  /// What goes into the file.
  func bytes() throws(EvidenceError) -> [UInt8] {
    guard isWorkbook else { return Array(text.utf8) }
    return try WorkbookWriter.bytes(of: sheets.isEmpty ? tables : sheets)
  }

  /// The answer as one sheet, and what it rests on as another where it says so.
  private var tables: [WorkbookSheet] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ground = lines.prefix { $0.hasPrefix("# ") }
    let answer = table(of: lines.dropFirst(ground.count).joined(separator: "\n"))
    guard !ground.isEmpty else { return [answer] }
    let notes = WorkbookSheet(
      name: "What it rests on",
      columns: [WorkbookSheet.Column(width: 90)],
      rows: ground.map { [.text(String($0.dropFirst(2)))] },
      frozen: (0, 0),
      hasFilter: false
    )
    return [answer, notes]
  }

  /// A table as one sheet: columns that hold numbers alone are numbers, all else is text.
  private func table(of text: String) -> WorkbookSheet {
    let rows = DelimitedText.rows(text)
    let width = rows.map(\.count).max() ?? 0
    let isNumeric = (0..<width).map { column in
      let cells = rows.dropFirst().map { column < $0.count ? $0[column] : "" }.filter {
        !$0.isEmpty
      }
      return !cells.isEmpty && cells.allSatisfy(Self.isNumber)
    }
    return WorkbookSheet(
      name: "Answer",
      columns: (0..<width).map { column in
        let longest = rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        return WorkbookSheet.Column(width: Double(min(max(longest + 2, 8), 60)))
      },
      rows: rows.enumerated().map { number, row in
        row.enumerated().map { column, text in
          if number > 0, isNumeric[column], let value = Double(text) {
            return WorkbookSheet.Cell(.number(value))
          }
          return .text(text, isBold: number == 0)
        }
      }
    )
  }

  /// Whether a text is a number and nothing else: `007` and `7.10` are codes.
  private static func isNumber(_ text: String) -> Bool {
    guard text.count <= 15, let value = Double(text), value.isFinite else { return false }
    return !(text.hasPrefix("0") && text.count > 1 && !text.hasPrefix("0."))
      && !(text.contains(".") && text.hasSuffix("0"))
  }
}
