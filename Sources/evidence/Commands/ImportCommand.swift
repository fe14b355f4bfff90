internal import ArgumentParser
internal import EvidenceCore

/// Brings data in.
struct ImportCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a graph of sources, with a report of what was dropped, and why."
  )
  static let examples = [
    "evidence import nodes.csv edges.csv -o graph.jsonl",
    "evidence import Graphs/ai-risk-repository/recipe.yaml --sources data -o graph.jsonl",
  ]

  @Argument(help: "The sources: a recipe.yaml, bulk CSV, SSSOM TSV, or pages of text.")
  var files: [String]
  @Option(name: .shortAndLong, help: "Where to write the graph; - is standard output.")
  var output: String
  @Option(help: "The recipe that says how to read the sources.") var recipe: String?
  @Option(help: "The folder in which a recipe's sources are found.") var sources: String?

  func run() throws {}
}
