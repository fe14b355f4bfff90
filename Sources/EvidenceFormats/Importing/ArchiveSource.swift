import EvidenceCore

/// A graph of ours, put into another one.
enum ArchiveSource {
  /// Reads an archive into a collection.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    collection.allowEmpty()
    let graph = try source.archive()
    for node in graph.nodes {
      try collection.step()
      collection.countRows()
      collection.add(graph.value(of: node), at: Place(source.file, line: graph.line(of: node)))
    }
    for edge in graph.edges {
      try collection.step()
      collection.countRows()
      collection.add(graph.statement(edge), at: Place(source.file, line: graph.line(of: edge)))
    }
    collection.adopt(graph.header)
  }
}
