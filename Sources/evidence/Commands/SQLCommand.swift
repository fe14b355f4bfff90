internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Prints analyses as statements for engines that exist.
struct SQLCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Print an analysis as a statement for Spark, PostgreSQL or DuckDB.",
    discussion: """
      The statement asks the two tables that 'evidence export --format sql' (or spark) writes. Its \
      answers are those of the commands 'coverage', 'gaps' and 'paths'. It holds what was asked and \
      what stands in the graph's header, and none of its nodes and statements.
      """,
    subcommands: [
      SQLCoverageCommand.self, SQLGapsCommand.self, SQLPathsCommand.self,
    ]
  )
  static let examples = [
    "evidence sql coverage Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --dialect duckdb",
    "evidence sql gaps Graphs/ai-risk-repository/graph.jsonl --kind risk-without-mitigation --dialect postgresql",
  ]
}

/// The engine that a statement is for.
struct DialectOption: ParsableArguments {
  @Option(
    help: "The engine: \(SQLEngine.allCases.map(\.rawValue).joined(separator: ", ")).",
    transform: DialectOption.named
  )
  var dialect: SQLEngine

  private static func named(_ name: String) throws -> SQLEngine {
    if let engine = SQLEngine(rawValue: name) { return engine }
    let known = SQLEngine.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no dialect; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}

/// The matrix as a statement.
struct SQLCoverageCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Print the statement whose answer is the matrix, one cell a row.",
    usage:
      "evidence sql coverage <graph> --rows <rows> --columns <columns> --dialect <dialect> [<options>]"
  )
  static let examples = [
    "evidence sql coverage Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --dialect duckdb",
    "evidence sql coverage Graphs/ai-risk-repository/graph.jsonl --of Risk --rows mit-risk@4 --rows-level 1 --columns mit-causal-entity@4 --dialect spark",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @OptionGroup var engine: DialectOption

  func run() throws {
    let graph = try input.read()
    guard let query = try selection.query(in: graph) else {
      throw selection.missingAxes(for: "sql coverage", of: graph, named: input.graph)
    }
    let analysis = SQLAnalysis(
      graph,
      for: engine.dialect,
      policy: try policy.read(),
      selection: try evidence.sqlSelection(in: graph)
    )
    Console.print(
      try SQLRefusal.checked { () throws(EvidenceError) in try analysis.coverage(query) }
    )
  }
}

/// The gaps as a statement.
struct SQLGapsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "Print the statement whose answer are the gaps, one a row.",
    usage: "evidence sql gaps <graph> --dialect <dialect> [<options>]",
    discussion: """
      The answer has the kind and what it is a gap of; reasons, the nearest witness and the ranking are \
      those of 'evidence gaps'.
      """
  )
  static let examples = [
    "evidence sql gaps Graphs/ai-risk-repository/graph.jsonl --dialect postgresql",
    "evidence sql gaps Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --kind conflicting opposed --dialect duckdb",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @Option(
    parsing: .upToNextOption,
    help: "Only gaps of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var kind: [GapKind] = []
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @OptionGroup var engine: DialectOption

  func validate() throws {
    let hasAxes = selection.rows != nil && selection.columns != nil
    try GapsCommand.check(kind, of: "--kind", hasAxes: hasAxes)
  }

  func run() throws {
    let graph = try input.read()
    let query = try selection.query(in: graph)
    let analysis = SQLAnalysis(
      graph,
      for: engine.dialect,
      policy: try policy.read(),
      selection: try evidence.sqlSelection(in: graph)
    )
    let kinds = kind.isEmpty ? GapAnalysis.listed(withAxes: query != nil) : kind
    Console.print(
      try SQLRefusal.checked { () throws(EvidenceError) in
        try analysis.gaps(of: query, kinds: kinds)
      }
    )
  }
}

/// The chains between two nodes as a statement.
struct SQLPathsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "Print the statement whose answer are the evidence chains between two nodes.",
    usage: "evidence sql paths <graph> <from> <to> --dialect <dialect> [<options>]",
    discussion: """
      The answer lists the chains, the strongest first. What they are worth together and the nearest \
      miss are those of 'evidence paths'.
      """
  )
  static let examples = [
    "evidence sql paths Graphs/frontier-mitigations/graph.jsonl arxiv:2412.02145 mit-risk@4:4.2 --dialect duckdb",
    "evidence sql paths Graphs/frontier-mitigations/graph.jsonl arxiv:2412.02145 mit-risk@4:4.2 --max-hops 4 --all --dialect postgresql",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "Where chains start: a key, an identifier, a reference or a name.")
  var from: String
  @Argument(help: "Where they end: a risk or a risk domain.") var to: String
  @Option(help: "The most statements a chain may hold.") var maxHops: Int?
  @Flag(help: "List every chain, not only the strongest.") var all = false
  @Option(help: "Follow this relation too, such as PART_OF; may be repeated.")
  var through: [String] = []
  @Option(help: "List this many, strongest first: 10 where unsaid.") var limit: Int?
  @OptionGroup var policy: PolicyOption
  @OptionGroup var engine: DialectOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if limit != nil, all { throw ValidationError("--limit and --all do not go together") }
    if let maxHops, maxHops < 1 { throw ValidationError("--max-hops must be at least 1") }
  }

  func run() throws {
    let graph = try input.read()
    let options = EvidencePaths.Options(
      maximumSteps: maxHops,
      through: try KnownNames(graph: graph).relations(through),
      limit: all ? nil : limit ?? 10
    )
    let analysis = SQLAnalysis(graph, for: engine.dialect, policy: try policy.read())
    Console.print(
      try analysis.paths(
        from: try graph.named(from, as: [.paper, .mitigation]),
        to: try graph.named(to, as: [.risk, .riskDomain]),
        options: options
      )
    )
  }
}

/// Refuses what cannot be asked in SQL as wrong use.
enum SQLRefusal {
  static func checked(_ body: () throws(EvidenceError) -> String) throws -> String {
    do {
      return try body()
    } catch {
      guard error.diagnostics.contains(where: { $0.code == "not-in-sql" }) else { throw error }
      Console.stop(for: error, code: ExitCode.validationFailure.rawValue)
    }
  }
}
