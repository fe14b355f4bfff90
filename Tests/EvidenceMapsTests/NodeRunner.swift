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

  /// Writes vectors and the page's modules, and runs a file of tests over them.
  static func run(
    _ tests: String,
    _ make: (inout [String]) throws -> Void = { _ in }
  ) throws {
    // They are made in any case, so that what makes them is tried where no node is.
    var vectors: [String] = []
    try make(&vectors)
    guard let node else {
      print("skipped: no node to run the page's scripts with")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("[\(vectors.joined(separator: ",\n"))]".utf8)
      .write(to: folder.appending(path: "vectors.json"))
    try Data("{\"type\":\"module\"}".utf8).write(to: folder.appending(path: "package.json"))
    for module in PageSource.modules {
      try Data(module.text.utf8).write(to: folder.appending(path: module.name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: node)
    process.arguments = [
      "--test-reporter=tap", "--test",
      SharedData.packageRoot.appending(path: "Tests/Vectors/\(tests)").path,
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PAGE": folder.path]) { $1 }
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
    #expect(passed > max(10, vectors.count * 5), "\(passed) tests")
  }
}
