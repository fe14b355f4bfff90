import EvidenceTestSupport
import Testing

@Suite struct HelpTests {
  @Test(
    "each help text is the one that is kept",
    arguments: [
      "", "new", "import", "template", "export", "snapshot", "validate", "stats", "find", "query",
      "show",
      "paths",
      "coverage",
      "gaps", "map",
      "report", "policy", "diff", "crosswalk", "agreement", "shell", "serve", "map taxonomy",
      "map coverage",
      "map paths", "map around", "map overview", "map gaps", "map diff",
      "sql", "sql coverage", "sql gaps", "sql paths",
    ]
  )
  func helpIsKept(command: String) throws {
    let run = try CommandRun.run(
      arguments: command.split(separator: " ").map { String($0) } + ["--help"]
    )
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.suffix(3).first == "EXAMPLES:")
    #expect(lines.suffix(2).allSatisfy { $0.hasPrefix("  evidence ") })
    let name = command.isEmpty ? "evidence" : command.replacing(" ", with: "-")
    try Snapshot.expect(run.output, in: "Tests/CommandTests/Snapshots/help-\(name).txt")
  }
}
