import EvidenceTestSupport
import Foundation
import Testing

/// `evidence export`, as it is typed.
@Suite struct ExportCommandTests {
  private let graph = "Graphs/frontier-mitigations/graph.jsonl"

  @Test("the form is asked for or named by the file; both and neither are errors") func forms()
    throws
  {
    let text = try CommandRun.run(arguments: ["export", graph, "--format", "ris"])
    #expect(text.status == 0 && text.output.hasPrefix("TY  - "))
    #expect(text.errors.hasPrefix("ris does not hold:\n"))
    let unknown = try CommandRun.run(arguments: ["export", graph, "--format", "bibtext"])
    #expect(unknown.status == 64 && unknown.errors.contains("did you mean 'bibtex'?"))
    #expect(unknown.errors.contains("there are: csv, tsv, sssom"))
    let none = try CommandRun.run(arguments: ["export", graph])
    #expect(none.status == 64 && none.errors.contains("say in which form: --format csv"))
    let both = try CommandRun.run(
      arguments: ["export", graph, "--format", "ris", "-o", "/nowhere/x.bib"]
    )
    #expect(both.status == 64 && both.errors.contains("leave out one of them"))
    let pair = try CommandRun.run(arguments: ["export", graph, "--format", "csv"])
    #expect(pair.status == 64 && pair.errors.contains("-o FOLDER"))
  }

  @Test("the bulk pair makes the same graph but for its header") func bulk() throws {
    let sandbox = try Sandbox()
    let root = SharedData.packageRoot.appendingPathComponent(graph).path
    let run = try sandbox.run(
      "\"$E\" export \(root) --format csv -o tables --losses lost.json && "
        + "\"$E\" import tables -o back.jsonl --quiet && \"$E\" diff \(root) back.jsonl"
    )
    #expect(run.status == 0 || run.status == 2, "\(run.errors)")
    #expect(run.output.hasPrefix("14 changes of the header\n"), "\(run.output)")
    let losses = sandbox.read("lost.json").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(losses.hasPrefix("{\"format\":\"csv\",\"losses\":["))
  }

  @Test("a layer counts independent works; --scheme is for layers alone") func layers() throws {
    let layer = try CommandRun.run(
      arguments: ["export", graph, "--format", "navigator", "--scheme", "mit-risk@4"]
    )
    #expect(layer.status == 0 && layer.output.contains("\"techniqueID\":\"4.2\",\"score\":2"))
    let other = try CommandRun.run(
      arguments: ["export", graph, "--format", "ris", "--scheme", "mit-risk@4"]
    )
    #expect(other.status == 64)
  }

  @Test("nothing that was read is written over") func output() throws {
    let sandbox = try Sandbox()
    try sandbox.write("{\"evidence\":1}\n{\"node\":\"paper:a\",\"kind\":\"Paper\"}\n", to: "a.ris")
    let run = try sandbox.run("\"$E\" export a.ris -o a.ris")
    #expect(run.status == 1 && run.errors.contains("output-is-input"))
  }
}
