import EvidenceTestSupport
import Foundation
import Testing

/// Inputs that come through pipes, to commands of every sort.
@Suite struct PipedInputTests {
  static let pairs = [
    ("stats g.jsonl --format json", "stats <(cat g.jsonl) --format json"),
    ("stats g.jsonl --by scheme", "stats - --by scheme < <(cat g.jsonl)"),
    ("stats g.jsonl --by kind", "stats - --by kind < g.jsonl"),
    ("diff g.jsonl later.jsonl", "diff <(cat g.jsonl) <(cat later.jsonl)"),
    ("map g.jsonl overview -o -", "map <(cat g.jsonl) overview -o -"),
    ("map g.jsonl overview --plain -o -", "map <(cat g.jsonl) overview --plain -o -"),
    ("map g.jsonl diff later.jsonl -o -", "map <(cat g.jsonl) diff <(cat later.jsonl) -o -"),
    ("map g.jsonl diff later.jsonl -o -", "map - diff later.jsonl -o - < g.jsonl"),
    ("map g.jsonl diff later.jsonl -o -", "map g.jsonl diff - --timeout 60 -o - < later.jsonl"),
    (
      "report g.jsonl --policy policy.yaml -o -",
      "report <(cat g.jsonl) --policy <(cat policy.yaml) -o -"
    ),
    (
      "report g.jsonl --policy policy.yaml -o -",
      "report - --policy policy.yaml -o - < g.jsonl"
    ),
    (
      "gaps g.jsonl --policy policy.yaml --format csv",
      "gaps <(cat g.jsonl) --policy <(cat policy.yaml) --format csv"
    ),
    ("import g.jsonl -o -", "import <(cat g.jsonl) -o -"),
    ("import nodes.csv -o -", "import <(cat nodes.csv) -o -"),
  ]

  /// An output in which the command that a sheet ends with names no file.
  private static func nameless(_ output: String) -> String {
    ["g.jsonl", "later.jsonl", "policy.yaml"].reduce(output) { $0.replacing($1, with: "-") }
      .replacing("evidence map g ", with: "evidence map - ")
  }

  @Test("a pipe gives what the file gives", arguments: pairs)
  func pipeGivesWhatTheFileGives(file: String, pipe: String) throws {
    let sandbox = try WritingTests.sandbox()
    let plain = try sandbox.run("$E \(file)")
    let piped = try sandbox.run("timeout 100 $E \(pipe)")
    #expect(plain.status == 0, "\(plain.errors)")
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(Self.nameless(piped.output) == Self.nameless(plain.output))
  }

  @Test("past the budget of the process, a pipe gives what the file gives")
  func pastTheBudget() throws {
    let graph = SharedData.packageRoot.appendingPathComponent(DrawingTests.graph).path
    let map = "coverage --of Risk --rows Paper --columns Paper --since 3000 --plain -o -"
    let sandbox = try Sandbox()
    // A name as long as that of a pipe, so that the command breaks into the same lines.
    let plain = try sandbox.run("cp \(graph) g; $E map g \(map)")
    let piped = try sandbox.run("timeout 100 $E map <(cat \(graph)) \(map)")
    #expect(plain.status == 0 && piped.status == 0, "\(plain.errors) \(piped.errors)")
    #expect(Self.nameless(piped.output) == Self.nameless(plain.output))
    #expect(piped.output.contains("<svg"))
  }

  @Test(
    "one pipe does not stand for two inputs",
    arguments: ["map - diff - -o -", "stats - < /dev/null; $E report - --policy - -o -"]
  )
  func onePipeForTwo(command: String) throws {
    let run = try WritingTests.sandbox().run("cat g.jsonl | $E \(command)")
    #expect(run.status == 1)
    #expect(run.errors.contains("can be read only once"), "\(run.errors)")
  }

  @Test("what a worker was handed cannot change behind the name")
  func handedBytes() throws {
    let sandbox = try WritingTests.sandbox()
    let plain = try sandbox.run("$E map g.jsonl overview -o -")
    // The name leads elsewhere as soon as the file is open.
    let run = try sandbox.run(
      "exec 3< g.jsonl; rm g.jsonl; echo no graph > g.jsonl; "
        + "timeout 100 $E map /dev/fd/3 overview --timeout 60 -o -"
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(Self.nameless(run.output) == Self.nameless(plain.output))
  }
}
