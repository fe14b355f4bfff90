import EvidenceTestSupport
import Foundation
import Testing

/// What the command says to somebody who uses it wrongly.
@Suite struct MannersTests {
  static let small = "Tests/CommandTests/Fixtures/small.jsonl"
  static let repository = "Graphs/ai-risk-repository/graph.jsonl"
  static let frontier = "Graphs/frontier-mitigations/graph.jsonl"
  static let axes = ["--rows", "types@1", "--columns", "risks@1"]

  @Test(
    "a misspelt name is never an empty answer",
    arguments: [
      (["stat", small], 64, "there is no command 'stat'; did you mean 'stats'?"),
      (["xyzzy"], 64, "there are: new, import, template, export, validate, snapshot"),
      (["show", small, "A", "--relations", "ADRESSES"], 1, "did you mean 'ADDRESSES'?"),
      (["show", small, "--kind", "Papr"], 1, "did you mean 'Paper'?"),
      (["show", small, "A", "--hops", "1", "--relations", "NO"], 1, "there are: ADDRESSES"),
      (["stats", small, "--by", "schem"], 64, "did you mean 'scheme'?"),
      (["coverage", small] + axes + ["--where", "yeer=1"], 1, "did you mean 'year'?"),
      (["coverage", small] + axes + ["--source", "paper:c"], 1, "did you mean 'paper:a'?"),
      (["coverage", small] + axes + ["--without", "paper:c"], 1, "did you mean 'paper:a'?"),
      (["show", small, "risks@1:9"], 1, "the codes of 'risks@1' are: 1, 1.1, 2"),
      (["show", small, "nothing of the kind"], 1, "evidence find GRAPH WORDS"),
      (["show", repository, "1.1"], 1, "mit-risk@4:1.1  RiskDomain  Unfair discrimination"),
    ]
  )
  func slipsAreNamed(arguments: [String], status: Int, message: String) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(Int(run.status) == status)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "options that do not go together are refused, with the usage of the command",
    arguments: [
      ["show", small, "--hops", "1"], ["show", small, "A", "--kind", "Paper"],
      ["show", small, "A", "--limit", "0"], ["paths", small, "A", "B", "--all", "--limit", "1"],
      ["coverage", small, "--columns", "types@1"],
      ["crosswalk", small, "types@1", "risks@1", "--statements", "--format", "csv"],
      ["gaps", small, "--as-sheet"], ["diff", small, small, "--numbers"],
      ["coverage", small, "--rows", "types@1", "--count", "works"],
      ["find", small, "x", "--limit", "0"], ["gaps", small, "--rows", "types@1"],
    ]
  )
  func usageIsTheCommands(arguments: [String]) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains("Usage: evidence \(arguments[0]) "), "\(run.errors)")
    #expect(run.errors.contains("See 'evidence \(arguments[0]) --help'"), "\(run.errors)")
  }

  @Test("where axes are missing, what there is stands there, with a line that works")
  func axesAreListed() throws {
    let run = try CommandRun.run(arguments: ["coverage", Self.repository])
    #expect(run.status == 64)
    #expect(run.errors.contains("mit-risk@4  7 + 24 concepts"), "\(run.errors)")
    #expect(run.errors.contains("kinds of this graph: Mitigation, Paper"))
    let line = try #require(
      run.errors.split(separator: "\n").first { $0.hasPrefix("for example: evidence ") }
    )
    let words = ShellWords.split(String(line.dropFirst("for example: evidence ".count)))
    let answer = try CommandRun.run(arguments: words)
    #expect(answer.status == 0 && !answer.output.isEmpty, "\(line): \(answer.errors)")
  }

  @Test("what paths wants decides between nodes of one code") func pathsKnowWhatTheyWant() throws {
    let run = try CommandRun.run(
      arguments: ["paths", Self.frontier, "https://arxiv.org/abs/2412.02145", "1.1"]
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("mit-risk@4:1.1"), "\(run.output)")
  }

  @Test("version and completions are there") func versionAndCompletions() throws {
    #expect(try CommandRun.run(arguments: ["--version"]).output.first?.isNumber == true)
    for shell in ["bash", "zsh", "fish"] {
      let run = try CommandRun.run(arguments: ["--generate-completion-script", shell])
      #expect(run.status == 0 && run.output.contains("crosswalk"))
    }
  }
}
