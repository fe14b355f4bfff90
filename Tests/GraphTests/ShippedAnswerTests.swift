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
    try Snapshot.expect(run.output, in: kept)
    if isMap {
      let again = try CommandRun.run(arguments: arguments)
      #expect(again.output == run.output)
    }
  }
}
