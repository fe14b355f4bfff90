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
    help: """
      A file for the answer; its name says the form: .csv, .tsv, .json, .jsonl, .md, .txt, .xlsx. What \
      was left out, supposed or weighed otherwise stands in it: in CSV in lines that begin with '# '.
      """
  )
  var file: String?
  @Flag(help: "Write tables as wide as they are, on a terminal too.") var wide = false

  /// The form of the answer.
  var format: OutputFormat { asked ?? Self.format(of: file) ?? .table }

  /// Whether the answer is to be a workbook.
  var isWorkbook: Bool { file.map { Self.suffix(of: $0) == "xlsx" } ?? false }

  func validate() throws { try Self.send(to: file, as: asked, wide: wide) }

  /// What the name of a file ends in; empty for standard output.
  static func suffix(of file: String) -> String {
    guard let dot = file.lastIndex(of: "."), !Console.isStandardOutput(file) else { return "" }
    return file[file.index(after: dot)...].lowercased()
  }

  /// The form that a file's name says; of a workbook that of its cells.
  static func format(of file: String?) -> OutputFormat? {
    switch file.map({ suffix(of: $0) }) {
    case "csv", "xlsx": .csv
    case "tsv": .tsv
    case "json": .json
    case "jsonl": .jsonl
    case "md": .markdown
    case "txt": .table
    default: nil
    }
  }

  /// Sends the answer to a file, where one is named.
  ///
  /// - Throws: `ValidationError` where the file's name says another form than the one that is asked
  ///   for, or none.
  static func send(to file: String?, as asked: OutputFormat?, wide: Bool) throws {
    if wide { Console.widen() }
    guard let file else { return }
    let named = format(of: file)
    let isWorkbook = suffix(of: file) == "xlsx"
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
