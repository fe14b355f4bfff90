internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What moving from one scheme to another does.
struct CrosswalkCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "crosswalk",
    abstract: "Move from one scheme to another: what moved, split, merged, or was lost.",
    discussion: """
      Exact matches are followed any number of times, one close or broad match at most; a broad one \
      rolls up, a narrow one never carries down, related and denied ones carry nothing. With \
      --against, the witnesses coded under OLD are counted again under NEW, from what the matches \
      carry over alone, and the cells whose state changes are listed. --statements prints what \
      follows as archive records with their premises; nothing is added to the graph.
      """
  )
  static let examples = [
    "evidence crosswalk Graphs/ai-risk-repository/graph.jsonl nexus-mit-mitigation@1 mit-mitigation@1",
    "evidence crosswalk Graphs/ai-risk-repository/graph.jsonl nexus-mit-mitigation@1 mit-mitigation@1 --against Paper",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "The scheme that is left, with its version.")
  var old: String
  @Argument(help: "The scheme that replaces it, with its version.")
  var new: String
  @Option(help: "What the schemes are set against: a scheme or a kind.")
  var against: String?
  @Option(help: "The level of the other axis, from 1 at the top.")
  var againstLevel: Int?
  @Option(help: "The kind of the witnesses: Mitigation, Risk or Paper.")
  var of: String = Kind.mitigation.name
  @Flag(help: "Print the statements that follow, with their premises.")
  var statements = false
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if statements, ![.table, .json, .jsonl].contains(output.format) {
      throw ValidationError("--statements writes records of an archive: ask for json or jsonl")
    }
  }

  func run() throws {
    let graph = try input.read()
    let crosswalk = try Crosswalk(graph, from: old, to: new)
    if statements {
      let all = (crosswalk.inferredMatches + crosswalk.inferredCodings).map {
        ArchiveRecord.json($0)
      }
      Console.print(
        output.format == .json
          ? JSONWriter.text(.array(all)) : all.map { JSONWriter.text($0) + "\n" }.joined()
      )
      return
    }
    let policy = try policy.read()
    let cells = try against.map {
      try crosswalk.cells(
        against: CoverageQuery.Axis($0, level: againstLevel),
        of: Kind(of),
        policy: policy
      )
    }
    let answer = CrosswalkAnswer(crosswalk, cells, of: graph, policy: policy)
    switch output.format {
    case .json: Console.print(answer.json)
    case .table: Console.print(CrosswalkReport(answer: answer).text())
    case .markdown: Console.print(CrosswalkReport(answer: answer).markdown())
    default:
      let table = cells == nil ? answer.entries : answer.cells
      Console.print(TextTable(table).text(as: output.format))
    }
  }
}
