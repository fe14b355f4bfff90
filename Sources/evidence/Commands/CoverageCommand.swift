internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// The evidence-and-gap matrix.
struct CoverageCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Count what is known of each concept, or set two schemes, facets or kinds against each other.",
    discussion: """
      With --rows alone: a line a concept (measures stated and inferred, papers, works, sides, state, \
      and of risk domains the risks and the papers that name them). With --columns too: the matrix. \
      A witness counts once in a cell, however many ways it reaches it; what lies below a concept is \
      rolled up into it. "None recorded in this graph" is all that an empty cell says.
      """
  )
  static let work: String? = "counting what is in the cells"
  static let examples = [
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --rows mit-risk@4 --rows-level 2",
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --of Risk --rows mit-risk@4 --rows-level 1 --columns mit-causal-entity@4",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var evidence: SelectionOptions
  @Option(help: "Why this cell? Every witness of ROW,COLUMN, statement by statement.")
  var cell: String?
  @Flag(help: "Vary every threshold of the policy and say which cells change, and at which value.")
  var sensitivity = false
  @Option(
    help: "Order the lines of one axis: scheme, gaps, papers or name.",
    transform: CoverageCommand.order(named:)
  )
  var sort: ConceptCoverage.Order = .scheme
  @Option(help: CountOption.help, transform: CountOption.named)
  var count: CellCount?
  @Flag(help: "Leave out rows, and columns, that hold nothing; how many is said.")
  var foldEmpty = false
  @Option(help: "List only this many lines of one axis.") var limit: Int?
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  private static func order(named name: String) throws -> ConceptCoverage.Order {
    if let order = ConceptCoverage.Order(rawValue: name) { return order }
    let known = ConceptCoverage.Order.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no order; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if selection.columns != nil, sort != .scheme || limit != nil {
      throw ValidationError("--sort and --limit are about one axis: leave out --columns")
    }
    if count != nil, selection.columns == nil || cell != nil || sensitivity {
      throw ValidationError("--count is about a matrix: name both axes, without --cell")
    }
    if cell != nil || sensitivity, foldEmpty {
      throw ValidationError("--fold-empty goes without --cell and --sensitivity")
    }
    if selection.columns == nil, selection.columnsLevel != nil {
      throw ValidationError("--columns-level goes with --columns")
    }
  }

  func run() throws {
    let whole = try selection.withPlaces(in: input.read())
    if let rows = selection.rows, selection.columns == nil {
      return try listConcepts(CoverageQuery.Axis(rows, level: selection.rowsLevel), of: whole)
    }
    guard let query = try selection.query(in: whole) ?? chosen(for: whole) else {
      throw selection.missingAxes(for: "coverage", of: whole, named: input.graph)
    }
    let graph = try evidence.apply(to: whole, witnesses: query.of)
    let selected = try evidence.text(in: whole)
    if !selected.isEmpty { Console.complain("note: counting only \(selected)") }
    let policy = try policy.read()
    if sensitivity {
      let findings = try CoverageAnalysis(graph, policy: policy).sensitivity(query)
      let isForPeople = [.table, .markdown].contains(output.format)
      let table = CoverageReport.sensitivity(findings, graph, isForPeople: isForPeople)
      Console.print(table.text(as: output.format))
      return
    }
    let matrix = try evidence.matrix(query, of: graph, from: whole, policy: policy)
    let ground = try ground(of: whole, policy)
    if let cell {
      let report = CellReport(try find(cell, matrix, graph), matrix, graph)
      Console.print(output.format == .json ? JSONWriter.text(report.json()) : report.text())
      return
    }
    if output.isWorkbook {
      let report = CoverageReport(matrix, graph, counting: count, foldsEmpty: foldEmpty)
      return Console.show(report.sheets(selected: selected))
    }
    switch output.format {
    case .json: Console.print(matrix.jsonValue(in: graph, counting: count), on: ground)
    case .table:
      Console.print(CoverageReport(matrix, graph, counting: count, foldsEmpty: foldEmpty).text())
    case .markdown:
      Console.print(
        CoverageReport(matrix, graph, counting: count, foldsEmpty: foldEmpty).markdown(
          selected: selected
        )
      )
    default: Console.print(matrix.table(in: graph), as: output.format, on: ground)
    }
  }

  /// What the answer rests on.
  private func ground(of whole: EvidenceGraph, _ policy: Policy) throws -> AnswerGround? {
    try AnswerGround(
      whole,
      selection: evidence,
      policy: policy,
      files: [input.graph, self.policy.policy]
    )
  }

  /// The axes of a graph of one scheme at most, where there is nothing to choose; they are said.
  private func chosen(for graph: EvidenceGraph) throws -> CoverageQuery? {
    guard cell == nil, !sensitivity, selection.rowsLevel == nil,
      WidestChoice.bibliography(graph) != nil
        || graph.schemesOfNodes.count <= 1,
      let query = try? selection.widest(in: graph)
    else { return nil }
    Console.complain(
      "note: shown is \(query.rows.selection) × \(query.columns.selection) (\(query.of)); choose with "
        + "--rows and --columns"
    )
    return query
  }

  /// One line a concept of a single axis.
  private func listConcepts(_ axis: CoverageQuery.Axis, of whole: EvidenceGraph) throws {
    let kind = Kind(selection.of)
    if cell != nil || sensitivity {
      throw ValidationError(
        "--cell and --sensitivity need --columns; what bears on one risk is listed by: "
          + "evidence paths \(ShellText.quoted(input.graph)) --to KEY --of \(kind)"
      )
    }
    let graph = try evidence.apply(to: whole, witnesses: kind)
    let selected = try evidence.text(in: whole)
    if !selected.isEmpty { Console.complain("note: counting only \(selected)") }
    let policy = try policy.read()
    var answer = try CoverageAnalysis(graph, policy: policy).concepts(axis, of: kind)
    if !selected.isEmpty {
      let all = try CoverageAnalysis(whole, policy: policy).concepts(axis, of: kind)
      answer.markFiltered(from: all, of: whole, in: graph)
    }
    answer = answer.sorted(by: sort, in: graph)
    let report = ConceptReport(
      answer: answer,
      graph: graph,
      foldsEmpty: foldEmpty,
      limit: limit,
      selected: selected
    )
    if let limit, ![.table, .markdown].contains(output.format) {
      answer.rows = Array(answer.rows.prefix(limit))
    }
    let ground = try ground(of: whole, policy)
    switch output.format {
    case .table: Console.print(report.text())
    case .markdown: Console.print(report.markdown())
    case .json: Console.print(answer.jsonValue(in: graph), on: ground)
    case .jsonl: Console.print(answer.lines(in: graph), on: ground)
    default: Console.print(answer.table(in: graph), as: output.format, on: ground)
    }
  }

  /// The cell that a user names by two keys or codes.
  private func find(
    _ text: String,
    _ matrix: CoverageMatrix,
    _ graph: EvidenceGraph
  ) throws -> CoverageCell {
    let parts = text.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    guard parts.count == 2 else { throw ValidationError("--cell takes ROW,COLUMN") }
    return try matrix.cell(row: parts[0], column: parts[1], in: graph)
  }
}
