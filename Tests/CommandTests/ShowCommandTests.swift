import EvidenceTestSupport
import Foundation
import Testing

@Suite struct ShowCommandTests {
  static let repository = "Graphs/ai-risk-repository/graph.jsonl"
  static let frontier = "Graphs/frontier-mitigations/graph.jsonl"

  @Test("a page begins with a summary, and lists ten of each relation") func pageIsShort() throws {
    let run = try CommandRun.run(arguments: ["show", Self.repository, "mit-risk@4:7.3"])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "7.3 Lack of capability or robustness")
    #expect(lines.contains("  statements: 128"))
    #expect(
      run.output.contains("127 ← IN_DOMAIN from Risk")
        || run.output.contains("← IN_DOMAIN from Risk")
    )
    #expect(lines.count < 60, "\(lines.count) lines")
    #expect(run.output.contains("    … and "))
    #expect(run.errors.contains("more statements; --limit"))
    let whole = try CommandRun.run(
      arguments: ["show", Self.repository, "mit-risk@4:7.3", "--limit", "100000"]
    )
    #expect(!whole.output.contains("… and ") && whole.errors.isEmpty)
    let one = try CommandRun.run(
      arguments: ["show", Self.repository, "mit-risk@4:7.3", "--limit", "1", "--format", "csv"]
    )
    let relations = one.output.split(separator: "\n").count - 1
    let groups = whole.output.split(separator: "\n").count { line in
      line.hasPrefix("  ←") || line.hasPrefix("  →")
    }
    #expect(relations == groups, "\(one.output)")
  }

  @Test("every format says who says what, how and how surely", arguments: ["csv", "tsv", "json"])
  func formatsAreWhole(format: String) throws {
    let run = try CommandRun.run(arguments: ["show", Self.frontier, "4.2", "--format", format])
    #expect(run.status == 0)
    for name in [
      "from", "fromName", "relation", "to", "toName", "stance", "evidenceType", "source",
      "sourceName", "via", "locator", "rationale",
    ] {
      #expect(run.output.contains(format == "json" ? "\"\(name)\":" : name), "\(format) \(name)")
    }
    for value in [
      "opposes", "expert-judgment", "doi:10.48550/arxiv.2412.02145",
      "Pre-deployment risk assessments",
      "Effective Mitigations for Systemic Risks from General-Purpose AI", "line 23",
      "surveyed experts agreed that it could work",
    ] {
      #expect(run.output.contains(value), "\(format) \(value)")
    }
    if format == "csv" { #expect(run.output.split(separator: "\n")[0].contains("confidence")) }
  }

  @Test("a list has a limit too") func listsAreLimited() throws {
    let run = try CommandRun.run(
      arguments: ["show", Self.repository, "--kind", "Risk", "--limit", "3", "--format", "csv"]
    )
    #expect(run.output.split(separator: "\n").count == 4)
    #expect(run.errors.contains("3 of 2391 nodes"))
  }
}
