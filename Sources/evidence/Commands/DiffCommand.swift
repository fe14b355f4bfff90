internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What changed between two graphs.
struct DiffCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed from one graph to another: nodes, statements, and cells.",
    discussion: """
      Nodes are matched by key and statements by id, property by property; cells, with --rows and \
      --columns, by the keys of row and column, each with what came and went. --format markdown is \
      meant for a pull request. Kinds for --fail-on: \
      \(DifferenceKind.allCases.map(\.rawValue).joined(separator: ", ")).
      """
  )
  static let work: String? = "comparing the graphs"
  static let examples = [
    "evidence diff Graphs/frontier-mitigations/graph.jsonl Graphs/ai-risk-repository/graph.jsonl --format markdown",
    "evidence diff old.jsonl Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --fail-on cell-lost",
  ]

  @Argument(help: "The older graph: a graph.jsonl, or - for standard input.")
  var old: String
  @Argument(help: "The newer graph.")
  var new: String
  @OptionGroup var selection: CoverageOptions
  @Option(
    parsing: .upToNextOption,
    help: "Exit with 2 where there is a difference of these kinds.",
    transform: DifferenceKind.named
  )
  var failOn: [DifferenceKind] = []
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if old == "-", new == "-" { throw ValidationError("only one graph can be standard input") }
    let cells: Set<DifferenceKind> = [.cellLost, .cellWorse, .cellChanged]
    if selection.rows == nil, let kind = failOn.first(where: { cells.contains($0) }) {
      throw ValidationError("--fail-on \(kind.rawValue) needs --rows and --columns")
    }
  }

  func run() throws {
    let before = try GraphArgument.read(old)
    let after = try GraphArgument.read(new)
    let difference = GraphDifference(from: before, to: after)
    // A kind that only one of the graphs has is still a kind.
    let query = try (try? selection.query(in: before)) ?? selection.query(in: after)
    let policy = try policy.read()
    let coverage = try query.map {
      try CoverageDifference(from: before, to: after, $0, policy: policy, difference: difference)
    }
    let answer = DifferenceAnswer(difference, coverage, policy: policy)
    switch output.format {
    case .table: Console.print(DiffReport(answer: answer).text())
    case .markdown: Console.print(DiffReport(answer: answer).markdown(old: old, new: new))
    case .json: Console.print(answer.json)
    default: Console.print(TextTable(answer.table).text(as: output.format))
    }
    let broken = failOn.filter { answer.count($0) > 0 }
    guard !broken.isEmpty else { return }
    Console.complain(
      "found: " + broken.map { "\(answer.count($0)) \($0.rawValue)" }.joined(separator: ", ")
    )
    throw ExitCode(2)
  }
}
