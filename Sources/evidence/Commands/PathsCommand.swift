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
  @Argument(help: "Where chains start: a key, an identifier, a reference or a name.") var from:
    String
  @Argument(help: "Where they end: a risk or a risk domain.") var to: String
  @Option(help: "The most statements a chain may hold.") var maxHops: Int?
  @Flag(help: "List every chain, not the ten strongest.") var all = false
  @Option(help: "Follow this relation too, such as PART_OF; may be repeated.")
  var through: [String] = []
  @Option(help: "List this many chains, strongest first (10).") var limit: Int?
  @Flag(help: "Vary every number of the policy and say which conclusions change, and where.")
  var sensitivity = false
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if all, limit != nil { throw ValidationError("--all lists every chain: leave out --limit") }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if let maxHops, maxHops < 1 { throw ValidationError("--max-hops must be at least 1") }
  }

  func run() throws {
    let graph = try input.read()
    let paths = EvidencePaths(graph, policy: try policy.read())
    let start = try graph.resolve(from, as: [.paper, .mitigation])
    let end = try graph.resolve(to, as: [.risk, .riskDomain])
    let options = EvidencePaths.Options(
      maximumSteps: maxHops,
      through: try KnownNames(graph: graph).relations(through),
      limit: all ? nil : limit ?? 10
    )
    try paths.refuseCircles(options)
    if sensitivity {
      let findings = paths.sensitivity(from: start, to: end, options: options)
      Console.print(PathReport.sensitivity(findings).text(as: output.format))
      return
    }
    let answer = paths.chains(from: start, to: end, options: options)
    let report = PathReport(answer, graph)
    switch output.format {
    case .table: Console.print(report.text())
    case .json: Console.print(JSONWriter.text(report.json()))
    case .jsonl: Console.print(report.chainLines())
    default: Console.print(report.table().text(as: output.format))
    }
  }
}
