import EvidenceTestSupport
import Foundation
import Testing

/// What stands where a file was being written, however the process has ended.
@Suite(.serialized) struct InterruptionTests {
  /// A graph large enough that writing it is a good part of the work.
  static let large: (nodes: String, edges: String) = {
    let ids = 0..<300
    let words = String(repeating: "word ", count: 120)
    return (
      "id:ID,:LABEL,label,note\n"
        + ids.map { "r\($0),Risk,Risk \($0),\(words)\n" }.joined(),
      ":START_ID,:END_ID,:TYPE\n"
        + ids.dropFirst().map { "r\($0),r\($0 / 2),BROADER\n" }.joined()
    )
  }()

  static func sandbox() throws -> (sandbox: Sandbox, old: Data, new: Data, duration: Duration) {
    let sandbox = try Sandbox()
    try sandbox.write(large.nodes, to: "nodes.csv")
    try sandbox.write(large.edges, to: "edges.csv")
    try sandbox.write("id:ID,:LABEL\nold,Risk\n", to: "old.csv")
    let start = ContinuousClock.now
    #expect(try sandbox.run("exec $E import nodes.csv edges.csv -o new.jsonl --quiet").status == 0)
    let duration = ContinuousClock.now - start
    #expect(try sandbox.run("$E import old.csv -o old.jsonl --quiet").status == 0)
    let new = try #require(sandbox.read("new.jsonl"))
    let old = try #require(sandbox.read("old.jsonl"))
    for name in ["new.jsonl", "old.jsonl", "old.csv"] { unlink(sandbox.path(name)) }
    return (sandbox, old, new, duration)
  }

  @Test(
    "ended at any moment, the old file or the new one stands there, whole and alone",
    arguments: [(SIGKILL, 100), (SIGINT, 30), (SIGTERM, 30), (SIGHUP, 10)]
  )
  func endedAtAnyMoment(signal: Int32, times: Int) throws {
    let (sandbox, old, new, duration) = try Self.sandbox()
    var random = SeededGenerator(seed: UInt64(signal))
    let most = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    var (isOld, isNew) = (0, 0)
    for _ in 0..<times {
      try old.write(to: sandbox.url.appendingPathComponent("graph.jsonl"))
      let run = try sandbox.start("exec $E import nodes.csv edges.csv -o graph.jsonl --quiet")
      usleep(UInt32(Double.random(in: 0...1.5, using: &random) * most * 1e6))
      kill(run.process.processIdentifier, signal)
      run.process.waitUntilExit()
      let standing = sandbox.read("graph.jsonl")
      #expect(standing == old || standing == new)
      if standing == old { isOld += 1 } else { isNew += 1 }
      // Between naming the file and renaming it the process cannot be kept from dying; the next
      // writer clears up.
      let rest = sandbox.names.filter { !["edges.csv", "graph.jsonl", "nodes.csv"].contains($0) }
      #expect(rest.isEmpty || (signal == SIGKILL && rest.count == 1), "\(rest)")
      if run.process.terminationReason == .uncaughtSignal {
        #expect(run.process.terminationStatus == signal)
      } else {
        #expect(run.process.terminationStatus == 0)
      }
    }
    print("signal \(signal): \(isOld) times the old file, \(isNew) times the new one")
    #expect(try sandbox.run("$E import nodes.csv -o graph.jsonl --quiet").status == 0)
    #expect(sandbox.names == ["edges.csv", "graph.jsonl", "nodes.csv"])
  }

  @Test("a signal that is ignored by who starts the command stays ignored")
  func ignoredSignals() throws {
    let (sandbox, _, new, _) = try Self.sandbox()
    let run = try sandbox.start(
      "trap '' HUP; mkfifo gate; exec $E import nodes.csv edges.csv -o gate --quiet"
    )
    // It waits for a reader of its output.
    while !sandbox.names.contains("gate") { usleep(1000) }
    usleep(300_000)
    kill(run.process.processIdentifier, SIGHUP)
    _ = try sandbox.run("timeout 60 cat gate > got")
    #expect(sandbox.read("got") == new)
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 0 && run.process.terminationReason == .exit)
  }

  @Test(
    "a query that is interrupted ends at once, and leaves nothing half-written",
    arguments: [
      "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)' -o out.csv",
      "UNWIND range(1, 100000000) AS i RETURN i' --max-rows 100000000 -o out.csv",
      "UNWIND range(1, 100000000) AS i CREATE (:Risk {n: i})' --write -o out.jsonl",
    ]
  )
  func interruptedQuery(query: String) throws {
    let sandbox = try WritingTests.sandbox()
    for name in ["out.csv", "out.jsonl"] { try sandbox.write("old", to: name) }
    let before = sandbox.names
    let run = try sandbox.start("exec $E query g.jsonl '\(query) --max-memory 16000")
    usleep(1_500_000)
    #expect(run.process.isRunning)
    let asked = ContinuousClock.now
    kill(run.process.processIdentifier, SIGINT)
    run.process.waitUntilExit()
    #expect(ContinuousClock.now - asked < .seconds(2))
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(run.process.terminationStatus == SIGINT)
    #expect(sandbox.names == before)
    for name in ["out.csv", "out.jsonl"] { #expect(sandbox.read(name) == Data("old".utf8)) }
  }

  @Test("a worker that is interrupted leaves nothing", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interruptedWorker(signal: Int32) throws {
    let sandbox = try WritingTests.sandbox()
    try sandbox.write("old", to: "out")
    let before = sandbox.names
    // The worker waits for the graph, which never ends.
    mkfifo(sandbox.path("gate"), 0o600)
    let sleeper = try sandbox.start("exec sleep 600 > gate")
    let run = try sandbox.start("exec $E map - overview -o out < gate")
    var workers: [Int32] = []
    #if os(Linux)
      while workers.isEmpty, run.process.isRunning {
        usleep(10_000)
        workers = ProgressTests.children(of: run.process.processIdentifier).filter {
          (try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8))?
            .contains("--worker") == true
        }
      }
    #else
      sleep(2)
    #endif
    kill(run.process.processIdentifier, signal)
    run.process.waitUntilExit()
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(run.process.terminationStatus == signal)
    for worker in workers { #expect(kill(worker, 0) != 0, "worker \(worker) is still there") }
    kill(sleeper.process.processIdentifier, SIGKILL)
    sleeper.process.waitUntilExit()
    unlink(sandbox.path("gate"))
    #expect(sandbox.names == before && sandbox.read("out") == Data("old".utf8))
  }
}
