internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceFormats

/// Brings data in.
struct ImportCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a graph of sources, with a report of what was dropped, and why.",
    discussion: """
      Sources are known by their form: a recipe.yaml, property-graph CSV (:ID, :START_ID), SSSOM, \
      coding sheets, archives. Any other table, and a page of text, needs a recipe. With --into \
      the sources are merged into a graph: its title and date stay, nothing is lost, and of coding sheets \
      it is said row by row what is new, what is said otherwise by the same coder, and what contradicts; \
      --dry-run says so and writes nothing. -o graph.evidence writes a snapshot instead of an archive. A word that carries meaning (a stance, an evidence type, a \
      relation, …) and cannot be read is an error, and nothing is written.
      """
  )
  static let work: String? = "reading the sources"
  static let examples = [
    "evidence import papers.csv statements.csv --into graph.jsonl",
    "evidence import recipe.yaml --sources data -o graph.jsonl",
  ]

  @Argument(help: "The sources: a recipe.yaml, bulk CSV, SSSOM TSV, coding sheets.")
  var files: [String]
  @Option(name: .shortAndLong, help: "Where to write the graph; - is standard output.")
  var output: String?
  @Option(
    help: "The graph that the sources are merged into; it is written again, unless -o is given."
  )
  var into: String?
  @Flag(help: "Say what would become of the sources, and write nothing.") var dryRun = false
  @Option(help: "The recipe that says how to read the sources.") var recipe: String?
  @Option(help: "The folder in which a recipe's sources are found.") var sources: String?

  @Flag(help: "Take everything that would be dropped for an error.") var strict = false
  @Option(
    name: .customLong("declare"),
    parsing: .upToNextOption,
    help: "Kinds and relations of your own that look like misspelt known ones."
  )
  var declared: [String] = []
  @Option(help: "The key of the work that makes the claims of bulk tables without a source column.")
  var source: String?
  @Flag(help: "Do not print the import report.") var quiet = false

  func validate() throws {
    if output == nil, into == nil, !dryRun {
      throw ValidationError("say where the graph goes: -o graph.jsonl, or --into graph.jsonl")
    }
    if dryRun, output != nil { throw ValidationError("--dry-run writes nothing: leave out -o") }
    if dryRun, quiet { throw ValidationError("--dry-run --quiet would say nothing") }
    if into == "-" { throw ValidationError("--into takes a file") }
    if let into, output == nil, !dryRun, Self.isSnapshot(into) {
      throw ValidationError(
        "'\(into)' is a snapshot, and no place to keep a graph: merge into its archive, or give -o"
      )
    }
  }

  func run() throws {
    let result = try Importer.run(
      ImportRequest(
        files: (into.map { [$0] } ?? []) + files,
        recipe: recipe,
        sourcesDirectory: sources,
        isStrict: strict,
        declared: Set(declared),
        source: source.map { Key($0) },
        into: into
      )
    )
    Inputs.add(result.files)
    guard !dryRun, let output = output ?? into else {
      sayWhatBecame(of: result, in: into ?? "the graph")
      return Console.complain("nothing was written (--dry-run)")
    }
    if Self.isSnapshot(output) {
      try Console.write(to: output) { write throws(EvidenceError) in
        try SnapshotWriter.write(result.graph, origin: nil, write)
      }
      if !quiet { sayWhatBecame(of: result, in: output) }
      return
    }
    let standing = try StandingGraph(at: output)
    // An archive among the sources is in the new graph, and may become it.
    let sources = files + (into.map { [$0] } ?? [])
    let isMerged = standing.map {
      sources.compactMap(FileIdentity.init(path:)).contains($0.identity)
    }
    try Console.write(to: output, replaceable: isMerged == true ? standing?.identity : nil) {
      write throws(EvidenceError) in try ArchiveWriter.write(result.graph, write)
    }
    guard !quiet else { return }
    sayWhatBecame(of: result, in: output)
    if let standing, let isMerged {
      Console.complain(
        isMerged
          ? "merged into \(output): \(standing.nodeCount) nodes before, "
            + "\(result.graph.nodeCount) after"
          : "replaced \(output), a graph of \(standing.nodeCount) nodes"
      )
    }
  }

  /// Whether a path is named as snapshots are.
  private static func isSnapshot(_ path: String) -> Bool { path.hasSuffix(".evidence") }

  private func sayWhatBecame(of result: ImportResult, in output: String) {
    // What stood in the graph already is no news.
    let news = ImportReport(inputs: result.report.inputs.filter { $0.file != into })
    Console.complain(news.lines.joined(separator: "\n"))
    Console.complain(
      "\(output): \(result.graph.nodeCount) nodes, \(result.graph.statementCount) statements"
    )
  }
}
