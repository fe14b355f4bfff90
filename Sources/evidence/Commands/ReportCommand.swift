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
      The page needs no network. Its matrix, works, gaps and maps are there with scripts off; with scripts \
      on, cells open beside the map, rows and columns are chosen anew, filters count, chains are found, and \
      what is selected is saved as CSV, RIS and BibTeX. A file that ends in .pdf is the page on paper, \
      printed by Chromium. Of two graphs the page shows the newer one, with the older one to set beside \
      it. Where no axes are named the widest sensible choice is made, and said.
      """
  )
  static let work: String? = "writing the report"
  static let examples = [
    "evidence report Graphs/ai-risk-repository/graph.jsonl -o report.html",
    "evidence report Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 -o report.html",
  ]

  @Argument(help: "The graph: a graph.jsonl, or - for standard input; of two, the older one.")
  var graph: String
  @Argument(help: "The newer graph, which is shown; the other can be set beside it.")
  var newer: String?
  @Option(name: .shortAndLong, help: "The file to write: .html or .pdf; - is standard output.")
  var output: String
  @Option(help: "The title: the question that the report answers.") var title: String?
  @OptionGroup var selection: CoverageOptions
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @Option(help: "A second policy, under which the same cells can be set beside those of the first.")
  var besidePolicy: String?

  @OptionGroup var apart: WorkerOptions

  func validate() throws {
    if graph == "-", newer == "-" {
      throw ValidationError("only one graph can be standard input")
    }
  }

  func run() throws {
    try apart.run("the report", of: inputs, isRisky: true) { try write() }
  }

  private var inputs: [String] {
    [graph] + [newer, policy.policy, besidePolicy].compactMap { $0 }
  }

  private func write() throws {
    let whole = try selection.withPlaces(in: GraphArgument.read(newer ?? graph))
    let graph = try evidence.apply(to: whole, witnesses: Kind(selection.of))
    let selected = try evidence.text(in: whole)
    if !selected.isEmpty { Console.complain("note: counting only \(selected)") }
    let policy = try policy.read()
    let report = EvidenceReport(
      graph,
      queries: try queries(graph, policy),
      policy: policy,
      selectedFrom: selected.isEmpty ? nil : whole,
      layers: try layers(beside: graph, policy),
      options: ReportOptions(
        title: title,
        selection: try evidence.selection(in: whole),
        supposition: try evidence.supposition(in: whole),
        command: CommandText.again(
          CommandLine.arguments,
          files: inputs,
          output: "report.html"
        )
      )
    )
    let html = Array(try report.html().utf8)
    let isPaper = output.lowercased().hasSuffix(".pdf")
    try Console.write(isPaper ? BrowserPrint.pdf(of: html) : html, to: output)
  }

  /// What the cells can be set beside: an older release, and the same under another policy.
  private func layers(beside graph: EvidenceGraph, _ policy: Policy) throws -> [ReportLayer] {
    var layers: [ReportLayer] = []
    if newer != nil {
      let older = try evidence.apply(
        to: selection.withPlaces(in: GraphArgument.read(self.graph)),
        witnesses: Kind(selection.of)
      )
      let name = self.graph.split(separator: "/").suffix(2).joined(separator: "/")
      layers.append(ReportLayer(name: name, graph: older, policy: policy))
    }
    if let besidePolicy {
      let other = try PolicyOption.read(besidePolicy)
      layers.append(ReportLayer(name: "policy \(other.name)", graph: graph, policy: other))
    }
    return layers
  }

  /// What the user asked for; else the axes that hold the most, and none where nothing can be counted.
  private func queries(_ graph: EvidenceGraph, _ policy: Policy) throws -> [CoverageQuery] {
    if let asked = try selection.query(in: graph) {
      let query = try WidestChoice(graph, policy: policy).drawable(asked)
      if query != asked {
        Console.complain("note: \(CoverageOptions.words(query, insteadOf: asked))")
      }
      return [query]
    }
    var queries: [CoverageQuery] = []
    do throws(EvidenceError) {
      queries = try selection.widestQueries(in: graph, policy)
    } catch {
      guard let finding = error.diagnostics.first, finding.code == "no-axes" else { throw error }
      Console.complain("note: the page has no matrix: \(finding.message)")
    }
    for query in queries {
      Console.complain(
        "note: shown is \(query.rows.selection) × \(query.columns.selection) (\(query.of))"
      )
    }
    return queries
  }
}
