import EvidenceTestSupport
import Foundation
import Testing

/// Commands answer from a snapshot as from its archive, or say why they cannot.
@Suite struct SnapshotCommandTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let graph = SharedData.packageRoot.appendingPathComponent(
      "Graphs/frontier-mitigations/graph.jsonl"
    )
    try sandbox.write([UInt8](Data(contentsOf: graph)), to: "g.jsonl")
    let made = try CommandRun.run(arguments: ["snapshot", sandbox.path("g.jsonl")])
    #expect(made.status == 0, "\(made.errors)")
    return sandbox
  }

  @Test(
    "either form gives the same answer",
    arguments: [
      ["stats", "--format", "json"], ["coverage", "--rows", "RiskDomain", "--format", "json"],
      ["gaps", "--format", "json"],
      ["find", "risk", "--format", "json"], ["validate"], ["export", "--format", "graphml"],
      ["query", "MATCH (p:Paper)-[r]->(m) RETURN p.key, type(r), m.label"],
    ]
  )
  func formsAgree(arguments: [String]) throws {
    let sandbox = try sandbox()
    let answers = try ["g.jsonl", "g.evidence"].map { name in
      var arguments = arguments
      arguments.insert(sandbox.path(name), at: 1)
      let run = try CommandRun.run(arguments: arguments)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    #expect(answers[0] == answers[1])
  }

  @Test("the same archive gives the same bytes, and a sound snapshot") func sameBytes() throws {
    let sandbox = try sandbox()
    let again = try CommandRun.run(
      arguments: ["snapshot", sandbox.path("g.jsonl"), "-o", sandbox.path("h.evidence")]
    )
    #expect(again.status == 0)
    #expect(sandbox.read("g.evidence") == sandbox.read("h.evidence"))
    let check = try CommandRun.run(arguments: ["snapshot", sandbox.path("g.evidence"), "--verify"])
    #expect(check.status == 0 && check.output.hasSuffix("sound\n"), "\(check.errors)")
  }

  @Test("a snapshot whose archive has changed says so, and is no archive to write to") func stale()
    throws
  {
    let sandbox = try sandbox()
    let text = String(decoding: try #require(sandbox.read("g.jsonl")), as: UTF8.self)
    try sandbox.write(text + "{\"node\":\"x\",\"kind\":\"Risk\"}\n", to: "g.jsonl")
    let run = try CommandRun.run(arguments: ["stats", sandbox.path("g.evidence")])
    #expect(run.status == 0 && run.errors.contains("[stale-snapshot]"), "\(run.errors)")
    // As long, and other words.
    try sandbox.write(text.replacing("\"kind\"", with: "\"kinb\""), to: "g.jsonl")
    let other = try CommandRun.run(arguments: ["stats", sandbox.path("g.evidence")])
    #expect(other.errors.contains("[stale-snapshot]"), "\(other.errors)")
  }

  @Test("a snapshot is kept beside an archive when asked, and is never older than it") func kept()
    throws
  {
    let sandbox = try Sandbox()
    let text = """
      {"evidence":1}
      {"node":"a","kind":"Risk","label":"One"}
      {"node":"b","kind":"Risk"}

      """
    try sandbox.write(text, to: "g.jsonl")
    let ask = ["stats", sandbox.path("g.jsonl"), "--format", "json"]
    func answer(_ status: Int32 = 0) throws -> String {
      let run = try CommandRun.run(arguments: ask + ["--cache"])
      #expect(run.status == status, "\(run.errors)")
      return status == 0 ? run.output : run.errors
    }
    let first = try CommandRun.run(arguments: ask)
    #expect(sandbox.read("g.evidence") == nil)
    #expect(try answer() == first.output)
    let kept = try #require(sandbox.read("g.evidence"))
    let place = try FileManager.default.attributesOfItem(atPath: sandbox.path("g.evidence"))
    #expect(try answer() == first.output)
    let later = try FileManager.default.attributesOfItem(atPath: sandbox.path("g.evidence"))
    #expect(
      place[.systemFileNumber] as? NSNumber == later[.systemFileNumber] as? NSNumber,
      "it is read, and not made again"
    )
    // The archive changes, in its length and without.
    for change in [
      text.replacing("One", with: "A longer name"), text.replacing("One", with: "Two"),
    ] {
      try sandbox.write(change, to: "g.jsonl")
      #expect(try answer() == CommandRun.run(arguments: ask).output)
      let shown = ["show", sandbox.path("g.jsonl"), "a"]
      let plain = try CommandRun.run(arguments: shown)
      #expect(try CommandRun.run(arguments: shown + ["--cache"]).output == plain.output)
    }
    #expect(sandbox.read("g.evidence") != kept)
    // Nothing is kept of an archive that is unsound, and nothing old answers for it.
    try sandbox.write(text + "{\"node\":\"c\"}\n", to: "g.jsonl")
    #expect(try answer(1).contains("g.jsonl:4:"))
    try FileManager.default.removeItem(atPath: sandbox.path("g.evidence"))
    #expect(try answer(1).contains("g.jsonl:4:"))
    #expect(sandbox.read("g.evidence") == nil)
    // Another file is not written over.
    try sandbox.write(text, to: "g.jsonl")
    for foreign in [Array("a page".utf8), Array(kept.prefix(4)), Array(kept.prefix(200))] {
      try sandbox.write(foreign, to: "g.evidence")
      #expect(try answer(1).contains("[cache-in-the-way]"))
      #expect(sandbox.read("g.evidence").map { [UInt8]($0) } == foreign)
    }
    let imported = try CommandRun.run(
      arguments: ["snapshot", sandbox.path("g.jsonl"), "-o", sandbox.path("h.evidence")]
    )
    #expect(imported.status == 0)
    try sandbox.write(text, to: "h.jsonl")
    let other = try CommandRun.run(arguments: ["stats", sandbox.path("h.jsonl"), "--cache"])
    #expect(other.status == 1 && other.errors.contains("[cache-in-the-way]"), "\(other.errors)")
  }

  @Test("a damaged snapshot answers nothing") func damaged() throws {
    let sandbox = try sandbox()
    var bytes = [UInt8](try #require(sandbox.read("g.evidence")))
    bytes[bytes.count / 2] ^= 0x10
    try sandbox.write(bytes, to: "g.evidence")
    for arguments in [["stats"], ["coverage"], ["snapshot", "--verify"]] {
      var arguments = arguments
      arguments.insert(sandbox.path("g.evidence"), at: 1)
      let run = try CommandRun.run(arguments: arguments)
      #expect(run.status == 1 && run.output.isEmpty, "\(arguments)")
      #expect(run.errors.contains("[damaged-snapshot]"), "\(run.errors)")
    }
  }

  @Test(
    "what is the wrong form is said",
    arguments: [
      (["g.jsonl", "--verify"], 1, "[no-snapshot]"), (["g.evidence"], 1, "[is-snapshot]"),
      (["g.evidence", "--verify", "-o", "x"], 64, "--verify writes nothing"),
      (["-"], 64, "give -o FILE"),
    ]
  )
  func wrongForm(arguments: [String], status: Int, message: String) throws {
    let sandbox = try sandbox()
    var arguments = arguments
    if arguments[0] != "-" { arguments[0] = sandbox.path(arguments[0]) }
    let run = try CommandRun.run(arguments: ["snapshot"] + arguments)
    #expect(Int(run.status) == status && run.errors.contains(message), "\(run.errors)")
  }

  @Test("an import writes a snapshot where the name says so, and never keeps a graph in one")
  func imported() throws {
    let sandbox = try sandbox()
    try sandbox.write(":ID,:LABEL,name\nr:1,Risk,Tampering\n", to: "nodes.csv")
    let made = try CommandRun.run(
      arguments: ["import", sandbox.path("nodes.csv"), "-o", sandbox.path("made.evidence")]
    )
    #expect(made.status == 0 && made.errors.contains("1 nodes, 0 statements"), "\(made.errors)")
    let check = try CommandRun.run(
      arguments: ["snapshot", sandbox.path("made.evidence"), "--verify"]
    )
    #expect(check.status == 0 && check.output.hasSuffix("sound\n"), "\(check.errors)")
    let before = sandbox.read("g.evidence")
    let merged = try CommandRun.run(
      arguments: ["import", sandbox.path("nodes.csv"), "--into", sandbox.path("g.evidence")]
    )
    #expect(merged.status == 64 && merged.errors.contains("no place to keep a graph"))
    #expect(sandbox.read("g.evidence") == before)
  }
}
