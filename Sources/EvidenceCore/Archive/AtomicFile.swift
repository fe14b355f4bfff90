internal import Foundation

/// Writes files whole or not at all: to a temporary file beside the target, synced, then renamed.
public enum AtomicFile {
  /// Writes some bytes to a file, replacing it.
  ///
  /// The path `-` is standard output.
  ///
  /// - Throws: `EvidenceError` if the folder is missing or cannot be written; the old file, if
  ///   there was one, is then untouched.
  public static func write(_ bytes: [UInt8], to path: String) throws(EvidenceError) {
    try write(to: path) { write in write(bytes) }
  }

  /// Writes a text to a file, replacing it.
  public static func write(_ text: String, to path: String) throws(EvidenceError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file in parts, which a closure hands over one by one.
  static func write(
    to path: String,
    _ body: (_ write: ([UInt8]) -> Void) -> Void
  ) throws(EvidenceError) {
    if path == "-" {
      body { try? FileHandle.standardOutput.write(contentsOf: Data($0)) }
      return
    }
    let target = URL(fileURLWithPath: path)
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
    let temporary = target.deletingLastPathComponent().appendingPathComponent(name)
    do {
      guard FileManager.default.createFile(atPath: temporary.path, contents: nil),
        let handle = FileHandle(forWritingAtPath: temporary.path)
      else {
        throw EvidenceError(
          "unwritable",
          "cannot write '\(path)'",
          hint: "does its folder exist?"
        )
      }
      var failure: (any Error)?
      body { part in
        guard failure == nil else { return }
        do { try handle.write(contentsOf: Data(part)) } catch { failure = error }
      }
      if let failure { throw failure }
      try handle.synchronize()
      try handle.close()
      guard rename(temporary.path, target.path) == 0 else {
        throw EvidenceError("unwritable", "cannot replace '\(path)'")
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      if let error = error as? EvidenceError { throw error }
      throw EvidenceError("unwritable", "cannot write '\(path)': \(error.localizedDescription)")
    }
  }
}
