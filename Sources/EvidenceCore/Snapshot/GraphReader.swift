/// Reads a graph in either of its forms, known by content: the archive or a snapshot of it.
package enum GraphReader {
  /// Snapshots up to this size are verified before they are used: it takes a few milliseconds.
  private static let soonVerified = 32 << 20

  /// Whether a file begins as a snapshot does.
  package static func isSnapshot(_ input: InputFile) throws(EvidenceError) -> Bool {
    guard input.isRegular else { return false }
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: SnapshotForm.magic.count,
      alignment: 16
    )
    defer { bytes.deallocate() }
    var position = input.beginning
    var filled = 0
    while filled < bytes.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
      let count = try input.read(into: room, at: &position)
      if count == 0 { return false }
      filled += count
    }
    return SnapshotForm.begins(bytes)
  }

  /// Reads a graph; a snapshot is verified before it is used.
  ///
  /// - Throws: `EvidenceError` with every finding if it cannot be read or is unsound.
  package static func read(_ input: InputFile) throws(EvidenceError) -> EvidenceGraph {
    guard try isSnapshot(input) else { return try ArchiveReader.read(input) }
    return try SnapshotReader.read(input, verification: .beforeUse).graph
  }

  /// Reads what is sound of a graph, and says what is not.
  ///
  /// - Returns: the graph; the findings; and what a snapshot was made of. Whoever opens a large
  ///   snapshot looks at its ``EvidenceGraph/damage`` before an answer is given out.
  /// - Throws: `EvidenceError` if the file cannot be read at all.
  package static func readReporting(
    _ input: InputFile,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> (
    graph: EvidenceGraph, diagnostics: [Diagnostic], origin: SnapshotOrigin?
  ) {
    guard try isSnapshot(input) else {
      let (graph, diagnostics) = try ArchiveReader.readReporting(input, limit: limit)
      return (graph, diagnostics, nil)
    }
    let (graph, origin) = try SnapshotReader.read(
      input,
      verification: input.size <= soonVerified ? .beforeUse : .atFirstUse
    )
    return (graph, [], origin)
  }
}
