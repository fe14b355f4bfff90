internal import ArgumentParser
internal import EvidenceCore

/// Draws maps.
struct MapCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a map of a graph, to SVG or DOT."
  )
  static let examples = [
    "evidence map Graphs/ai-risk-repository/graph.jsonl taxonomy --scheme mit-risk@4 -o risks.svg",
    "evidence map Graphs/ai-risk-repository/graph.jsonl coverage --rows mit-mitigation@1 --columns Paper -o coverage.svg",
  ]

  @OptionGroup var input: GraphArgument

  func run() throws {}
}
