/// Opens the snapshot of a graph.
///
/// ```swift
/// let graph = try SnapshotReader.read(contentsOf: "graph.evidence")
/// ```
///
/// A file that is no snapshot, of another version or byte order, cut off or damaged is an error, never a
/// wrong answer. It must not be changed in place while it is open; ``SnapshotWriter`` never does that.
public enum SnapshotReader {
  /// When the blocks of a snapshot are held to their checksums.
  public enum Verification: Hashable, Sendable {
    /// All of them, before the graph is given out.
    case beforeUse
    /// Each at its first use. One that is damaged reads as noughts, and
    /// ``EvidenceGraph/damage`` then says so: whoever asks for this looks there before an answer is
    /// believed.
    case atFirstUse
  }

  /// Opens a snapshot.
  ///
  /// - Throws: `EvidenceError` if it cannot be read, or is no sound snapshot of this version.
  /// - Complexity: O(size) where it is verified before use; else O(1) in the size of the graph, and O(blocks)
  ///   for the table of checksums.
  public static func read(
    contentsOf path: String,
    verification: Verification = .beforeUse
  ) throws(EvidenceError) -> EvidenceGraph {
    try read(InputFile(path: path), verification: verification).graph
  }

  /// Opens a snapshot in a file that is open already, and says what it was made of.
  package static func read(
    _ input: InputFile,
    verification: Verification
  ) throws(EvidenceError) -> (graph: EvidenceGraph, origin: SnapshotOrigin?) {
    let table = try SnapshotTable(try region(of: input), file: input.name)
    let graph = EvidenceGraph(storage: try table.storage())
    if verification == .beforeUse {
      try graph.admitAll()
      if let damage = graph.damage { throw EvidenceError([damage]) }
    }
    return (graph, table.origin)
  }

  /// The bytes of a file: mapped, or taken in where it is a pipe.
  private static func region(of input: InputFile) throws(EvidenceError) -> Region {
    if input.isRegular, let region = try input.map() { return region }
    let bytes = try input.contents(limit: 1 << 32)
    let region = Region(count: bytes.count)
    bytes.withUnsafeBytes { bytes in
      if let first = bytes.baseAddress {
        region.base.copyMemory(from: first, byteCount: bytes.count)
      }
    }
    return region
  }
}
