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
      A file for the answer, or with --write for the graph; its name says the form: .csv, .tsv, .json, .jsonl, .md, .txt, .xlsx, .svg.
      """
  )
  var file: String?
  @Flag(
    help: """
      Let CREATE, MERGE, SET, DELETE and REMOVE make a changed copy of the graph, which -o names: a \
      .jsonl, or a snapshot .evidence.
      """
  )
  var write = false
  @Flag(help: "With --write: -o may be the graph itself.") var replace = false
  @Flag(help: "Write tables as wide as they are, on a terminal too.") var wide = false

  /// The form of the answer.
  var form: QueryForm {
    if let asked { return asked }
    guard !write, let file, FormatOption.suffix(of: file) == "svg" else {
      return FormatOption.format(of: file).flatMap { QueryForm(rawValue: $0.rawValue) } ?? .table
    }
    return .svg
  }

  func validate() throws {
    if replace, !write { throw ValidationError("--replace goes with --write") }
    if write {
      guard let file, ["jsonl", "evidence"].contains(FormatOption.suffix(of: file)) else {
        throw ValidationError("--write makes a graph: name it with -o NEW.jsonl or -o NEW.evidence")
      }
      if asked == .svg { throw ValidationError("--write draws nothing: leave out --format svg") }
      return try FormatOption.send(to: nil, as: asked?.format, wide: wide)
    }
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
