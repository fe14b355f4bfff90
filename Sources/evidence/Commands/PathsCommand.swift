internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Evidence chains, explained.
struct PathsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract:
      "Find the evidence chains between a paper or mitigation and a risk, or all that bear on one.",
    discussion: """
      A chain is not any walk: it offers a measure, or it names the risk. Where there is none, the \
      nearest miss says which statement is missing. With --to, every paper that bears on a risk is \
      listed, the most strongly joined first; with --from, every risk that a paper or mitigation bears \
      on; --of asks for another kind at the other end (Mitigation, RiskDomain). Scores are support \
      scores of our own, two digits at most: not the probability that a mitigation works.
      """
  )
  static let examples = [
    "evidence paths Graphs/frontier-mitigations/graph.jsonl arxiv:2412.02145 mit-risk@4:4.2",
    "evidence paths Graphs/ai-risk-repository/graph.jsonl --to mit-risk@4:7.1",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "Where chains start: a key, an identifier, a reference or a name.") var from:
    String?
  @Argument(help: "Where they end: a risk or a risk domain.") var to: String?
  @Option(name: .customLong("to"), help: "List everything that bears on this risk or risk domain.")
  var risk: String?
  @Option(
    name: .customLong("from"),
    help: "List every risk that this paper or mitigation bears on."
  )
  var start: String?
  @Option(
    help: """
      With --to or --from: the kind at the other end. Where unsaid: Paper; or Risk, and RiskDomain where \
      no risk is reached.
      """
  )
  var of: String?
  @Option(help: "The most statements a chain may hold.") var maxHops: Int?
  @Flag(help: "List every chain or node, not only the strongest.") var all = false
  @Option(help: "Follow this relation too, such as PART_OF; may be repeated.")
  var through: [String] = []
  @Option(
    help: "List this many, strongest first: 10 chains where unsaid; of nodes, in a table, 40."
  )
  var limit: Int?
  @Flag(help: "Vary every number of the policy and say which conclusions change, and where.")
  var sensitivity = false
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if limit != nil, all { throw ValidationError("--limit and --all do not go together") }
    guard risk != nil || start != nil else {
      guard from != nil, to != nil else {
        throw ValidationError(
          "name both ends, FROM TO; or --to RISK for everything that bears on it, or --from PAPER"
        )
      }
      if of != nil { throw ValidationError("--of goes with --to or --from") }
      return try checkHops()
    }
    if risk != nil, start != nil {
      throw ValidationError("--from and --to together: leave both names out, FROM TO asks for that")
    }
    if from != nil { throw ValidationError("--to and --from take the place of FROM TO") }
    if sensitivity { throw ValidationError("--sensitivity is about one pair: FROM TO") }
    try checkHops()
  }

  private func checkHops() throws {
    if let maxHops, maxHops < 1 { throw ValidationError("--max-hops must be at least 1") }
  }

  func run() throws {
    let graph = try input.read()
    let paths = EvidencePaths(graph, policy: try policy.read())
    let options = EvidencePaths.Options(
      maximumSteps: maxHops,
      through: try KnownNames(graph: graph).relations(through),
      limit: all ? nil : limit ?? 10
    )
    try paths.refuseCircles(options)
    guard let from, let to else { return try rank(graph, paths, options) }
    let start = try graph.named(from, as: [.paper, .mitigation])
    let end = try graph.named(to, as: [.risk, .riskDomain])
    if sensitivity {
      let findings = paths.sensitivity(from: start, to: end, options: options)
      Console.print(PathReport.sensitivity(findings).text(as: output.format))
      return
    }
    let answer = paths.chains(from: start, to: end, options: options)
    let ground = try ground(of: graph, answer.policy)
    switch output.format {
    case .table: Console.print(PathReport(answer, graph).text())
    case .json: Console.print(answer.jsonValue(in: graph), on: ground)
    case .jsonl: Console.print(answer.chains.map { $0.jsonValue(in: graph) }, on: ground)
    default: Console.print(answer.table(in: graph), as: output.format, on: ground)
    }
  }

  /// What the answer rests on.
  private func ground(of graph: EvidenceGraph, _ policy: Policy) throws -> AnswerGround? {
    try AnswerGround(graph, policy: policy, files: [input.graph, self.policy.policy])
  }

  /// Lists what bears on a risk, or what a paper bears on.
  private func rank(
    _ graph: EvidenceGraph,
    _ paths: EvidencePaths,
    _ options: EvidencePaths.Options
  ) throws {
    if let of { try graph.checkKind(Kind(of)) }
    var answer: PathRanking
    if let risk {
      answer = paths.ranking(
        to: try graph.named(risk, as: [.risk, .riskDomain]),
        from: of.map { Kind($0) } ?? .paper,
        options: options
      )
    } else {
      let node = try graph.named(start ?? "", as: [.paper, .mitigation])
      answer = paths.ranking(from: node, to: of.map { Kind($0) } ?? .risk, options: options)
      // Where statements lead to domains alone, these are what it bears on.
      if of == nil, answer.entries.isEmpty, answer.others[.riskDomain] ?? 0 > 0 {
        answer = paths.ranking(from: node, to: .riskDomain, options: options)
      }
    }
    let most = limit ?? (all || output.format != .table ? nil : 40)
    let report = PathRankingReport(answer, graph, listing: most)
    answer = answer.first(most)
    let ground = try ground(of: graph, answer.policy)
    switch output.format {
    case .table: Console.print(report.text())
    case .markdown: Console.print(report.markdown())
    case .json: Console.print(answer.jsonValue(in: graph), on: ground)
    case .jsonl: Console.print(answer.lines(in: graph), on: ground)
    default: Console.print(answer.table(in: graph), as: output.format, on: ground)
    }
    for note in report.notes { Console.complain("note: \(note)") }
  }
}
