internal import Foundation
package import SystemPackage

/// Writes files whole or not at all.
///
/// A file is written beside its target, synced, and then takes its name; whatever happens, the old
/// file or the new one stands there, whole. It keeps the permissions of the file that it replaces.
/// A link stays, and what it leads to is replaced. What is no file, a pipe or a device, is written
/// through.
public enum AtomicFile {
  /// Writes some bytes to a file, replacing it.
  ///
  /// - Throws: `EvidenceError` with the system's reason if the file cannot be written; the old
  ///   file, if there was one, is then untouched.
  /// - Complexity: O(*n*) for *n* bytes, and for the entries of the folder.
  public static func write(_ bytes: [UInt8], to path: String) throws(EvidenceError) {
    try write(to: path) { write throws(EvidenceError) in try write(bytes) }
  }

  /// Writes a text to a file, replacing it.
  ///
  /// - Throws: `EvidenceError` with the system's reason if the file cannot be written.
  public static func write(_ text: String, to path: String) throws(EvidenceError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file in parts, which a closure hands over one by one.
  package static func write(
    to path: String,
    _ body: (_ write: ([UInt8]) throws(EvidenceError) -> Void) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    let name = "'\(path)'"
    if let open = try wrapped(name, { () throws(Errno) in try throughDescriptor(of: path) }) {
      defer { try? open.close() }
      return try write(to: open, named: name, body)
    }
    let replacement = try wrapped(name) { () throws(Errno) in
      try Replacement(of: try finalPath(of: path))
    }
    defer { replacement.discard() }
    try write(to: replacement.descriptor, named: name, body)
    try wrapped(name) { () throws(Errno) in try replacement.commit() }
  }

  /// Writes to what is open already, such as standard output.
  ///
  /// - Parameter name: what an error calls it.
  package static func write(
    to descriptor: FileDescriptor,
    named name: String,
    _ body: (_ write: ([UInt8]) throws(EvidenceError) -> Void) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    try body { bytes throws(EvidenceError) in
      _ = try wrapped(name) { () throws(Errno) in
        try attempt { try descriptor.writeAll(bytes) }
      }
    }
  }

  /// Removes what is not finished; nothing is finished from now on. For a process that is about to
  /// end while a file is being written.
  package static func abandon() { Replacement.abandon() }

  /// A descriptor for what is written through: a pipe, a device, or an open file that has lost its
  /// name; `nil` for a file, and where nothing is.
  private static func throughDescriptor(of path: String) throws(Errno) -> FileDescriptor? {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .noSuchFileOrDirectory }
    guard path.utf8.last != UInt8(ascii: "/") else { throw .isDirectory }
    let open: FileDescriptor
    do {
      open = try attempt { try FileDescriptor.open(path, .writeOnly, options: [.closeOnExec]) }
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw error
    }
    do throws(Errno) {
      let stat = try Stat(open)
      guard stat.type == .regular else { return open }
      if FileIdentity(path: try finalPath(of: path).string) == FileIdentity(stat) {
        try attempt { try open.close() }
        return nil
      }
      try attempt { try open.resize(to: 0) }
      return open
    } catch {
      try? open.close()
      throw error
    }
  }

  /// Where a path leads to, links followed, be there a file or not.
  private static func finalPath(of path: String) throws(Errno) -> FilePath {
    var path = FilePath(path)
    for _ in 0..<40 {
      guard let stat = try? Stat(path, followTargetSymlink: false), stat.type == .symbolicLink
      else { return path }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = path.withPlatformString { readlink($0, &buffer, buffer.count - 1) }
      guard count >= 0 else { throw Errno(rawValue: errno) }
      // A link may lead on from its own folder; an absolute one begins anew.
      path = path.removingLastComponent().pushing(FilePath(platformString: buffer))
    }
    throw .tooManySymbolicLinkLevels
  }

  private static func wrapped<Result>(
    _ name: String,
    _ body: () throws(Errno) -> Result
  ) throws(EvidenceError) -> Result {
    do throws(Errno) {
      return try body()
    } catch {
      throw EvidenceError(
        "unwritable",
        "cannot write \(name)",
        error,
        hint: hint(for: error)
      )
    }
  }

  private static func hint(for errno: Errno) -> String? {
    switch errno {
    case .noSuchFileOrDirectory: "does its folder exist?"
    case .isDirectory: "name a file within the folder"
    case .permissionDenied, .notPermitted:
      "the file and its folder must both be writable; name another with -o"
    case .readOnlyFileSystem: "name a file on another file system"
    case .noSpace, .diskQuotaExceeded: "make room, or name a file on another disk"
    case .fileNameTooLong: "give it a shorter name"
    case .badFileDescriptor: "it is closed"
    default: nil
    }
  }
}

/// Does what throws nothing but the system's reasons.
func attempt<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
  do { return try body() } catch { throw error as? Errno ?? .ioError }
}
