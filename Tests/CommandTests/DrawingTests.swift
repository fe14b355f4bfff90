import EvidenceTestSupport
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

  @Test func whatAWorkerFindsIsSaidOnce() throws {
    let run = try CommandRun.run(
      arguments: ["map", Self.graph, "around", "nokey", "--timeout", "60", "-o", "-"]
    )
    #expect(run.status == 1)
    #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 1)
  }

  @Test func aWorkerThatTakesTooLongIsKilled() throws {
    let run = try CommandRun.run(
      arguments: [
        "map", Self.graph, "coverage", "--rows", "Mitigation", "--columns", "Risk", "--plain",
        "--timeout", "1", "-o", "-",
      ]
    )
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
