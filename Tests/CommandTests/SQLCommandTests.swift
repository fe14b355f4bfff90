import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// `evidence sql`: what it refuses, and that its answers are those of the command.
@Suite struct SQLCommandTests {
  private static let small = "Tests/CommandTests/Fixtures/small.jsonl"
  private static let matrix = [
    "sql", "coverage", small, "--rows", "types@1", "--columns", "risks@1", "--dialect", "duckdb",
  ]

  @Test(
    "what cannot be asked in SQL is refused by name",
    arguments: [
      (matrix + ["--cell", "1,1"], "Unknown option '--cell'"),
      (matrix + ["--sensitivity"], "Unknown option '--sensitivity'"),
      (matrix + ["--where", "kind=Paper"], "kind"),
      (Array(matrix.dropLast(3)) + ["year", "--dialect", "duckdb"], "'year' is of values"),
      (Array(matrix.dropLast()) + ["mysql"], "'mysql' is no dialect"),
      (["sql", "gaps", small, "--dialect", "spark", "--kind", "thin"], "name both axes"),
      (["sql", "gaps", small, "--dialect", "spark", "--suggest", "3"], "--suggest"),
      (
        ["sql", "paths", small, "A", "risks@1:1", "--dialect", "spark", "--sensitivity"],
        "--sensitivity"
      ),
    ]
  )
  func refusals(arguments: [String], message: String) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 64 || (message == "kind" && run.status == 1))
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("the tables and the statements are written side by side", arguments: ["sql", "spark"])
  func export(format: String) throws {
    let sandbox = try Sandbox()
    let folder = sandbox.url.appendingPathComponent("tables")
    let run = try CommandRun.run(
      arguments: ["export", Self.small, "--format", format, "-o", folder.path]
    )
    #expect(run.status == 0 && run.errors.hasPrefix("\(format) does not hold:"))
    let names =
      format == "sql"
      ? ["nodes.csv", "duckdb/load.sql", "duckdb/node-gaps.sql"]
      : ["nodes/kind=Paper/part-00000.csv", "load.sql", "node-gaps.sql"]
    for name in names {
      let path = folder.appendingPathComponent(name).path
      #expect(FileManager.default.fileExists(atPath: path), "\(name)")
    }
  }

  private static let python =
    ProcessInfo.processInfo.environment["EVIDENCE_PYTHON"] ?? "python3"

  /// Whether a Python with DuckDB is here.
  private static let hasDuckDB: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", "import duckdb"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private func compare(_ graphs: [String], engines: String) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        Self.python, SharedData.packageRoot.appendingPathComponent("Tests/SQL/answers.py").path,
        CommandRun.url(of: "evidence").path,
      ] + graphs + ["--engines", engines, "--times"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(
    "DuckDB answers as the command does, on random graphs",
    .enabled(if: hasDuckDB, "EVIDENCE_PYTHON names no Python with the module duckdb")
  )
  func randomGraphs() throws {
    let sandbox = try Sandbox()
    var graphs: [String] = []
    for seed in UInt64(0)..<24 {
      let parts = RandomGraph.parts(seed: seed, density: seed % 3 == 0 ? 0.5 : 1)
      try sandbox.write(ArchiveWriter.text(of: try parts.build()), to: "\(seed).jsonl")
      graphs.append(sandbox.url.appendingPathComponent("\(seed).jsonl").path)
    }
    let (status, text) = try compare(graphs, engines: "duckdb")
    #expect(status == 0, "\(text.split(separator: "\n").filter { !$0.hasPrefix("ok") })")
  }

  /// What `make sql` asks the engines about.
  @Test(
    "a graph of 100,000 nodes is written for the engines",
    .enabled(
      if: ProcessInfo.processInfo.environment["EVIDENCE_SQL_GRAPH"] != nil,
      "EVIDENCE_SQL_GRAPH names no file"
    )
  )
  func largeGraph() throws {
    let path = try #require(ProcessInfo.processInfo.environment["EVIDENCE_SQL_GRAPH"])
    let graph = try RandomGraph.sparse(seed: 1, nodes: 100_000).build()
    try Data(ArchiveWriter.text(of: graph).utf8).write(to: URL(fileURLWithPath: path))
  }
}
