internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceFormats
internal import Foundation

/// Gives a graph to other programs.
struct ExportCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a graph in another program's form, with a report of what that cannot hold.",
    discussion: """
      The form is the one of --format, else the one that the file's name ends in. csv and tsv are a \
      pair of tables, which import reads back: -o names their folder. sql and spark are two tables for \
      analyses on an engine, with what loads them and statements to begin with. What the form cannot hold of this \
      graph is counted on standard error, each sort of thing with an example, and written as JSON with \
      --losses. The same graph gives the same bytes.
      """
  )
  static let work: String? = "writing the graph"
  static let examples = [
    "evidence export Graphs/ai-risk-repository/graph.jsonl --format graphml -o risks.graphml",
    "evidence export Graphs/frontier-mitigations/graph.jsonl --losses lost.json -o frontier.cypher",
  ]

  @OptionGroup var input: GraphArgument
  @Option(
    help: ArgumentHelp(
      "The form: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"
    ),
    transform: ExportCommand.format(named:)
  )
  var format: ExportFormat?
  @Option(name: .shortAndLong, help: "Where to write it; - is standard output.")
  var output: String = "-"
  @Option(help: "Where to write what is lost, as JSON.") var losses: String?
  @Option(help: "Of a navigator layer: the scheme or kind that stands for techniques.")
  var scheme: String?

  static func format(named name: String) throws -> ExportFormat {
    if let format = ExportFormat(rawValue: name.lowercased()) { return format }
    let known = ExportFormat.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no form of export; "
        + (Suggestion.hint(for: name, among: known).map { "\($0) " } ?? "")
        + "there are: \(known.joined(separator: ", "))"
    )
  }

  func validate() throws {
    let form = try chosen
    if form.needsFolder, Console.isStandardOutput(output) || output.contains("bulk.") {
      throw ValidationError(
        "\(form.rawValue) is a pair of tables: name a folder for them, -o FOLDER"
      )
    }
    if scheme != nil, form != .navigator {
      throw ValidationError("--scheme is for --format navigator; \(form.rawValue) holds them all")
    }
    if let losses, losses == output {
      throw ValidationError("the export and its losses cannot be one file")
    }
  }

  /// The form that is asked for, else the one that the file's name ends in.
  private var chosen: ExportFormat {
    get throws {
      let named = ExportFormat(fileName: output)
      if let format, let named, format != named {
        throw ValidationError(
          "'\(output)' ends as \(named.rawValue) does, and --format is \(format.rawValue): "
            + "leave out one of them"
        )
      }
      if let form = format ?? named { return form }
      throw ValidationError(
        "say in which form: --format "
          + ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      )
    }
  }

  func run() throws {
    let graph = try input.read()
    let form = try chosen
    let layer = form == .navigator ? try LayerAnswer.layer(scheme, of: graph) : nil
    let export = try GraphExport(graph, as: form, layer: layer)
    if form.needsFolder {
      try write(export.files + (try analyses(of: graph, form)))
    } else {
      try Console.write(Array(export.text.utf8), to: output)
    }
    if let losses { try Console.write(Array(export.losses.json.utf8), to: losses) }
    Console.complain(export.losses.text)
  }

  /// The statements that go with the tables of analyses.
  private func analyses(
    of graph: EvidenceGraph,
    _ form: ExportFormat
  ) throws -> [GraphExport.File] {
    let engines: [(SQLEngine, String)]
    switch form {
    case .sql: engines = [(.postgresql, "postgresql/"), (.duckdb, "duckdb/")]
    case .spark: engines = [(.spark, "")]
    default: return []
    }
    return try engines.flatMap { engine, folder in
      try SQLAnalysis(graph, for: engine).examples().map { file in
        GraphExport.File(name: folder + file.name, text: file.text)
      }
    }
  }

  private func write(_ files: [GraphExport.File]) throws {
    let url = URL(fileURLWithPath: output, isDirectory: true)
    try makeFolder(url)
    for file in files {
      let place = url.appendingPathComponent(file.name)
      try makeFolder(place.deletingLastPathComponent())
      try Console.write(Array(file.text.utf8), to: place.path)
    }
  }

  private func makeFolder(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw EvidenceError(
        "unwritable",
        "the folder '\(url.path)' cannot be made: \(error.localizedDescription)"
      )
    }
  }
}
