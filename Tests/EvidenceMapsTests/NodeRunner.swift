import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceMaps

/// Runs the page's own scripts in node against vectors; skipped aloud where there is no node.
enum NodeRunner {
  private static let node =
    (["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    + (ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []))
    .map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Writes the vectors and runs them.
  static func run(_ make: (inout [String]) throws -> Void) throws {
    // They are made in any case, so that what makes them is tried where no node is.
    var vectors: [String] = []
    try make(&vectors)
    guard let node else {
      print("skipped: no node to run the page's scripts with")
      return
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID()).json")
    let scriptFile = file.appendingPathExtension("js")
    defer {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: scriptFile)
    }
    try Data("[\(vectors.joined(separator: ",\n"))]".utf8).write(to: file)
    try Data(script().utf8).write(to: scriptFile)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: node)
    process.arguments = [
      "--test-reporter=tap", "--test",
      SharedData.packageRoot.appending(path: "Tests/Vectors/cells.test.js").path,
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["VECTORS": file.path, "PAGE_SCRIPT": scriptFile.path]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n")
    let failed = lines.firstIndex { $0.contains("not ok") } ?? lines.startIndex
    #expect(
      process.terminationStatus == 0,
      "\(lines[failed...].prefix(60).joined(separator: "\n"))\n\(text.suffix(300))"
    )
    // Each vector has cases, and each case ran.
    let passed = lines.count { $0.contains("    ok ") || $0.hasPrefix("ok ") }
    #expect(passed > vectors.count * 5, "\(passed) tests")
  }

  /// The page's scripts without the last one, which needs a document.
  private static func script() throws -> String {
    let script = PageSource.script
    guard let start = script.firstRange(of: "'use strict';\n"),
      let end = script[start.upperBound...].firstRange(of: "// Puts the page together")
    else { throw CocoaError(.formatting) }
    return String(script[start.upperBound..<end.lowerBound])
  }
}
