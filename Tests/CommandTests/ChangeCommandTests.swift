import EvidenceTestSupport
import Foundation
import Testing

/// The commands about change on small synthetic graphs.
@Suite struct ChangeCommandTests {
  static let old = "Tests/CommandTests/Fixtures/small.jsonl"
  static let new = "Tests/CommandTests/Fixtures/small-later.jsonl"
  static let versions = "Tests/CommandTests/Fixtures/versions.jsonl"
  static let axes = ["--rows", "types@1", "--columns", "risks@1"]

  @Test(
    "each answer is the one that is kept",
    arguments: [
      ("diff", ["diff", old, new] + axes),
      ("diff-details", ["diff", old, new, "--numbers", "--details"] + axes),
      ("diff-json", ["diff", old, new, "--format", "json"] + axes),
      ("diff-markdown", ["diff", old, new, "--format", "markdown"] + axes),
      ("diff-csv", ["diff", old, new, "--format", "csv"]),
      ("crosswalk", ["crosswalk", versions, "old@1", "old@2", "--against", "Paper"]),
      (
        "crosswalk-json",
        ["crosswalk", versions, "old@1", "old@2", "--against", "Paper", "--format", "json"]
      ),
      ("crosswalk-statements", ["crosswalk", versions, "old@1", "old@2", "--statements"]),
      ("agreement", ["agreement", versions, "--coders", "ann", "ben", "--scheme", "old@1"]),
      (
        "agreement-json",
        [
          "agreement", versions, "--coders", "ann", "ben", "--scheme", "old@1", "--level", "1",
          "--format", "json",
        ]
      ),
      ("validate-lint", ["validate", versions, "--lint"]),
    ]
  )
  func answerIsKept(name: String, arguments: [String]) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 0, "\(run.errors)")
    try Snapshot.expect(run.output, in: "Tests/CommandTests/Snapshots/\(name).txt")
    if name.hasSuffix("json") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
    }
  }

  @Test func nothingChangedSaysSo() throws {
    let run = try CommandRun.run(
      arguments: ["diff", Self.old, Self.old] + Self.axes
        + ["--fail-on", "cell-changed", "statement-removed", "header-changed"]
    )
    #expect(run.status == 0)
    #expect(run.output == "nothing changed\n")
  }

  @Test(
    "a difference that is not wanted has its exit code",
    arguments: [
      ("node-removed", 2), ("statement-removed", 2), ("statement-changed", 2), ("cell-lost", 0),
      ("cell-worse", 2), ("header-changed", 2),
    ]
  )
  func failOnHasItsExitCode(kind: String, status: Int) throws {
    let run = try CommandRun.run(
      arguments: ["diff", Self.old, Self.new] + Self.axes + ["--fail-on", kind]
    )
    #expect(Int(run.status) == status, "\(run.output)")
  }

  @Test(
    "wrong use is explained",
    arguments: [
      (["diff", old, new, "--fail-on", "node-remved"], 64, "did you mean 'node-removed'?"),
      (["diff", old, new, "--fail-on", "cell-lost"], 64, "needs --rows and --columns"),
      (["diff", "-", "-"], 64, "only one graph can be standard input"),
      (["diff", old, "none.jsonl"], 1, "there is no file 'none.jsonl'"),
      (["crosswalk", versions, "old@1", "old@3"], 1, "did you mean"),
      (["agreement", versions, "--coders", "ann", "--scheme", "old@1"], 64, "takes two names"),
      (
        ["agreement", versions, "--coders", "ann", "bem", "--scheme", "old@1"], 1,
        "did you mean 'ben'?"
      ),
      (
        ["agreement", versions, "--coders", "ann", "ben", "--scheme", "old@1", "--level", "4"], 1,
        "has no level 4"
      ),
    ]
  )
  func wrongUseIsExplained(arguments: [String], status: Int, message: String) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(Int(run.status) == status)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func silencedFindingsAreCountedAndListedUnderStrict() throws {
    let run = try CommandRun.run(arguments: ["validate", Self.versions, "--lint", "--strict"])
    #expect(run.errors.contains("1 silenced"))
    #expect(run.output.contains("hint: silenced: kept until the crosswalk is agreed"))
    let plain = try CommandRun.run(arguments: ["validate", Self.versions, "--lint"])
    #expect(plain.errors.contains("1 silenced"))
    #expect(!plain.output.contains("stale-scheme-version"))
  }
}
