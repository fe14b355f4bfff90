import EvidenceTestSupport
import Foundation
import Testing

/// Every command that prints, to a standard output that takes nothing.
@Suite struct StandardOutputTests {
  static let commands = [
    "stats g.jsonl", "show g.jsonl", "validate g.jsonl --format json", "policy",
    "coverage g.jsonl --rows types@1 --columns risks@1", "gaps g.jsonl",
    "diff g.jsonl later.jsonl", "map g.jsonl overview -o -", "map - overview -o - < g.jsonl",
    "report g.jsonl -o -", "report - -o - < g.jsonl", "import nodes.csv edges.csv -o -",
    "import nodes.csv -o /dev/stdout", "--help", "map --help", "--version",
  ]

  @Test("a device that is full is an error", arguments: commands)
  func full(command: String) throws {
    let sandbox = try WritingTests.sandbox()
    guard try sandbox.makeDevice("full", like: "1 7") else {
      print("skipped: devices can only be made by the administrator")
      return
    }
    let run = try sandbox.run("$E \(command) > full")
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot write standard output: no space left on device"))
  }

  @Test("a closed one is an error", arguments: commands)
  func closed(command: String) throws {
    let run = try WritingTests.sandbox().run("$E \(command) >&-")
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot write standard output: bad file descriptor"))
  }

  @Test("a pipe that nobody reads any more is quiet", arguments: commands)
  func closedPipe(command: String) throws {
    let sandbox = try WritingTests.sandbox()
    // The reader is gone before the first byte comes; once with the signal ignored by who starts.
    for trap in ["", "trap '' PIPE; "] {
      let run = try sandbox.run(
        "\(trap)mkfifo gate; { read -r < gate; $E \(command); echo $? > status; } | : & "
          + "sleep 0.05; echo > gate; wait; rm gate"
      )
      // What is noted before anything is written is noted all the same.
      #expect(!run.errors.contains("error"), "\(run.errors)")
      #expect(sandbox.read("status") == Data("141\n".utf8))
    }
  }

  @Test("standard error that takes nothing changes nothing", arguments: commands)
  func errors(command: String) throws {
    let sandbox = try WritingTests.sandbox()
    let plain = try sandbox.run("$E \(command)")
    #expect(plain.status == 0)
    var lines = ["2>&-", "2> >(:)"]
    if try sandbox.makeDevice("full", like: "1 7") { lines.append("2> full") }
    for line in lines {
      let run = try sandbox.run("$E \(command) \(line)")
      #expect(run.status == 0 && run.output == plain.output, "\(line)")
    }
  }
}
