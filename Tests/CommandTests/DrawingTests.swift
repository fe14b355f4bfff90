import EvidenceTestSupport
import Foundation
import Testing

/// Maps as the command draws them.
@Suite struct DrawingTests {
  static let graph = "Graphs/ai-risk-repository/graph.jsonl"

  @Test func aWorkerDrawsTheSameBytes() throws {
    let alone = try CommandRun.run(arguments: ["map", Self.graph, "overview", "-o", "-"])
    let worker = try CommandRun.run(
      arguments: ["map", Self.graph, "overview", "--timeout", "60", "-o", "-"]
    )
    #expect(alone.status == 0 && worker.status == 0, "\(alone.errors) \(worker.errors)")
    #expect(alone.output == worker.output)
  }

  @Test func pastTheBudgetAWorkerDraws() throws {
    // 85 papers against 85: more cells than this process gives Graphviz.
    let arguments = [
      "map", Self.graph, "coverage", "--of", "Risk", "--rows", "Paper", "--columns", "Paper",
      "--since", "3000", "--plain", "-o", "-",
    ]
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 0 && run.output.contains("<svg"), "\(run.errors)")
    #expect(run.errors.components(separatedBy: "note: ").count == 2, "\(run.errors)")
    let asked = try CommandRun.run(arguments: arguments + ["--timeout", "60"])
    #expect(asked.output == run.output && asked.errors == run.errors)
  }

  @Test func standardInputIsDrawnByAWorker() throws {
    let graph = try ProgressTests.graph()
    let alone = try CommandRun.run(
      arguments: ["map", AskingTests.graph, "overview", "-o", "-"]
    )
    let flagged = try CommandRun.run(
      arguments: ["map", AskingTests.graph, "overview", "--untrusted", "-o", "-"]
    )
    let piped = try CommandRun.run(arguments: ["map", "-", "overview", "-o", "-"], input: graph)
    #expect(alone.status == 0 && !alone.output.isEmpty)
    #expect(flagged.output == alone.output, "\(flagged.errors)")
    // What stands for the graph in the command that a sheet ends with is all that differs.
    let (name, dash) = ("evidence map small.jsonl overview", "evidence map - overview")
    #expect(alone.output.contains(name) && piped.output.contains(dash), "\(piped.errors)")
    #expect(piped.output == alone.output.replacing(name, with: dash), "\(piped.errors)")
  }

  @Test func aReportOfStandardInputIsTheSame() throws {
    let alone = try CommandRun.run(arguments: ["report", AskingTests.graph, "-o", "-"])
    let piped = try CommandRun.run(
      arguments: ["report", "-", "-o", "-"],
      input: try ProgressTests.graph()
    )
    #expect(alone.status == 0 && alone.output.contains("<html"))
    // The command at its end names what the graph was called.
    #expect(alone.output.contains("<code>evidence report small.jsonl -o report.html</code>"))
    let named = piped.output.replacing(
      "evidence report - -o",
      with: "evidence report small.jsonl -o"
    )
    #expect(named == alone.output && piped.errors == alone.errors)
  }

  @Test func whatAWorkerFindsIsSaidOnce() throws {
    let run = try CommandRun.run(
      arguments: ["map", Self.graph, "around", "nokey", "--timeout", "60", "-o", "-"]
    )
    #expect(run.status == 1)
    #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 1)
  }

  @Test func aWorkerThatTakesTooLongIsKilled() throws {
    // The whole page takes several times as long as it is given.
    let run = try CommandRun.run(arguments: ["report", Self.graph, "--timeout", "1", "-o", "-"])
    #expect(run.status == 1)
    #expect(run.errors.contains("hint: fold it: "), "\(run.errors)")
  }

  @Test func aGraphDoesNotDifferFromItself() throws {
    let run = try CommandRun.run(
      arguments: [
        "map", Self.graph, "diff", Self.graph, "--of", "Risk", "--rows", "mit-risk@4", "--columns",
        "mit-causal-entity@4", "-o", "-",
      ]
    )
    #expect(run.status == 0)
    #expect(run.output.contains(">No cell changed<"))
  }
}
