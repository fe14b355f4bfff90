internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// The evidence-and-gap matrix.
struct CoverageCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Set two schemes, facets or kinds against each other and count.",
    discussion: """
      A witness counts once in a cell, however many ways it reaches it; what lies below a concept is \
      rolled up into it. "None recorded in this graph" is all that an empty cell says.
      """
  )
  static let work: String? = "counting what is in the cells"
  static let examples = [
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --rows mit-mitigation@1 --rows-level 1 --columns Paper",
    "evidence coverage Graphs/ai-risk-repository/graph.jsonl --of Risk --rows Paper --columns mit-risk@4 --columns-level 2 --format json",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var evidence: SelectionOptions
  @Option(help: "Why this cell? Every witness of ROW,COLUMN, statement by statement.")
  var cell: String?
  @Flag(help: "Vary every threshold of the policy and say which cells change, and at which value.")
  var sensitivity = false
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let whole = try input.read()
    guard let query = try selection.query(in: whole) else {
      throw selection.missingAxes(for: "coverage", of: whole, named: input.graph)
    }
    let graph = try evidence.apply(to: whole, witnesses: query.of)
    let selected = try evidence.text(in: whole)
    if !selected.isEmpty { Console.complain("note: counting only \(selected)") }
    let policy = try policy.read()
    if sensitivity {
      let findings = try CoverageAnalysis(graph, policy: policy).sensitivity(query)
      let table = CoverageReport.sensitivity(findings, graph)
      Console.print(table.text(as: output.format))
      return
    }
    let matrix = try evidence.matrix(query, of: graph, from: whole, policy: policy)
    if let cell {
      let report = CellReport(try find(cell, matrix, graph), matrix, graph)
      Console.print(output.format == .json ? JSONWriter.text(report.json()) : report.text())
      return
    }
    switch output.format {
    case .json: Console.print(matrix.json(in: graph))
    case .table: Console.print(CoverageReport(matrix, graph).text())
    case .markdown: Console.print(CoverageReport(matrix, graph).grid().text(as: .markdown))
    default: Console.print(TextTable(matrix.table(in: graph)).text(as: output.format))
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
    func position(_ name: String, _ axis: CoverageAxis) throws -> Int {
      let found = axis.entries.firstIndex { entry in
        [graph.key(of: entry.node).text, graph.notation(of: entry.node)].contains(name)
      }
      if let found { return found }
      let known = axis.entries.map { graph.key(of: $0.node).text }
      throw EvidenceError(
        "unknown-cell",
        "'\(name)' does not stand on the axis of '\(axis.selection)'",
        hint: Suggestion.hint(for: name, among: known)
      )
    }
    return matrix[
      try position(parts[0], matrix.rows),
      try position(parts[1], matrix.columns)
    ]
  }
}
