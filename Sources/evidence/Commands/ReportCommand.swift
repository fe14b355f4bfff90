internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

/// Writes one self-contained page.
struct ReportCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one self-contained HTML page: matrices, maps, gaps and statements.",
    discussion: """
      The page needs no network. Maps, matrices and gaps are there with scripts off; with scripts on, \
      cells open, filters count anew, evidence chains are found, and what is selected is exported as \
      CSV and RIS. Where no axes are named the widest sensible choice is made, and said.
      """
  )
  static let work: String? = "writing the report"
  static let examples = [
    "evidence report Graphs/ai-risk-repository/graph.jsonl -o report.html",
    "evidence report Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 -o report.html",
  ]

  @OptionGroup var input: GraphArgument
  @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
  var output: String
  @Option(help: "The title: the question that the report answers.") var title: String?
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption

  @OptionGroup var apart: WorkerOptions

  func run() throws {
    let inputs = [input.graph] + (policy.policy.map { [$0] } ?? [])
    try apart.run("the report", of: inputs, isRisky: true) { try write() }
  }

  private func write() throws {
    let whole = try input.read()
    let graph = try evidence.apply(to: whole, witnesses: Kind(selection.of))
    let selected = try evidence.text(in: whole)
    if !selected.isEmpty { Console.complain("note: counting only \(selected)") }
    let policy = try policy.read()
    let report = EvidenceReport(
      graph,
      queries: try queries(graph, policy),
      policy: policy,
      options: ReportOptions(title: title, selection: selected.isEmpty ? nil : selected)
    )
    try Console.write(Array(try report.html().utf8), to: output)
  }

  /// What the user asked for; else the widest choice, behind one that holds something where the
  /// widest holds nothing.
  private func queries(_ graph: EvidenceGraph, _ policy: Policy) throws -> [CoverageQuery] {
    if let asked = try selection.query(in: graph) { return [asked] }
    let choice = WidestChoice(graph)
    let widest = try selection.widest(in: graph)
    var queries = [widest]
    let matrix = try CoverageAnalysis(graph, policy: policy).matrix(widest)
    if matrix.total.witnesses == 0, let fullest = try choice.fullest() {
      queries.insert(fullest, at: 0)
    }
    for query in queries {
      Console.complain(
        "note: shown is \(query.rows.selection) × \(query.columns.selection) (\(query.of))"
      )
    }
    return queries
  }
}
