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
      Without axes: what is missing throughout, then a line a group, the most urgent first: by the share \
      of its nodes without a stated link × the papers that name them, a ranking of our own. --in KEY \
      opens a group: parts stand under their whole, exact twins in one line. With --rows and --columns: \
      the cells that are gaps, one a row. json, jsonl, csv and tsv list every gap, one each, unless \
      --group-by or --in is given.

      Kinds: \(GapKind.allCases.map(\.rawValue).joined(separator: ", ")). Gaps of cells need --rows and \
      --columns; beside them gaps of single nodes are listed when asked for by --kind, as are \
      single-source, stale and synthesis. Cells of parents are no gaps of their own. The order is a \
      ranking of our own: need × demand, where demand is log2(2 + papers that name the risk); of equals \
      the one is first whose row and column the most reach.

      A gate is a YAML file. It lists 'matrices', each with 'rows', 'columns' and, if wanted, 'of', \
      'rows-level' and 'columns-level'; its 'most' says how many gaps of a kind there may be: \
      most: {opposed: 0, thin: 12}. A 'most' beside 'matrices' is about single nodes: \
      most: {unclassified: 40}. With --fail-on both hold. What cannot be judged (an unknown key, \
      kind, axis or level, a gap of cells without axes, a gate that asks nothing) exits with 64.
      """
  )
  static let work: String? = "looking for gaps"
  static let examples = [
    "evidence gaps Graphs/ai-risk-repository/graph.jsonl",
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
  @Option(
    parsing: .upToNextOption,
    help: "Only gaps of these statuses; one without a record is open.",
    transform: GapsCommand.status(named:)
  )
  var status: [Status] = []
  @Option(help: CountOption.help, transform: CountOption.named) var count: CellCount?
  @Option(help: "Group by domain, scheme, source, via or kind; none lists every gap.")
  var groupBy: GapGrouping?
  @Option(name: .customLong("in"), help: "Open a group: the key of a domain or paper, or its name.")
  var group: String?
  @Flag(help: "List every gap of an opened group, not the first forty.") var all = false
  @Option(help: "The N questions, and the N papers to review, that would settle the most.")
  var suggest: Int?
  @Flag(help: "With --suggest: the questions as a coding sheet (CSV) to accept or reject.")
  var asSheet = false
  @Flag(help: "List the cells that hang on one source.") var fragile = false
  @Option(help: "List only this many, the most urgent first.") var limit: Int?
  @Option(
    parsing: .upToNextOption,
    help: "Exit with 2 where there is a gap of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var failOn: [GapKind] = []
  @Option(help: "Exit with 2 where there are more gaps than this coverage-gate.yaml allows.")
  var gate: String?
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if let suggest, suggest < 1 { throw ValidationError("--suggest must be at least 1") }
    try validateSuggestions()
    let hasAxes = selection.rows != nil && selection.columns != nil
    try Self.check(kind, of: "--kind", hasAxes: hasAxes)
    try Self.check(failOn, of: "--fail-on", hasAxes: hasAxes)
    if count != nil, !hasAxes { throw ValidationError("--count needs --rows and --columns") }
    if count != nil, suggest != nil || fragile || gate != nil {
      throw ValidationError("--count goes without --suggest, --fragile and --gate")
    }
    let isGrouped = group != nil || (groupBy != nil && groupBy != GapGrouping.none)
    if isGrouped, hasAxes || suggest != nil || fragile || gate != nil || !failOn.isEmpty {
      throw ValidationError(
        "--group-by and --in are about single nodes: leave out axes, --suggest, --fragile and gates"
      )
    }
    if groupBy != nil, hasAxes {
      throw ValidationError("--group-by goes without --rows and --columns")
    }
    if group != nil, groupBy == GapGrouping.none {
      throw ValidationError("--in opens a group: name another --group-by than none")
    }
    if !status.isEmpty, isGrouped || suggest != nil || fragile || gate != nil {
      throw ValidationError(
        "--status selects from the list of gaps: leave out --group-by, --in, --suggest, --fragile and "
          + "--gate"
      )
    }
    if all, group == nil { throw ValidationError("--all goes with --in") }
    if all, limit != nil { throw ValidationError("--limit and --all do not go together") }
    if gate != nil, !kind.isEmpty || limit != nil || suggest != nil || fragile {
      throw ValidationError(
        "--gate judges and lists no gaps: leave out --kind, --limit, --suggest, --fragile"
      )
    }
  }

  /// Refuses options that say nothing beside --suggest or --fragile.
  private func validateSuggestions() throws {
    if suggest != nil, fragile {
      throw ValidationError("--suggest and --fragile are two lists: ask for one")
    }
    if suggest != nil || fragile, !kind.isEmpty || limit != nil {
      throw ValidationError(
        "--suggest and --fragile list no gaps: leave out --kind and --limit"
      )
    }
    guard asSheet else { return }
    if suggest == nil { throw ValidationError("--as-sheet goes with --suggest") }
    if ![.table, .csv, .tsv].contains(output.format) {
      throw ValidationError("--as-sheet is written as csv or tsv")
    }
  }

  /// Refuses gaps of cells where no axes are named: there would be none, whatever the graph holds.
  static func check(_ kinds: [GapKind], of option: String, hasAxes: Bool) throws {
    guard !hasAxes, let kind = kinds.first(where: \.isOfCells) else { return }
    throw ValidationError(
      "\(option) \(kind.rawValue) is a gap of cells; name both axes: --rows SCHEME|KIND "
        + "--columns SCHEME|KIND"
    )
  }

  func run() throws {
    let whole = try selection.withPlaces(in: input.read())
    let query = try selection.query(in: whole)
    let graph = try evidence.apply(to: whole, witnesses: query?.of ?? .mitigation)
    let policy = try policy.read()
    if let gate { return try judge(graph, by: gate, query, policy) }
    let matrix = try query.map {
      try evidence.matrix($0, of: graph, from: whole, policy: policy)
    }
    if let matrix, let axis = [matrix.rows, matrix.columns].first(where: { $0.values != nil }) {
      throw ValidationError(
        "'\(axis.selection)' is an axis of values, where a blank is no gap: name a scheme or a kind"
      )
    }
    if let reason = matrix?.reasonEmpty { Console.complain("note: \(reason)") }
    let ground = try AnswerGround(
      whole,
      selection: evidence,
      policy: policy,
      files: [input.graph, self.policy.policy]
    )
    try list(graph, matrix, policy, ground)
    guard !failOn.isEmpty else { return }
    // Judged without the limit, and whatever is listed.
    let verdicts = try verdicts(of: CoverageGate(rules: [failOnRule(query)]), on: graph, policy)
    let broken = verdicts.filter { !$0.holds }
    guard !broken.isEmpty else { return }
    Console.complain(
      "found: " + broken.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
    )
    throw ExitCode(2)
  }

  private func list(
    _ graph: EvidenceGraph,
    _ matrix: CoverageMatrix?,
    _ policy: Policy,
    _ ground: AnswerGround?
  ) throws {
    if matrix == nil, [Kind.mitigation, .risk].allSatisfy({ graph.nodes(of: $0).isEmpty }) {
      Console.complain(
        "note: the graph holds no risks and no measures, of which gaps could be told; put some in: "
          + "evidence template \(ShellText.quoted(input.graph)) --kind mitigation -o measures.csv"
      )
    }
    let analysis = GapAnalysis(graph, policy: policy)
    let report = GapReport(graph: graph)
    if suggest != nil || fragile {
      guard let matrix else {
        throw ValidationError("--suggest and --fragile need --rows and --columns")
      }
      guard let suggest else {
        return Console.print(report.fragile(analysis.fragileCells(matrix)).text(as: output.format))
      }
      return printQuestions(
        QuestionList(
          questions: analysis.questions(matrix, limit: suggest),
          papers: analysis.papersToReview(matrix, limit: suggest),
          of: graph
        ),
        in: matrix,
        report,
        ground
      )
    }
    if let matrix { sayDecided(above: matrix, graph) }
    let kinds = (kind.isEmpty ? GapAnalysis.listed(withAxes: matrix != nil) : kind) + failOn
    if matrix == nil, failOn.isEmpty, isGrouped {
      return try listGroups(graph, analysis, kinds, ground)
    }
    let ranking = analysis.ranking(of: matrix.map { [$0] } ?? [], kinds: kinds)
    var whole = GapList(ranking, of: graph, in: matrix, counting: count)
    if !status.isEmpty { whole = whole.filtered(by: Set(status)) }
    let list = whole.first(limit ?? Int.max)
    switch output.format {
    case .table, .markdown:
      Console.print(report.gaps(list, counting: count).text(as: output.format))
    case .json: Console.print(list.jsonValue, on: ground)
    default: Console.print(list.table, as: output.format, on: ground)
    }
    let left = whole.gaps.count - list.gaps.count
    if left > 0 {
      Console.complain("note: \(left) less urgent \(left == 1 ? "gap is" : "gaps are") not listed")
    }
    if output.format == .table {
      Console.complain("\(whole.summary) (policy '\(policy.name)' \(policy.digest))")
    }
  }

  /// Says how many statuses stand at cells that are not listed, since others lie below them.
  private func sayDecided(above matrix: CoverageMatrix, _ graph: EvidenceGraph) {
    func inner(_ axis: CoverageAxis) -> (all: Set<Key>, finest: Set<Key>) {
      let keys = axis.entries.map { graph.key(of: $0.node) }
      return (Set(keys), Set(axis.finest.map { keys[$0] }))
    }
    let (rows, columns) = (inner(matrix.rows), inner(matrix.columns))
    let count = graph.header.statuses.count { record in
      guard let column = record.column else { return false }
      return rows.all.contains(record.row) && columns.all.contains(column)
        && !(rows.finest.contains(record.row) && columns.finest.contains(column))
    }
    guard count > 0 else { return }
    Console.complain(
      "note: \(count) \(count == 1 ? "status is" : "statuses are") recorded of cells with others below "
        + "them, which are no gaps of their own; 'coverage --cell ROW,COLUMN' shows them"
    )
  }

  private func printQuestions(
    _ list: QuestionList,
    in matrix: CoverageMatrix,
    _ report: GapReport,
    _ ground: AnswerGround?
  ) {
    if let reason = list.reasonEmpty(in: matrix) { Console.complain("note: \(reason)") }
    if asSheet {
      let format = output.format == .tsv ? OutputFormat.tsv : .csv
      return Console.print(TextTable(list.sheet).text(as: format))
    }
    switch output.format {
    case .table, .markdown:
      let table = report.questions(list, isMarkdown: output.format == .markdown)
      Console.print(table.text(as: output.format))
    case .json: Console.print(list.jsonValue, on: ground)
    case .jsonl: Console.print(list.objects.map { .object($0) }, on: ground)
    default: Console.print(list.table, as: output.format, on: ground)
    }
  }

  /// Whether groups are shown: asked for, or for people where neither axes nor a list are.
  private var isGrouped: Bool {
    if let groupBy { return groupBy != .none }
    return group != nil
      || [.table, .markdown].contains(output.format) && limit == nil && status.isEmpty
  }

  /// Lists gaps in groups, or the gaps of one group.
  private func listGroups(
    _ graph: EvidenceGraph,
    _ analysis: GapAnalysis,
    _ kinds: [GapKind],
    _ ground: AnswerGround?
  ) throws {
    let grouping = groupBy?.grouping ?? .domain
    let report = GapOverviewReport(graph: graph, opening: "evidence gaps \(input.graph)")
    let decided = graph.header.statuses.count { $0.column == nil }
    if decided > 0 {
      Console.complain(
        "note: \(decided) of the nodes bear a status; list them with --status, as in: evidence gaps "
          + "\(ShellText.quoted(input.graph)) --status planned accepted"
      )
    }
    guard let group else {
      let overview = try analysis.overview(by: grouping, kinds: kinds)
      switch output.format {
      case .table, .markdown: Console.print(report.text(overview, as: output.format))
      case .json: Console.print(overview.jsonValue(in: graph), on: ground)
      case .jsonl: Console.print(overview.lines(in: graph), on: ground)
      default: Console.print(overview.table(in: graph), as: output.format, on: ground)
      }
      return
    }
    let subject = try analysis.overview(by: grouping, kinds: kinds).subject(named: group, in: graph)
    let folding = try analysis.folding(of: subject, by: grouping, kinds: kinds)
    switch output.format {
    case .table, .markdown:
      Console.print(report.text(folding, limit: all ? nil : limit ?? 40, as: output.format))
    case .json: Console.print(folding.jsonValue(in: graph), on: ground)
    case .jsonl: Console.print(folding.objects(in: graph), on: ground)
    default: Console.print(folding.table(in: graph), as: output.format, on: ground)
    }
  }

  /// Says what a gate holds against a graph; ends with 2 where it does not hold.
  private func judge(
    _ graph: EvidenceGraph,
    by path: String,
    _ query: CoverageQuery?,
    _ policy: Policy
  ) throws {
    let file = try Inputs.open(path)
    var gate: CoverageGate
    do {
      gate = try CoverageGate(ConfigurationReader.read(file))
    } catch {
      Console.stop(for: error, code: ExitCode.validationFailure.rawValue)
    }
    if !failOn.isEmpty { gate.rules.append(failOnRule(query)) }
    let verdicts = try verdicts(of: gate, on: graph, policy)
    let findings = verdicts.compactMap { $0.finding(in: graph) }
    if output.format == .table {
      if !findings.isEmpty { Console.print(findings.map(\.description).joined(separator: "\n")) }
      Console.complain("\(verdicts.count - findings.count) of \(verdicts.count) conditions hold")
    } else {
      Console.print(GapReport.verdicts(verdicts).text(as: output.format))
    }
    if !findings.isEmpty { throw ExitCode(2) }
  }

  /// What `--fail-on` asks: none of these kinds.
  private func failOnRule(_ query: CoverageQuery?) -> CoverageGate.Rule {
    CoverageGate.Rule(
      query,
      most: Dictionary(failOn.map { ($0, 0) }, uniquingKeysWith: { a, _ in a })
    )
  }

  /// The verdicts of a gate; one that cannot be judged is wrong use.
  private func verdicts(
    of gate: CoverageGate,
    on graph: EvidenceGraph,
    _ policy: Policy
  ) throws -> [CoverageGate.Verdict] {
    do {
      return try gate.verdicts(on: graph, policy: policy)
    } catch {
      Console.stop(for: error, code: ExitCode.validationFailure.rawValue)
    }
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

extension GapsCommand {
  static func status(named name: String) throws -> Status {
    if let status = Status(rawValue: name) { return status }
    let known = Status.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no status; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}

/// What gaps are grouped by, or that they are not.
enum GapGrouping: String, ExpressibleByArgument, CaseIterable {
  case domain, scheme, source, via, kind, none

  /// The grouping; `nil` for none.
  var grouping: GapOverview.Grouping? { GapOverview.Grouping(rawValue: rawValue) }
}
