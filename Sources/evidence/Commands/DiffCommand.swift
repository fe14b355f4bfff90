internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What changed between two graphs.
struct DiffCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed from one graph to another: nodes, statements, and cells.",
    discussion: """
      First what each work brought or took (+ came, − went, ~ differs), then, with --rows and --columns, \
      the cells that changed their state, and why; --numbers adds cells of which only numbers changed, \
      --details every record. Nodes are matched by key, statements by id, cells by the keys of row and \
      column. --format markdown is meant for a pull request; csv, tsv and jsonl list every record. Kinds for --fail-on: \
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
  @Flag(help: "List the cells of which only numbers changed.") var numbers = false
  @Flag(help: "List every record that changed, property by property.") var details = false
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
    if numbers, selection.rows == nil {
      throw ValidationError("--numbers needs --rows and --columns")
    }
    if numbers || details, ![.table, .markdown].contains(output.format) {
      throw ValidationError("--numbers and --details are for tables and Markdown: data list all")
    }
    let cells: Set<DifferenceKind> = [.cellLost, .cellWorse, .cellChanged]
    if selection.rows == nil, let kind = failOn.first(where: { cells.contains($0) }) {
      throw ValidationError("--fail-on \(kind.rawValue) needs --rows and --columns")
    }
  }

  private func report(_ answer: DifferenceAnswer) -> DiffReport {
    DiffReport(answer: answer, showsFigures: numbers, showsRecords: details)
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
    let files = [old, new, self.policy.policy]
    let ground = try AnswerGround(after, policy: policy, files: files)
    switch output.format {
    case .table: Console.print(report(answer).text())
    case .markdown: Console.print(report(answer).markdown(old: old, new: new))
    case .json: Console.print(answer.jsonValue, on: ground)
    default: Console.print(answer.table, as: output.format, on: ground)
    }
    let broken = failOn.filter { answer.count($0) > 0 }
    guard !broken.isEmpty else { return }
    Console.complain(
      "found: " + broken.map { "\(answer.count($0)) \($0.rawValue)" }.joined(separator: ", ")
    )
    throw ExitCode(2)
  }
}
