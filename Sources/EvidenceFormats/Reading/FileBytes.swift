import EvidenceCore
import Foundation

/// The bytes of a file, mapped rather than read where the system allows it, so that a file of any
/// size costs no memory of its own.
struct FileBytes {
  /// The file's name, as the user or the recipe gave it.
  let file: String
  private let data: Data

  /// Opens a file.
  ///
  /// - Parameter name: what findings call it, where that is not its path.
  /// - Throws: `EvidenceError` if it cannot be read.
  init(path: String, name: String? = nil) throws(EvidenceError) {
    file = name ?? path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw EvidenceError(
        "file-not-found",
        "no file '\(file)'",
        at: Place(file),
        hint: Self.neighbour(of: path).map { "did you mean '\($0)'?" }
      )
    }
    guard !isFolder.boolValue else {
      throw EvidenceError("file-is-folder", "'\(file)' is a folder", at: Place(file))
    }
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw EvidenceError("file-unreadable", "cannot read '\(file)'", at: Place(file))
    }
  }

  /// Takes a text for a file's content.
  init(text: String, name: String) {
    file = name
    data = Data(text.utf8)
  }

  /// Takes bytes for a file's content.
  init(bytes: [UInt8], name: String) {
    file = name
    data = Data(bytes)
  }

  var count: Int { data.count }

  /// SHA-256 of the content, in lower-case hexadecimal.
  var digest: String { ContentDigest.sha256([UInt8](data)) }

  /// The first bytes as text, for telling forms apart; no more than `limit`.
  func head(_ limit: Int = 65_536) -> String { String(decoding: data.prefix(limit), as: UTF8.self) }

  /// The whole content as text.
  ///
  /// - Throws: `EvidenceError` at the first byte that is no UTF-8.
  func text() throws(EvidenceError) -> String {
    try withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: file)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Hands out the bytes, without a leading byte-order mark.
  func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(EvidenceError) -> Result
  ) throws(EvidenceError) -> Result {
    let result: Swift.Result<Result, EvidenceError> = data.withUnsafeBytes { raw in
      var bytes = raw.bindMemory(to: UInt8.self)
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
        bytes = UnsafeBufferPointer(rebasing: bytes[3...])
      }
      do throws(EvidenceError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The file in the same folder whose name is nearest to one that is not there.
  private static func neighbour(of path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Suggestion.nearest(to: url.lastPathComponent, among: names.sorted())
  }
}
