internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Evidence chains, explained.
struct PathsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "Find the evidence chains from a paper, mitigation or risk to a risk.",
    discussion: """
      A chain is not any walk: it offers a mitigation, or it names the risk. Where there is none, the \
      nearest miss says which statement is missing. Scores are support scores of our own, two digits \
      at most: not the probability that a mitigation works.
      """
  )
  static let examples = [
    "evidence paths Graphs/frontier-mitigations/graph.jsonl arxiv:2412.02145 mit-risk@4:4.2",
    "evidence paths Graphs/ai-risk-repository/graph.jsonl \"Frontier AI Risk Management Framework (v1.0)\" mit-risk@4:7 --all",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "Where chains start: a key, an identifier or an exact name.") var from: String
  @Argument(help: "Where they end: a risk or a risk domain.") var to: String
  @Option(help: "The most statements a chain may hold.") var maxHops: Int?
  @Flag(help: "List every chain, not the ten strongest.") var all = false
  @Option(help: "Follow this relation too, such as PART_OF; may be repeated.")
  var through: [String] = []
  @Option(help: "List this many chains, strongest first.") var limit = 10
  @Flag(help: "Vary every number of the policy and say which conclusions change, and where.")
  var sensitivity = false
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
    if let maxHops, maxHops < 1 { throw ValidationError("--max-hops must be at least 1") }
  }

  func run() throws {
    let graph = try input.read()
    let known = Set(graph.relations + Relation.builtIn)
    for name in through where !known.contains(Relation(name)) {
      throw EvidenceError(
        "unknown-relation",
        "this graph has no relation '\(name)'",
        hint: Suggestion.hint(for: name, among: known.map(\.name).sorted())
      )
    }
    let paths = EvidencePaths(graph, policy: try policy.read())
    let (start, end) = (try graph.resolve(from), try graph.resolve(to))
    let options = EvidencePaths.Options(
      maximumSteps: maxHops,
      through: through.map { Relation($0) },
      limit: all ? nil : limit
    )
    try paths.refuseCircles(options)
    if sensitivity {
      let findings = paths.sensitivity(from: start, to: end, options: options)
      Console.print(PathReport.sensitivity(findings).text(as: output.format))
      return
    }
    let answer = paths.chains(from: start, to: end, options: options)
    switch output.format {
    case .table: Console.print(PathReport(answer, graph).text())
    case .json: Console.print(answer.json(in: graph))
    case .jsonl:
      Console.print(
        answer.chains.map { JSONWriter.text($0.jsonValue(in: graph)) + "\n" }.joined()
      )
    default: Console.print(TextTable(answer.table(in: graph)).text(as: output.format))
    }
  }
}
