import EvidenceTestSupport
import Foundation
import Testing

/// The asking commands on a small synthetic graph.
@Suite struct AskingTests {
  static let graph = "Tests/CommandTests/Fixtures/small.jsonl"

  @Test(
    "each answer is the one that is kept",
    arguments: [
      ("stats", ["stats"]),
      ("stats-json", ["stats", "--format", "json"]),
      ("stats-scheme", ["stats", "--by", "scheme"]),
      ("stats-source-csv", ["stats", "--by", "source", "--format", "csv"]),
      ("find", ["find", "one"]),
      ("find-json", ["find", "one", "--format", "json"]),
      ("show", ["show", "A"]),
      ("show-csv", ["show", "X", "--format", "csv"]),
      ("show-json", ["show", "X", "--format", "json"]),
      ("show-hops", ["show", "A", "--hops", "2", "--relations", "PROPOSES", "ADDRESSES"]),
      ("paths", ["paths", "A", "risks@1:1"]),
      ("paths-json", ["paths", "A", "risks@1:1", "--format", "json"]),
      ("paths-csv", ["paths", "A", "risks@1:1", "--format", "csv"]),
      ("paths-to", ["paths", "--to", "risks@1:1"]),
      ("paths-to-json", ["paths", "--to", "risks@1:1", "--format", "json"]),
      ("paths-to-csv", ["paths", "--to", "risks@1:1", "--format", "csv"]),
      ("paths-to-markdown", ["paths", "--to", "risks@1:1", "--format", "markdown"]),
      ("paths-from", ["paths", "--from", "A", "--of", "RiskDomain"]),
      ("paths-miss", ["paths", "A", "risks@1:2"]),
      ("paths-miss-json", ["paths", "A", "risks@1:2", "--format", "json"]),
      ("coverage", ["coverage", "--rows", "types@1", "--columns", "risks@1"]),
      ("coverage-one", ["coverage", "--rows", "risks@1"]),
      ("coverage-one-gaps", ["coverage", "--rows", "risks@1", "--sort", "gaps", "--fold-empty"]),
      ("coverage-one-json", ["coverage", "--rows", "risks@1", "--format", "json"]),
      ("coverage-one-csv", ["coverage", "--rows", "types@1", "--format", "csv"]),
      ("coverage-one-markdown", ["coverage", "--rows", "risks@1", "--format", "markdown"]),
      (
        "coverage-json",
        ["coverage", "--rows", "types@1", "--columns", "risks@1", "--format", "json"]
      ),
      (
        "coverage-markdown",
        ["coverage", "--rows", "types@1", "--columns", "risks@1", "--format", "markdown"]
      ),
      (
        "coverage-csv",
        ["coverage", "--rows", "types@1", "--columns", "risks@1", "--format", "csv"]
      ),
      ("gaps", ["gaps", "--rows", "types@1", "--columns", "risks@1"]),
      ("gaps-groups", ["gaps"]),
      ("gaps-groups-json", ["gaps", "--group-by", "via", "--format", "json"]),
      ("gaps-groups-csv", ["gaps", "--group-by", "domain", "--format", "csv"]),
      ("gaps-groups-markdown", ["gaps", "--format", "markdown"]),
      ("gaps-in", ["gaps", "--group-by", "kind", "--in", "unclassified"]),
      ("gaps-json", ["gaps", "--rows", "types@1", "--columns", "risks@1", "--format", "json"]),
    ]
  )
  func answerIsKept(name: String, arguments: [String]) throws {
    let run = try CommandRun.run(arguments: [arguments[0], Self.graph] + arguments.dropFirst())
    #expect(run.status == 0, "\(run.errors)")
    try Snapshot.expect(run.output, in: "Tests/CommandTests/Snapshots/\(name).txt")
    if arguments.contains("json") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
    }
  }

  @Test("what a filter empties is filtered, and counted apart") func filteredIsNoGap() throws {
    let axes = ["--rows", "types@1", "--columns", "risks@1", "--since", "2030"]
    func answer(_ command: String, _ more: String...) throws -> CommandRun {
      let run = try CommandRun.run(arguments: [command, Self.graph] + axes + more)
      #expect(run.status == 0, "\(run.errors)")
      return run
    }
    let text = try answer("coverage").output
    #expect(text.contains("2 filtered out of 3 cells") && text.contains("– filtered out"))
    let json = try answer("coverage", "--format", "json").output
    #expect(json.components(separatedBy: "\"filtered\":true").count == 3)
    let gaps = try answer("gaps")
    #expect(gaps.errors.contains("1 only because of what is selected"), "\(gaps.errors)")
    #expect(try answer("gaps", "--format", "json").output.contains("\"filtered\":true"))
  }

  @Test("a file says what it left out, and nothing where nothing was")
  func answersSayWhatTheyRestOn() throws {
    let axes = ["--rows", "types@1", "--columns", "risks@1"]
    let filter = ["--since", "2021", "--without", "paper:a"]
    for question in [
      ["coverage"] + axes, ["coverage", "--rows", "risks@1"], ["gaps"] + axes, ["gaps"],
    ] {
      let command = [question[0], Self.graph] + question.dropFirst()
      let plain = try CommandRun.run(arguments: command + ["--format", "csv"])
      #expect(!plain.output.hasPrefix("#"), "\(question)")
      let csv = try CommandRun.run(arguments: command + filter + ["--format", "csv"]).output
      let lines = csv.split(separator: "\n").prefix { $0.hasPrefix("# ") }
      #expect(lines.contains("# counted: only papers from 2021 on"), "\(csv)")
      #expect(lines.contains { $0.hasPrefix("# what if: without ") })
      #expect(lines.contains { $0.hasPrefix("# policy default (") })
      #expect(lines.contains("# as of 2026-01-01"))
      #expect(lines.contains { $0.hasPrefix("# command: evidence \(question[0]) small.jsonl ") })
      let json = try CommandRun.run(arguments: command + filter + ["--format", "json"]).output
      #expect(json.contains("\"counted\":\"papers from 2021 on\"") && json.contains("\"whatIf\":"))
    }
  }

  @Test func standardInputIsAGraph() throws {
    let text = try String(
      contentsOf: SharedData.packageRoot.appendingPathComponent(Self.graph),
      encoding: .utf8
    )
    let run = try CommandRun.run(arguments: ["stats", "-", "--format", "json"], input: text)
    #expect(run.status == 0)
    #expect(
      run.output
        == (try CommandRun.run(arguments: ["stats", Self.graph, "--format", "json"]).output)
    )
  }

  @Test(
    "wrong use has its own exit code and says what to do",
    arguments: [
      (["paths", Self.graph, "A", "nothing"], 1, "no node has the key"),
      (
        ["paths", Self.graph, "A", "risks@1:1", "--through", "ADRESSES"], 1,
        "did you mean 'ADDRESSES'?"
      ),
      (["stats", "none.jsonl"], 1, "there is no file 'none.jsonl'"),
      (["stats", "Makefile"], 1, "invalid-json"),
      (
        ["coverage", Self.graph, "--rows", "type@1", "--columns", "risks@1"], 1,
        "did you mean 'types@1'?"
      ),
      (["gaps", Self.graph, "--kind", "absolut"], 64, "did you mean 'absolute'?"),
      (["stats", Self.graph, "--format", "xml"], 64, "xml"),
      (["nothing"], 64, "nothing"),
    ]
  )
  func wrongUseIsExplained(arguments: [String], status: Int, message: String) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(Int(run.status) == status)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  /// Few nodes say of themselves that they are in use; those that say nothing are.
  @Test func whatIsInUseIsAskedForInTwoWays() throws {
    let graph = """
      {"evidence":1,"asOf":"2025-01-01"}
      {"node":"d@1:1","kind":"RiskDomain","scheme":"d@1"}
      {"node":"d@1:2","kind":"RiskDomain","scheme":"d@1","deprecated":true}
      {"node":"mitigation:a","kind":"Mitigation"}
      {"node":"mitigation:b","kind":"Mitigation","deprecated":true}
      {"from":"mitigation:a","relation":"ADDRESSES","to":"d@1:1","via":"x"}
      {"from":"mitigation:b","relation":"ADDRESSES","to":"d@1:1","via":"x"}

      """
    let question = ["coverage", "-", "--rows", "Mitigation", "--columns", "d@1", "--format", "csv"]
    let flag = try CommandRun.run(arguments: question + ["--without-deprecated"], input: graph)
    let condition = try CommandRun.run(
      arguments: question + ["--where", "deprecated=false"],
      input: graph
    )
    func rows(_ run: CommandRun) -> [Substring] {
      run.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }
    #expect(flag.status == 0 && rows(flag) == rows(condition))
    #expect(rows(flag).count == 2, "\(flag.output)")
  }

  @Test func validationHasItsExitCodes() throws {
    #expect(try CommandRun.run(arguments: ["validate", Self.graph]).status == 0)
    let broken = "{\"evidence\":1,\"asOf\":\"2026-01-01\"}\n{\"node\":\"a\",\"kind\":\"Papr\"}\n"
    let run = try CommandRun.run(arguments: ["validate", "-"], input: broken)
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("<stdin>:2: error: unknown kind 'Papr' [unknown-kind]"))
    let warned = "{\"evidence\":1}\n"
    #expect(try CommandRun.run(arguments: ["validate", "-"], input: warned).status == 0)
    #expect(
      try CommandRun.run(arguments: ["validate", "-", "--strict"], input: warned).status == 2
    )
    #expect(try CommandRun.run(arguments: ["validate", "none.jsonl"]).status == 1)
  }
}
