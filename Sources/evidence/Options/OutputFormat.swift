internal import ArgumentParser

/// The forms in which an answer can be written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown
}

/// The option that chooses the form of an answer.
struct FormatOption: ParsableArguments {
  @Option(help: "How to write the answer.")
  var format: OutputFormat = .table
}
