internal import Foundation

/// A folder of our own for what another program is to read or write.
enum ScratchFolder {
  /// Makes a folder that only this user may enter, and takes it away afterwards, interrupted or not.
  static func during<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-\(UUID().uuidString)")
    return try Interrupts.during {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      defer { try? FileManager.default.removeItem(at: folder) }
      return try body(folder)
    } doFirst: {
      try? FileManager.default.removeItem(at: folder)
    }
  }
}
