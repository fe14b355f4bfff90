import Foundation
public import Testing

/// Compares texts with files that are kept beside the tests.
///
/// With `EVIDENCE_RECORD=1` in the environment the files are written instead; read the difference
/// before you commit it.
public enum Snapshot {
  /// Expects a text to be what a file of the project holds.
  public static func expect(
    _ text: String,
    in path: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let url = SharedData.packageRoot.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["EVIDENCE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
      return
    }
    let kept = try? String(contentsOf: url, encoding: .utf8)
    #expect(
      kept == text,
      "differs from \(path); record anew with EVIDENCE_RECORD=1",
      sourceLocation: location
    )
  }
}
