import EvidenceTestSupport
import Foundation
import Testing

/// Gates and the gaps they count, at the command: what cannot be judged never passes.
@Suite struct GateCommandTests {
  private static let graph = "Tests/CommandTests/Fixtures/small.jsonl"
  private static let axes = ["--rows", "types@1", "--columns", "risks@1"]
  private static let matrix = "{rows: types@1, columns: risks@1, most: %}"

  private func run(gate text: String, _ arguments: [String] = []) throws -> CommandRun {
    let folder = try Sandbox()
    try folder.write(text, to: "gate.yaml")
    return try CommandRun.run(
      arguments: ["gaps", Self.graph, "--gate", folder.path("gate.yaml")] + arguments
    )
  }

  @Test(
    "what cannot be judged is wrong use, with a hint",
    arguments: [
      (["--fail-on", "opposed"], "name both axes"),
      (["--fail-on", "unclassified", "opposed"], "--fail-on opposed is a gap of cells"),
      (["--kind", "opposed"], "name both axes"),
      (["--kind", "thin", "--format", "json"], "name both axes"),
      (["--fail-on"], "--fail-on"),
      (["--fail-on", "oposed"] + axes, "did you mean 'opposed'?"),
      (["--limit", "0"], "at least 1"),
    ]
  )
  func listsRefuse(arguments: [String], message: String) throws {
    let run = try CommandRun.run(arguments: ["gaps", Self.graph] + arguments)
    #expect(run.status == 64, "\(run.output)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "so is a gate that nothing could break",
    arguments: [
      ("", "must list its matrices"),
      ("matrices: []", "must list its matrices"),
      ("matrices: [\(matrix.replacing("%", with: "{}"))]", "kinds of gap and numbers"),
      ("matrices: [\(matrix.replacing("%", with: "{oposed: 0}"))]", "did you mean 'opposed'?"),
      ("matrices: [\(matrix.replacing("%", with: "{opposed: 1.5}"))]", "whole number"),
      ("matrices: [{rows: type@1, columns: risks@1, most: {thin: 0}}]", "did you mean 'types@1'?"),
      ("matrices: [{rows: types@1, colums: risks@1, most: {thin: 0}}]", "did you mean 'columns'?"),
      (
        "matrices: [{rows: types@1, rows-level: 4, columns: risks@1, most: {thin: 0}}]",
        "no level 4"
      ),
      ("most: {opposed: 0}", "needs axes"),
    ]
  )
  func gatesRefuse(text: String, message: String) throws {
    for form in ["table", "json"] {
      let run = try run(gate: text, ["--format", form])
      #expect(run.status == 64, "\(run.output)")
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  @Test("a gate and --fail-on hold both, in every form", arguments: ["table", "json", "csv"])
  func bothHold(form: String) throws {
    let open = "matrices: [\(Self.matrix.replacing("%", with: "{conflicting: 99, thin: 99}"))]"
    let shut = "matrices: [\(Self.matrix.replacing("%", with: "{conflicting: 0}"))]"
    let format = ["--format", form]
    let holds = try run(gate: open, format)
    #expect(holds.status == 0, "\(holds.errors)")
    #expect(try run(gate: shut, format).status == 2)
    #expect(try run(gate: open, format + Self.axes + ["--fail-on", "conflicting"]).status == 2)
    #expect(try run(gate: open, format + ["--fail-on", "conflicting"]).status == 64)
    #expect(try run(gate: open, format + Self.axes + ["--fail-on", "synthesis"]).status == 0)
    let broken = try run(gate: shut, format).output
    switch form {
    case "json":
      let rows = try JSONSerialization.jsonObject(with: Data(broken.utf8)) as? [[String: Any]]
      #expect(rows?.count == 1)
      #expect(rows?.first?["kind"] as? String == "conflicting")
      #expect(rows?.first?["holds"] as? Bool == false)
    case "csv":
      #expect(broken.hasPrefix("of,rows,rowsLevel,columns,columnsLevel,kind,count,most,holds\n"))
    default: #expect(broken.contains("gaps of kind 'conflicting', at most 0 allowed"))
    }
  }

  @Test(
    "--fail-on holds whatever is listed",
    arguments: [["--limit", "1"], ["--fragile"], ["--suggest", "1"]]
  )
  func listingChangesNothing(options: [String]) throws {
    let run = try CommandRun.run(
      arguments: ["gaps", Self.graph] + Self.axes + ["--fail-on", "conflicting"] + options
    )
    #expect(run.status == 2, "\(run.errors)")
  }

  @Test("a map of gaps refuses what a list refuses")
  func mapsRefuse() throws {
    for options in [["--limit", "0"], ["--limit", "201"], ["--kind", "thin"]] {
      let run = try CommandRun.run(
        arguments: ["map", Self.graph, "gaps", "--table", "-o", "-"] + options
      )
      #expect(run.status == 64, "\(options)")
    }
  }

  @Test("a circle is named once by whatever rolls up, and drawn by what does not")
  func circlesAreRefused() throws {
    let folder = try Sandbox()
    let text = try String(
      contentsOf: SharedData.packageRoot.appendingPathComponent(Self.graph),
      encoding: .utf8
    )
    let circle = #"{"from":"risks@1:1","relation":"BROADER","to":"risks@1:1.1","via":"q"}"#
    try folder.write(text + circle + "\n", to: "graph.jsonl")
    let graph = folder.path("graph.jsonl")
    let out = folder.path("out")
    let refused: [[String]] = [
      ["coverage", graph] + Self.axes, ["gaps", graph] + Self.axes, ["gaps", graph],
      ["paths", graph, "A", "risks@1:1"], ["map", graph, "taxonomy", "-o", out],
      ["map", graph, "coverage", "-o", out], ["map", graph, "paths", "A", "risks@1:1", "-o", out],
      ["map", graph, "gaps", "-o", out] + Self.axes,
      ["map", graph, "diff", graph, "-o", out] + Self.axes,
      ["map", graph, "overview", "--detail", "concepts", "-o", out] + Self.axes,
      ["report", graph, "-o", out], ["diff", graph, graph] + Self.axes,
    ]
    for arguments in refused {
      let run = try CommandRun.run(arguments: arguments)
      #expect(run.status == 1, "\(arguments): \(run.output)")
      let named = run.errors.components(separatedBy: "BROADER goes in a circle").count - 1
      #expect(named == 1, "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty)
    }
    let answered: [[String]] = [
      ["show", graph, "risks@1:1", "--hops", "2"], ["stats", graph],
      ["gaps", graph, "--group-by", "none"],
      ["map", graph, "around", "risks@1:1", "--hops", "2", "-o", out, "--format", "dot"],
    ]
    for arguments in answered {
      #expect(try CommandRun.run(arguments: arguments).status == 0, "\(arguments)")
    }
    #expect(try CommandRun.run(arguments: ["validate", graph]).status == 2)
  }
}
