package import SystemPackage

/// Which file it is, whatever its name: two paths, links among them, lead to one file exactly if
/// their identities are equal.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  /// The identity that the system states.
  package init(_ stat: Stat) {
    device = UInt64(truncatingIfNeeded: stat.deviceID.rawValue)
    inode = UInt64(truncatingIfNeeded: stat.inode.rawValue)
  }

  /// The file that a path leads to, links followed; `nil` where there is none.
  package init?(path: String) {
    guard let stat = try? Stat(FilePath(path)) else { return nil }
    self.init(stat)
  }
}

extension EvidenceError {
  /// What the system refused, in its own words.
  package init(
    _ code: Diagnostic.Code,
    _ message: String,
    _ errno: Errno,
    at place: Place? = nil,
    hint: String? = nil
  ) {
    let words = errno.description
    let reason = words.prefix(1).lowercased() + words.dropFirst()
    self.init(code, "\(message): \(reason)", at: place, hint: hint, cause: errno)
  }
}
