import EvidenceCore

/// A graph of ours, put into another one.
enum ArchiveSource {
  /// Reads an archive into a collection.
  ///
  /// - Parameters:
  ///   - source: the archive.
  ///   - isStanding: whether other sources are merged into it, so that its title and date stay.
  ///   - collection: what takes it in.
  static func read(
    _ source: FileBytes,
    isStanding: Bool,
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
    if isStanding {
      collection.header.title = graph.header.title ?? collection.header.title
      collection.header.asOf = graph.header.asOf ?? collection.header.asOf
    }
    collection.adopt(graph.header)
  }
}
