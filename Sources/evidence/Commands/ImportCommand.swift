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
      pages of a mitigation site, archives. Any other table needs a recipe. An archive that is both a \
      source and the output is added to. A word that carries meaning (a stance, an evidence type, a \
      relation, …) and cannot be read is an error, and nothing is written.
      """
  )
  static let work: String? = "reading the sources"
  static let examples = [
    "evidence import nodes.csv edges.csv -o graph.jsonl",
    "evidence import recipe.yaml --sources data -o graph.jsonl",
  ]

  @Argument(help: "The sources: a recipe.yaml, bulk CSV, SSSOM TSV, or pages of text.")
  var files: [String]
  @Option(name: .shortAndLong, help: "Where to write the graph; - is standard output.")
  var output: String
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

  func run() throws {
    let result = try Importer.run(
      ImportRequest(
        files: files,
        recipe: recipe,
        sourcesDirectory: sources,
        isStrict: strict,
        declared: Set(declared),
        source: source.map { Key($0) }
      )
    )
    Inputs.add(result.files)
    let standing = try StandingGraph(at: output)
    // An archive among the sources is in the new graph, and may become it.
    let isMerged = standing.map { files.compactMap(FileIdentity.init(path:)).contains($0.identity) }
    try Console.write(to: output, replaceable: isMerged == true ? standing?.identity : nil) {
      write throws(EvidenceError) in try ArchiveWriter.write(result.graph, write)
    }
    guard !quiet else { return }
    Console.complain(result.report.lines.joined(separator: "\n"))
    Console.complain(
      "\(output): \(result.graph.nodeCount) nodes, \(result.graph.statementCount) statements"
    )
    if let standing, let isMerged {
      Console.complain(
        isMerged
          ? "merged into \(output): \(standing.nodeCount) nodes before, "
            + "\(result.graph.nodeCount) after"
          : "replaced \(output), a graph of \(standing.nodeCount) nodes"
      )
    }
  }
}
