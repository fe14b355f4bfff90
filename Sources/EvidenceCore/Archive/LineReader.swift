internal import Foundation

/// Reads a file, or standard input, line by line, in bounded memory.
struct LineReader {
  /// The longest line that is taken, in bytes.
  static let lineLimit = 16 << 20

  /// Calls a closure with each line, without its line break, and its number from 1.
  ///
  /// - Parameter path: a file's path; `-` is standard input.
  /// - Throws: `EvidenceError` if the file cannot be read or a line is longer than 16 MiB.
  static func forEachLine(
    of path: String,
    _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void
  ) throws(EvidenceError) {
    let handle = try open(path)
    defer { if path != "-" { try? handle.close() } }
    var pending: [UInt8] = []
    var number = 1
    while true {
      let chunk: Data
      do {
        chunk = try handle.read(upToCount: 1 << 20) ?? Data()
      } catch {
        throw EvidenceError("unreadable", "cannot read '\(path)': \(error.localizedDescription)")
      }
      if chunk.isEmpty { break }
      var start = pending.count
      pending.append(contentsOf: chunk)
      var lineStart = 0
      pending.withUnsafeBufferPointer { bytes in
        while start < bytes.count {
          if bytes[start] == 0x0A {
            body(UnsafeBufferPointer(rebasing: bytes[lineStart..<start]), number)
            number += 1
            lineStart = start + 1
          }
          start += 1
        }
      }
      pending.removeFirst(lineStart)
      if pending.count > lineLimit {
        throw EvidenceError(
          "line-too-long",
          "a line is longer than \(lineLimit >> 20) MiB",
          at: Place(path, line: number),
          hint: "an archive holds one record a line; is this a graph.jsonl?"
        )
      }
    }
    if !pending.isEmpty { pending.withUnsafeBufferPointer { body($0, number) } }
  }

  private static func open(_ path: String) throws(EvidenceError) -> FileHandle {
    if path == "-" { return .standardInput }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw EvidenceError("no-such-file", "there is no file '\(path)'", hint: "check the path")
    }
    guard !isFolder.boolValue else {
      throw EvidenceError(
        "not-a-file",
        "'\(path)' is a folder",
        hint: "name the graph.jsonl within it"
      )
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw EvidenceError("unreadable", "cannot open '\(path)' for reading")
    }
    return handle
  }
}
