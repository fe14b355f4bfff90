import EvidenceTestSupport
import Foundation
import Testing

/// openCypher's conformance kit: every scenario passes, or is listed in `failing.txt` with a reason.
@Suite struct TCKTests {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["OPENCYPHER_TCK"] {
      return URL(fileURLWithPath: path)
    }
    return SharedData.packageRoot.deletingLastPathComponent()
      .appending(path: "shared/data/opencypher-tck/tck/features")
  }()

  @Test("the conformance kit of openCypher") func kit() throws {
    let root = Self.folder
    guard FileManager.default.fileExists(atPath: root.path) else {
      print("TCK: skipped, there is no folder \(root.path)")
      return
    }
    let files = (FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? [])
      .filter { $0.hasSuffix(".feature") }.sorted()
    let scenarios = try files.flatMap {
      try KitFeature.scenarios(of: root.appending(path: $0), below: root)
    }
    let graphs = root.deletingLastPathComponent().appending(path: "graphs")
    let listed = try Self.listed()
    var (passed, total): ([KitScenario.Sort: Int], [KitScenario.Sort: Int]) = ([:], [:])
    var failing: [(String, String)] = []
    for scenario in scenarios {
      total[scenario.sort, default: 0] += 1
      let failure = KitRun.failure(of: scenario, graphs: graphs)
      if failure == nil { passed[scenario.sort, default: 0] += 1 }
      if let failure { failing.append((scenario.key, failure)) }
      switch (failure, listed[scenario.key]) {
      case (let failure?, nil): Issue.record("\(scenario.key) \(failure)")
      case (nil, _?): Issue.record("\(scenario.key) passes, and is listed as failing")
      default: break
      }
    }
    if let path = ProcessInfo.processInfo.environment["TCK_FAILURES"] {
      let lines = failing.map { "\($0.0)\t\($0.1.replacingOccurrences(of: "\n", with: " / "))" }
      try (lines.joined(separator: "\n") + "\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    let parts = KitScenario.Sort.allCases.map { "\($0) \(passed[$0] ?? 0) of \(total[$0] ?? 0)" }
    let sum = passed.values.reduce(0, +)
    print("TCK: passed \(sum) of \(scenarios.count) (\(parts.joined(separator: ", ")))")
    #expect(!scenarios.isEmpty)
  }

  /// The scenarios that fail, each with the reason: `Match4 [3] #2<tab>why`.
  private static func listed() throws -> [String: String] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "failing.txt")
    var result: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      let parts = line.split(separator: "\t", maxSplits: 1)
      #expect(parts.count == 2, "'\(line)' gives no reason")
      result[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    return result
  }
}
