internal import ArgumentParser

/// The option that chooses the form of an answer.
struct FormatOption: ParsableArguments {
  @Option(help: "How to write the answer.")
  var format: OutputFormat = .table
}
