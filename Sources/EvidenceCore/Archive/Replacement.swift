internal import Foundation
internal import Synchronization
internal import SystemPackage

/// A file that is written beside its target and takes its name in the end.
///
/// Where the system has files without names, nothing is left beside the target however the process
/// ends, but for the moment between naming and renaming. A file that is left over is known by its
/// name and by nobody holding its lock; the next writer in the folder removes it.
struct Replacement {
  /// Where the content goes.
  let descriptor: FileDescriptor
  private let folder: FileDescriptor
  private let target: String
  /// The name under which it stands beside the target; empty while it has none.
  private let name: String
  private let old: Stat?

  /// What would be left behind, should the process end now.
  private struct Unfinished: Sendable {
    var names: Set<Name> = []
    var isAbandoned = false

    struct Name: Hashable {
      var folder: FileDescriptor
      var name: String
    }
  }

  private static let unfinished = Mutex(Unfinished())

  /// Begins the replacement of a file, or the first writing of one.
  ///
  /// - Parameter isNamed: whether the file has a name from the start, as where the system has no
  ///   files without.
  init(of path: FilePath, isNamed: Bool = false) throws(Errno) {
    guard let last = path.lastComponent, last.kind == .regular else { throw .isDirectory }
    target = last.string
    let parent = path.removingLastComponent()
    let folder = try attempt {
      try FileDescriptor.open(
        parent.isEmpty ? "." : parent,
        .readOnly,
        options: [.closeOnExec, .directory]
      )
    }
    self.folder = folder
    do throws(Errno) {
      old = try? FilePath(target).stat(relativeTo: folder, flags: .symlinkNoFollow)
      if let old, old.type == .directory { throw .isDirectory }
      Self.removeLeftovers(in: folder, parent.isEmpty ? "." : parent.string)
      let unnamed = isNamed ? nil : Self.createUnnamed(in: folder)
      if let unnamed {
        (descriptor, name) = (unnamed, "")
      } else {
        (descriptor, name) = try Self.createNamed(in: folder)
      }
    } catch {
      try? folder.close()
      throw error
    }
  }

  /// Puts the file in the place of its target.
  ///
  /// - Throws: the system's reason; the target is then untouched.
  func commit() throws(Errno) {
    if let old {
      // Only the system's administrator may give a file away; anybody else's is the user's own.
      _ = fchown(descriptor.rawValue, old.userID.rawValue, old.groupID.rawValue)
      try Self.check(fchmod(descriptor.rawValue, mode_t(old.permissions.rawValue)))
    }
    do throws(Errno) {
      try Self.check(fsync(descriptor.rawValue))
    } catch {
      if error != .invalidArgument { throw error }
    }
    try Self.unfinished.withLock { unfinished throws(Errno) in
      guard !unfinished.isAbandoned else { throw .canceled }
      try putInPlace()
    }
    do throws(Errno) {
      try Self.check(fsync(folder.rawValue))
    } catch {
      if error == .ioError { throw error }
    }
  }

  /// Lets go of the file; what was not put in place is removed.
  func discard() {
    if !name.isEmpty {
      Self.unfinished.withLock { unfinished in
        if unfinished.names.remove(.init(folder: folder, name: name)) != nil {
          unlinkat(folder.rawValue, name, 0)
        }
      }
    }
    try? descriptor.close()
    try? folder.close()
  }

  /// Removes everything unfinished; nothing is put in place from now on.
  static func abandon() {
    unfinished.withLock { unfinished in
      for entry in unfinished.names { unlinkat(entry.folder.rawValue, entry.name, 0) }
      unfinished.names = []
      unfinished.isAbandoned = true
    }
  }

  private func putInPlace() throws(Errno) {
    guard name.isEmpty else {
      return try Self.check(renameat(folder.rawValue, name, folder.rawValue, target))
    }
    if old == nil {
      do throws(Errno) {
        return try link(as: target)
      } catch {
        if error != .fileExists { throw error }
      }
    }
    let name = Self.newName()
    try link(as: name)
    do throws(Errno) {
      try Self.check(renameat(folder.rawValue, name, folder.rawValue, target))
    } catch {
      unlinkat(folder.rawValue, name, 0)
      throw error
    }
  }

  /// Gives the file without a name one.
  private func link(as name: String) throws(Errno) {
    try Self.check(
      linkat(AT_FDCWD, Self.door(to: descriptor), folder.rawValue, name, AT_SYMLINK_FOLLOW)
    )
  }

  // MARK: The file beside

  /// Makes a file without a name, where the system and its file system can.
  private static func createUnnamed(in folder: FileDescriptor) -> FileDescriptor? {
    #if os(Linux)
      // O_TMPFILE, which the C library defines by an expression that is not imported.
      let unnamed = openat(
        folder.rawValue,
        ".",
        0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC,
        0o666
      )
      if unnamed >= 0 {
        let descriptor = FileDescriptor(rawValue: unnamed)
        if (try? Stat(FilePath(door(to: descriptor)))) != nil {
          flock(unnamed, LOCK_EX | LOCK_NB)
          return descriptor
        }
        try? descriptor.close()
      }
    #endif
    return nil
  }

  /// Makes a file with a name.
  private static func createNamed(
    in folder: FileDescriptor
  ) throws(Errno) -> (FileDescriptor, String) {
    while true {
      let name = newName()
      let opened = try unfinished.withLock { unfinished throws(Errno) in
        guard !unfinished.isAbandoned else { throw .canceled }
        let opened = openat(
          folder.rawValue,
          name,
          O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
          0o666
        )
        try check(opened)
        unfinished.names.insert(.init(folder: folder, name: name))
        return opened
      }
      let descriptor = FileDescriptor(rawValue: opened)
      flock(opened, LOCK_EX | LOCK_NB)
      // Who removes leftovers may have come between the making and the lock.
      if let stat = try? Stat(descriptor), stat.linkCount > 0 { return (descriptor, name) }
      unfinished.withLock { _ = $0.names.remove(.init(folder: folder, name: name)) }
      try? descriptor.close()
    }
  }

  private static func door(to descriptor: FileDescriptor) -> String {
    "/proc/self/fd/\(descriptor.rawValue)"
  }

  private static let (prefix, suffix) = (".evidence-", ".part")

  /// A name that nobody can guess.
  private static func newName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.count) + digits + suffix
  }

  /// Removes what writers that are no more have left in a folder.
  private static func removeLeftovers(in folder: FileDescriptor, _ path: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      guard name.hasPrefix(prefix), name.hasSuffix(suffix),
        name.utf8.count == prefix.utf8.count + 16 + suffix.utf8.count
      else { continue }
      let opened = openat(folder.rawValue, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard opened >= 0 else { continue }
      let descriptor = FileDescriptor(rawValue: opened)
      if let stat = try? Stat(descriptor), stat.type == .regular, stat.userID.rawValue == geteuid(),
        flock(opened, LOCK_EX | LOCK_NB) == 0
      {
        unlinkat(folder.rawValue, name, 0)
      }
      try? descriptor.close()
    }
  }

  private static func check(_ result: Int32) throws(Errno) {
    if result < 0 { throw Errno(rawValue: errno) }
  }
}
