internal import EvidenceCore
internal import Foundation

/// The snapshot that stands beside an archive when it is asked for, so that the next command opens that.
enum KeptSnapshot {
  /// Reads a graph: its snapshot, where that is fresh; else the archive, the snapshot of which is then
  /// kept.
  ///
  /// - Throws: `EvidenceError` if the graph cannot be read, or another file stands where the snapshot
  ///   would.
  static func read(_ path: String) throws -> EvidenceGraph {
    guard path != "-" else {
      throw EvidenceError(
        "no-cache",
        "nothing can be kept beside standard input",
        hint: "name a file, or leave --cache out"
      )
    }
    let file = try Inputs.open(path)
    if try GraphReader.isSnapshot(file) { return try GraphArgument.read(path) }
    let place = beside(path)
    if let graph = try fresh(place, of: path) { return graph }
    let (graph, origin) = try made(of: file) { try GraphArgument.read(path) }
    keep(graph, origin, at: place)
    return graph
  }

  /// Keeps a snapshot; that it cannot be is a warning, since the answer hangs on none of it.
  private static func keep(_ graph: EvidenceGraph, _ origin: SnapshotOrigin?, at place: String) {
    do throws(EvidenceError) {
      try Console.write(to: place) { write throws(EvidenceError) in
        try SnapshotWriter.write(graph, origin: origin, write)
      }
    } catch {
      let warnings = error.diagnostics.map {
        Diagnostic(.warning, $0.code, $0.message, at: $0.place, hint: $0.hint)
      }
      Console.report(warnings)
    }
  }

  /// The path of the snapshot of an archive.
  static func beside(_ archive: String) -> String {
    let name = archive.hasSuffix(".jsonl") ? String(archive.dropLast(6)) : archive
    return name + ".evidence"
  }

  /// Reads an archive, and says what it is at the same time.
  static func made<Read: Sendable>(
    of file: InputFile,
    _ read: @Sendable () throws -> Read
  ) throws -> (Read, SnapshotOrigin?) {
    try SideBySide.run(
      onTwoThreads: file.isRegular && file.size > 1 << 20,
      { () throws in try read() },
      { () throws in
        guard file.isRegular else { return nil }
        return SnapshotOrigin(
          name: URL(fileURLWithPath: file.name).lastPathComponent,
          size: file.size,
          digest: try SnapshotOrigin.digest(of: file)
        )
      }
    )
  }

  /// The snapshot at a place, if it is that of the archive as it is now.
  ///
  /// - Throws: `EvidenceError` if another file stands there, or one that cannot be read: it may be the one
  ///   copy of something, and is not for this command to write over.
  private static func fresh(_ place: String, of archive: String) throws -> EvidenceGraph? {
    guard FileManager.default.fileExists(atPath: place) else { return nil }
    let name = URL(fileURLWithPath: archive).lastPathComponent
    let file = try InputFile(path: place)
    let read = try GraphReader.isSnapshot(file) ? try? GraphReader.readReporting(file) : nil
    guard let read, let origin = read.origin, origin.name == name else {
      throw EvidenceError(
        "cache-in-the-way",
        "'\(place)' cannot be read as a snapshot of '\(name)', and stands where that would be kept",
        hint: "remove it if it can be made again, or leave --cache out"
      )
    }
    guard try StaleSnapshot.finding(place, origin) == nil else { return nil }
    Console.watch(read.graph)
    return read.graph
  }
}
