internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceFormats

/// What is not known, and why.
struct GapsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "List what is not known: each gap with its reason and what lies nearest.",
    discussion: """
      Kinds: \(GapKind.allCases.map(\.rawValue).joined(separator: ", ")). Gaps of cells need --rows and \
      --columns; gaps of single nodes are listed with or without them. single-source, stale and \
      synthesis are listed when asked for. The order is a ranking of our own: need × demand, where \
      demand is log2(2 + papers that name the risk).
      """
  )
  static let work: String? = "looking for gaps"
  static let examples = [
    "evidence gaps Graphs/ai-risk-repository/graph.jsonl --kind risk-without-mitigation",
    "evidence gaps Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --kind conflicting opposed",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @Option(
    parsing: .upToNextOption,
    help: "Only gaps of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var kind: [GapKind] = []
  @Option(help: "The N questions, and the N papers to review, that would settle the most.")
  var suggest: Int?
  @Flag(help: "List the cells that hang on one source.") var fragile = false
  @Option(help: "List only this many, the most urgent first.") var limit: Int?
  @Option(
    parsing: .upToNextOption,
    help: "Exit with 2 where there is a gap of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var failOn: [GapKind] = []
  @Option(help: "Exit with 2 where a matrix of this coverage-gate.yaml holds too many gaps.")
  var gate: String?
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if let suggest, suggest < 1 { throw ValidationError("--suggest must be at least 1") }
  }

  func run() throws {
    let whole = try input.read()
    let query = try selection.query(in: whole)
    let graph = try evidence.apply(to: whole, witnesses: query?.of ?? .mitigation)
    let policy = try policy.read()
    if let gate {
      let findings = try CoverageGate(ConfigurationReader.read(Inputs.open(gate)))
        .findings(in: graph, policy: policy)
      if !findings.isEmpty { Console.print(findings.map(\.description).joined(separator: "\n")) }
      if !findings.isEmpty { throw ExitCode(2) }
      return
    }
    let analysis = GapAnalysis(graph, policy: policy)
    let matrix = try query.map { try CoverageAnalysis(graph, policy: policy).matrix($0) }
    if let reason = matrix?.reasonEmpty { Console.complain("note: \(reason)") }
    let report = GapReport(graph, isForPeople: output.format == .table)
    if suggest != nil || fragile {
      guard let matrix else {
        throw ValidationError("--suggest and --fragile need --rows and --columns")
      }
      if let suggest {
        let table = report.suggestions(
          analysis.questions(matrix, limit: suggest),
          analysis.papersToReview(matrix, limit: suggest)
        )
        Console.print(table.text(as: output.format))
      } else {
        Console.print(report.fragile(analysis.fragileCells(matrix)).text(as: output.format))
      }
      return
    }
    let kinds = (kind.isEmpty ? GapAnalysis.listed : kind) + failOn
    let gaps = GapsCommand.found(kinds, matrix, in: graph, policy: policy)
    let ranked = gaps.enumerated().sorted { a, b in
      a.element.priority == b.element.priority
        ? a.offset < b.offset : a.element.priority > b.element.priority
    }
    .map(\.element)
    let shown = limit.map { Array(ranked.prefix($0)) } ?? ranked
    Console.print(report.gaps(shown).text(as: output.format))
    if output.format == .table {
      Console.complain("\(report.summary(gaps)) (policy '\(policy.name)' \(policy.digest))")
    }
    if gaps.contains(where: { failOn.contains($0.kind) }) { throw ExitCode(2) }
  }

  /// The gaps of a matrix, if there is one, and of single nodes; all listed kinds where none is
  /// named.
  static func found(
    _ kinds: [GapKind],
    _ matrix: CoverageMatrix?,
    in graph: EvidenceGraph,
    policy: Policy
  ) -> [Gap] {
    let analysis = GapAnalysis(graph, policy: policy)
    let kinds = kinds.isEmpty ? GapAnalysis.listed : kinds
    let schemes = [matrix?.rows, matrix?.columns].compactMap { $0 }.filter { axis in
      axis.relations.contains(.classifiedAs) && !graph.kinds.map(\.name).contains(axis.selection)
    }
    return (matrix.map { analysis.cellGaps($0, kinds: kinds) } ?? [])
      + analysis.nodeGaps(kinds: kinds, schemes: schemes.map(\.selection))
  }

  static func kind(named name: String) throws -> GapKind {
    if let kind = GapKind(rawValue: name) { return kind }
    let known = GapKind.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no kind of gap; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
