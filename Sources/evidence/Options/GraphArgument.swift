internal import ArgumentParser
internal import EvidenceCore

/// The graph that a command asks.
struct GraphArgument: ParsableArguments {
  @Argument(help: "The graph: a graph.jsonl, a snapshot of it, or - for standard input.")
  var graph: String
  @Flag(help: "Keep a snapshot beside the archive and read that instead while it is fresh.")
  var cache = false

  /// Reads the graph; findings below an error go to standard error.
  func read() throws -> EvidenceGraph {
    try cache ? KeptSnapshot.read(graph) : Self.read(graph)
  }

  /// Reads the graph at a path; findings below an error go to standard error.
  static func read(_ path: String) throws -> EvidenceGraph {
    let (graph, diagnostics) = try readReporting(path)
    if diagnostics.contains(where: { $0.severity == .error }) { throw EvidenceError(diagnostics) }
    Console.report(diagnostics)
    return graph
  }

  /// Reads the graph at a path, and what is wrong with it.
  static func readReporting(_ path: String) throws -> (
    graph: EvidenceGraph, diagnostics: [Diagnostic]
  ) {
    let (graph, diagnostics, origin) = try GraphReader.readReporting(Inputs.open(path))
    Console.watch(graph)
    let stale = try origin.flatMap { try StaleSnapshot.finding(path, $0) }
    return (graph, diagnostics + (stale.map { [$0] } ?? []))
  }
}

/// The graph that a command looks at as it is, and never by way of a snapshot that is kept.
struct ArchiveArgument: ParsableArguments {
  @Argument(help: "The graph: a graph.jsonl, a snapshot of it, or - for standard input.")
  var graph: String
}
