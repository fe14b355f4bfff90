import EvidenceTestSupport
import Foundation
import Testing

/// Everything under `queries/` and `maps/` of the shipped graphs is what the command gives today.
@Suite struct ShippedAnswerTests {
  static let requests: [String] = {
    let root = SharedData.packageRoot.appendingPathComponent("Graphs")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (files ?? []).filter { $0.hasSuffix(".args") }.sorted()
  }()

  @Test func requestsAreFound() { #expect(Self.requests.count > 10) }

  @Test("each shipped answer is the command's", arguments: requests)
  func answerIsTheCommands(request: String) throws {
    let parts = request.split(separator: "/").map(String.init)
    let file = SharedData.packageRoot.appendingPathComponent("Graphs/\(request)")
    let line = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    var arguments = ShellWords.split(line).map {
      $0 == "GRAPH" ? "Graphs/\(parts[0])/graph.jsonl" : $0
    }
    let isMap = parts[1] == "maps"
    if isMap { arguments += ["-o", "-"] }
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 0, "\(run.errors)")
    let kept = "Graphs/" + request.dropLast(".args".count) + (isMap ? ".svg" : ".txt")
    if isMap, let version = Self.graphvizVersion, version != Self.recordedWith {
      // Another Graphviz may move what it lays out: the structure must still be the same.
      let file = SharedData.packageRoot.appendingPathComponent(kept)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(Self.structure(of: run.output) == Self.structure(of: text), "\(kept)")
    } else {
      try Snapshot.expect(run.output, in: kept)
    }
    if isMap {
      let again = try CommandRun.run(arguments: arguments)
      #expect(again.output == run.output)
    }
  }

  static let queries: [String] = {
    let root = SharedData.packageRoot.appendingPathComponent("Graphs")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (files ?? []).filter { $0.hasSuffix(".cypher") }.sorted()
  }()

  @Test func queriesAreFound() { #expect(Self.queries.count >= 8) }

  @Test("each shipped query begins with its question and has its answer", arguments: queries)
  func queryHasItsAnswer(query: String) throws {
    let graph = "Graphs/\(query.split(separator: "/")[0])/graph.jsonl"
    let file = "Graphs/\(query)"
    let url = SharedData.packageRoot.appendingPathComponent(file)
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.prefixMatch(of: /\/\/ [A-Z].*\?\n/) != nil)
    let run = try CommandRun.run(arguments: ["query", graph, "--file", file])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(!run.output.hasPrefix("No rows"))
    try Snapshot.expect(run.output, in: file.dropLast(".cypher".count) + ".txt")
    let again = try CommandRun.run(arguments: ["query", graph, "--file", file])
    #expect(again.output == run.output)
  }

  /// The version of Graphviz that the shipped maps were laid out with.
  private static let recordedWith = "2.43.0"

  /// The version of Graphviz that is installed, as pkg-config gives it.
  private static let graphvizVersion: String? = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pkg-config", "--modversion", "libgvc"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0
      ? text.trimmingCharacters(in: .whitespacesAndNewlines) : nil
  }()

  /// A picture's elements, ids and texts without its coordinates.
  private static func structure(of svg: String) -> String {
    svg.replacing(
      /\ (?:d|points|x|y|x1|x2|y1|y2|cx|cy|width|height|viewBox|transform)="[^"]*"/,
      with: ""
    )
  }
}
