internal import ArgumentParser
internal import EvidenceCore

/// The forms in which the answer to a query can be written: those of every answer, and a picture.
enum QueryForm: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown, svg

  /// The form of a table; `nil` for a picture.
  var format: OutputFormat? { OutputFormat(rawValue: rawValue) }
}

/// The options that choose the form of a query's answer, and where it goes.
struct QueryFormOption: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: """
      How to write the answer: table, csv, tsv, json, jsonl, markdown or svg (nodes, statements and \
      paths as a picture); table where unsaid.
      """
  )
  var asked: QueryForm?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: """
      A file for the answer; its name says the form: .csv, .tsv, .json, .jsonl, .md, .txt, .xlsx, .svg.
      """
  )
  var file: String?
  @Flag(help: "Write tables as wide as they are, on a terminal too.") var wide = false

  /// The form of the answer.
  var form: QueryForm {
    if let asked { return asked }
    guard let file, FormatOption.suffix(of: file) == "svg" else {
      return FormatOption.format(of: file).flatMap { QueryForm(rawValue: $0.rawValue) } ?? .table
    }
    return .svg
  }

  func validate() throws {
    let isPicture = file.map { FormatOption.suffix(of: $0) == "svg" } ?? false
    guard asked == .svg || isPicture, let file else {
      return try FormatOption.send(to: file, as: asked?.format, wide: wide)
    }
    let named = FormatOption.format(of: file)?.rawValue
    if let asked, isPicture ? asked != .svg : named != nil {
      throw ValidationError(
        "'\(file)' says \(isPicture ? "svg" : named ?? ""), and --format \(asked.rawValue): leave out "
          + "one of them"
      )
    }
    Console.send(to: file, asWorkbook: false)
  }
}
