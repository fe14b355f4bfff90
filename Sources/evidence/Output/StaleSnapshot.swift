internal import EvidenceCore
internal import Foundation

/// Notices a snapshot that is older than the archive that it was made of.
enum StaleSnapshot {
  /// What there is to say of a snapshot whose archive stands beside it and is another one by now.
  ///
  /// The sizes are compared; where they agree and the archive was written after the snapshot, its content.
  static func finding(_ path: String, _ origin: SnapshotOrigin) throws -> Diagnostic? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let archive = folder.appendingPathComponent(origin.name).path
    let manager = FileManager.default
    guard let now = try? manager.attributesOfItem(atPath: archive),
      let size = (now[.size] as? NSNumber)?.intValue
    else { return nil }
    if size == origin.size {
      let then = try? manager.attributesOfItem(atPath: path)
      if let written = now[.modificationDate] as? Date,
        let made = then?[.modificationDate] as? Date, written < made
      {
        return nil
      }
      if try SnapshotOrigin.digest(of: InputFile(path: archive)) == origin.digest { return nil }
    }
    return Diagnostic(
      .warning,
      "stale-snapshot",
      "'\(origin.name)' has changed since this snapshot was made of it",
      at: Place(path),
      hint: "make it again: evidence snapshot \(ShellText.quoted(archive))"
    )
  }
}

extension SnapshotOrigin {
  /// The digest of an archive's bytes.
  static func digest(of input: InputFile) throws(EvidenceError) -> String {
    var digest = ContentDigest()
    try input.forEachChunk { chunk throws(EvidenceError) in digest.update(chunk) }
    return digest.finish()
  }
}
