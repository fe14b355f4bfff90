internal import ArgumentParser
internal import EvidenceCore

/// The options that choose the form of an answer, and where it goes.
struct FormatOption: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: "How to write the answer: table, csv, tsv, json, jsonl or markdown; table where unsaid."
  )
  var asked: OutputFormat?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help:
      "A file for the answer; its name says the form: .csv, .tsv, .json, .jsonl, .md, .txt, .xlsx."
  )
  var file: String?
  @Flag(help: "Write tables as wide as they are, on a terminal too.") var wide = false

  /// The form of the answer.
  var format: OutputFormat { asked ?? named ?? .table }

  /// Whether the answer is to be a workbook.
  var isWorkbook: Bool { suffix == "xlsx" }

  private var suffix: String {
    guard let file, let dot = file.lastIndex(of: "."), !Console.isStandardOutput(file) else {
      return ""
    }
    return file[file.index(after: dot)...].lowercased()
  }

  /// The form that the file's name says; of a workbook that of its cells.
  private var named: OutputFormat? {
    switch suffix {
    case "csv", "xlsx": .csv
    case "tsv": .tsv
    case "json": .json
    case "jsonl": .jsonl
    case "md": .markdown
    case "txt": .table
    default: nil
    }
  }

  func validate() throws {
    if wide { Console.widen() }
    guard let file else { return }
    if let asked, let named, asked != named || isWorkbook {
      throw ValidationError(
        "'\(file)' says \(isWorkbook ? "a workbook" : named.rawValue), and --format \(asked.rawValue): "
          + "leave out one of them"
      )
    }
    if named == nil, asked == nil, !Console.isStandardOutput(file) {
      throw ValidationError(
        "'\(file)' does not say in which form: end it in .csv, .tsv, .json, .jsonl, .md, .txt or "
          + ".xlsx, or name one with --format"
      )
    }
    Console.send(to: file, asWorkbook: isWorkbook)
  }
}
