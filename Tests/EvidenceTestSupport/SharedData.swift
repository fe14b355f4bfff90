public import Foundation

/// Where the real inputs stand, if they are there: beside the project, never in it.
public enum SharedData {
  /// The top folder of the project.
  public static let packageRoot: URL =
    URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the shared inputs: `EVIDENCE_SHARED`, else `shared` beside the project.
  public static let root: URL? = {
    let named = ProcessInfo.processInfo.environment["EVIDENCE_SHARED"]
    let url =
      named.map { URL(fileURLWithPath: $0) }
      ?? packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// A folder or file of the real inputs, if it is there.
  public static func url(_ path: String) -> URL? {
    guard let url = root?.appendingPathComponent(path) else { return nil }
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// Whether the real inputs are there; tests that need them are enabled by it.
  public static var isPresent: Bool { url("data") != nil }
}
