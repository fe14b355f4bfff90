internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// The evidence-and-gap matrix.
struct CoverageCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Set two schemes, facets or kinds against each other and count.",
    discussion: """
      A witness counts once in a cell, however many ways it reaches it; what lies below a concept is \
      rolled up into it. "None recorded in this graph" is all that an empty cell says.
      """
  )
  static let examples = [
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --rows mit-mitigation@1 --rows-level 1 --columns Paper",
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --of Risk --rows Paper --columns mit-risk@4 --columns-level 2 --format json",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try input.read()
    guard let query = try selection.query(in: graph) else {
      throw ValidationError("name both axes: --rows SCHEME|KIND --columns SCHEME|KIND")
    }
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let report = CoverageReport(matrix, graph)
    switch output.format {
    case .json: Console.print(JSONWriter.text(report.json()))
    case .table: Console.print(report.text())
    case .markdown: Console.print(report.grid().text(as: .markdown))
    default: Console.print(report.cells().text(as: output.format))
    }
  }
}
