internal import ArgumentParser
internal import EvidenceCore

/// The graph that a command asks.
struct GraphArgument: ParsableArguments {
  @Argument(help: "The graph: a graph.jsonl, or - for standard input.")
  var graph: String

  /// Reads the graph; findings below an error go to standard error.
  func read() throws -> EvidenceGraph { try Self.read(graph) }

  /// Reads the graph at a path; findings below an error go to standard error.
  static func read(_ path: String) throws -> EvidenceGraph {
    let (graph, diagnostics) = try ArchiveReader.readReporting(Inputs.open(path))
    if diagnostics.contains(where: { $0.severity == .error }) { throw EvidenceError(diagnostics) }
    Console.report(diagnostics)
    return graph
  }
}
