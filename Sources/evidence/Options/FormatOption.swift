internal import ArgumentParser

/// The option that chooses the form of an answer.
struct FormatOption: ParsableArguments {
  @Option(help: "How to write the answer.")
  var format: OutputFormat = .table
  @Flag(help: "Write tables as wide as they are, on a terminal too.") var wide = false

  func validate() throws { if wide { Console.widen() } }
}
