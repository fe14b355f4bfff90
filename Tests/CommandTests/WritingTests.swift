import EvidenceTestSupport
import Foundation
import Testing

/// Every command that writes, to everything that can be written to.
@Suite struct WritingTests {
  /// The commands that write; `OUT` is where to.
  static let commands = [
    "$E map g.jsonl overview -o OUT",
    "$E map g.jsonl coverage --table -o OUT",
    "$E map g.jsonl overview --format dot -o OUT",
    "$E map g.jsonl overview --timeout 60 -o OUT",
    "$E map g.jsonl diff later.jsonl --policy policy.yaml --timeout 60 -o OUT",
    "$E report g.jsonl -o OUT",
    "$E import nodes.csv edges.csv -o OUT",
    "$E import recipe.yaml -o OUT",
  ]

  /// What every one of them may read.
  static let inputs = [
    "g.jsonl", "later.jsonl", "policy.yaml", "nodes.csv", "edges.csv", "recipe.yaml", "table.csv",
  ]

  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let fixtures = SharedData.packageRoot.appendingPathComponent("Tests/CommandTests/Fixtures")
    for (file, name) in [("small.jsonl", "g.jsonl"), ("small-later.jsonl", "later.jsonl")] {
      try FileManager.default.copyItem(
        at: fixtures.appendingPathComponent(file),
        to: sandbox.url.appendingPathComponent(name)
      )
    }
    try sandbox.write(try CommandRun.run(arguments: ["policy"]).output, to: "policy.yaml")
    try sandbox.write("id:ID,:LABEL,label\na,Risk,One\nb,Risk,Two\n", to: "nodes.csv")
    try sandbox.write(":START_ID,:END_ID,:TYPE\na,b,BROADER\n", to: "edges.csv")
    try sandbox.write("id,name\na,One\nb,Two\n", to: "table.csv")
    try sandbox.write(
      """
      recipe: 1
      sources:
        - table: table.csv
          rows:
            - nodes:
                - key: "risk:{id}"
                  kind: Risk
                  label: "{name}"

      """,
      to: "recipe.yaml"
    )
    return sandbox
  }

  /// What a command writes, asked for by standard output.
  static func expected(_ command: String, _ sandbox: Sandbox) throws -> Data {
    let run = try sandbox.run(command.replacing("OUT", with: "-"))
    #expect(run.status == 0 && !run.output.isEmpty, "\(run.errors)")
    return Data(run.output.utf8)
  }

  @Test("a file is made, or replaced with its permissions kept", arguments: commands)
  func file(command: String) throws {
    let sandbox = try Self.sandbox()
    let expected = try Self.expected(command, sandbox)
    let before = sandbox.names
    for mode in [nil, 0o640, 0o600] {
      if let mode {
        try sandbox.write("old", to: "out")
        chmod(sandbox.path("out"), mode_t(mode))
      }
      let run = try sandbox.run(command.replacing("OUT", with: "out"))
      #expect(run.status == 0, "\(run.errors)")
      #expect(sandbox.read("out") == expected)
      #expect(sandbox.names == (before + ["out"]).sorted())
      guard let mode else { continue }
      var stat = stat()
      lstat(sandbox.path("out"), &stat)
      #expect(Int(stat.st_mode & 0o7777) == mode)
    }
  }

  @Test("a link stays, and what it leads to is written", arguments: commands)
  func link(command: String) throws {
    let sandbox = try Self.sandbox()
    let expected = try Self.expected(command, sandbox)
    mkdir(sandbox.path("away"), 0o755)
    for name in ["there", "gone"] {
      if name == "there" { try sandbox.write("old", to: "away/there") }
      symlink("away/\(name)", sandbox.path("first"))
      symlink(sandbox.path("first"), sandbox.path("out"))
      let run = try sandbox.run(command.replacing("OUT", with: "out"))
      #expect(run.status == 0, "\(run.errors)")
      #expect(sandbox.read("away/\(name)") == expected)
      for link in ["out", "first"] {
        #expect(throws: Never.self) {
          try FileManager.default.destinationOfSymbolicLink(atPath: sandbox.path(link))
        }
        unlink(sandbox.path(link))
      }
    }
  }

  @Test("a pipe is written through", arguments: commands)
  func pipe(command: String) throws {
    let sandbox = try Self.sandbox()
    let expected = try Self.expected(command, sandbox)
    let line = command.replacing("OUT", with: "out")
    let run = try sandbox.run("mkfifo out; cat out > got & \(line); s=$?; wait; exit $s")
    #expect(run.status == 0, "\(run.errors)")
    #expect(sandbox.read("got") == expected)
    #expect(try sandbox.run("test -p out").status == 0)
  }

  @Test("a device is written through, and one that is full is an error", arguments: commands)
  func device(command: String) throws {
    let sandbox = try Self.sandbox()
    guard try sandbox.makeDevice("null", like: "1 3"), try sandbox.makeDevice("full", like: "1 7")
    else {
      print("skipped: devices can only be made by the administrator")
      return
    }
    let null = try sandbox.run(command.replacing("OUT", with: "null"))
    #expect(null.status == 0, "\(null.errors)")
    let full = try sandbox.run(command.replacing("OUT", with: "full"))
    #expect(full.status == 1)
    #expect(full.errors.contains("cannot write 'full': no space left on device"))
    #expect(try sandbox.run("test -c null -a -c full").status == 0)
  }

  @Test(
    "what cannot be written is an error in the system's words",
    arguments: commands,
    [
      ("nowhere/out", "no such file or directory"), ("away", "is a directory"),
      ("away/", "is a directory"), (String(repeating: "n", count: 300), "file name too long"),
      ("g.jsonl/out", "not a directory"), ("loop", "too many levels of symbolic links"),
      ("/proc/evidence-out", "no such file or directory"),
    ]
  )
  func unwritable(command: String, target: (path: String, words: String)) throws {
    let sandbox = try Self.sandbox()
    mkdir(sandbox.path("away"), 0o755)
    symlink("loop", sandbox.path("loop"))
    let before = sandbox.names
    let run = try sandbox.run(command.replacing("OUT", with: target.path))
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("cannot write '\(target.path)': "), "\(run.errors)")
    #expect(run.errors.contains(target.words), "\(run.errors)")
    #expect(sandbox.names == before)
    #expect(sandbox.names.filter { $0.hasPrefix(".") }.isEmpty)
  }

  @Test("a disk that is full leaves the old file", arguments: commands)
  func fullDisk(command: String) throws {
    let sandbox = try Self.sandbox()
    let disk = try sandbox.run("mkdir disk; mount -t tmpfs -o size=8k evidence disk")
    guard disk.status == 0 else {
      print("skipped: a small disk can only be made by the administrator")
      return
    }
    let line = command.replacing("OUT", with: "disk/out")
    let run = try sandbox.run(
      "printf old > disk/out; head -c 4096 /dev/zero > disk/rest; \(line); s=$?; ls -A disk; "
        + "cat disk/out; umount disk; exit $s"
    )
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("no space left on device"), "\(run.errors)")
    #expect(run.output == "out\nrest\nold")
  }

  @Test("a file that grows beyond what the shell allows leaves the old one", arguments: commands)
  func limitedSize(command: String) throws {
    let sandbox = try Self.sandbox()
    // Beyond a block: enough for none of the commands but the smallest graphs.
    guard try Self.expected(command, sandbox).count > 1024 else { return }
    try sandbox.write("old", to: "out")
    let line = command.replacing("OUT", with: "out")
    let run = try sandbox.run("ulimit -f 1; \(line) 2> errors")
    #expect(run.status == 1)
    #expect(sandbox.read("out") == Data("old".utf8))
  }

  @Test("a folder without rights is an error", arguments: commands)
  func withoutRights(command: String) throws {
    let sandbox = try Self.sandbox()
    // Whoever may do everything gives that up for this.
    let drop =
      geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"
    chmod(sandbox.url.path, 0o755)
    mkdir(sandbox.path("closed"), 0o755)
    try sandbox.write("old", to: "closed/out")
    chmod(sandbox.path("closed"), 0o555)
    guard try sandbox.run("\(drop) $E --version").status == 0 else {
      print("skipped: the command cannot be run without the administrator's rights")
      return
    }
    for name in ["closed/out", "closed/new"] {
      let line = command.replacing("$E", with: "\(drop) $E").replacing("OUT", with: name)
      let run = try sandbox.run(line)
      #expect(run.status == 1)
      #expect(run.errors.contains("cannot write '\(name)': permission denied"), "\(run.errors)")
    }
    #expect(sandbox.read("closed/out") == Data("old".utf8))
    chmod(sandbox.path("closed"), 0o755)
  }

  @Test("no command writes over what it reads", arguments: commands)
  func ownInput(command: String) throws {
    let sandbox = try Self.sandbox()
    let words = command.split(separator: " ").map(String.init)
    let isRecipe = words.contains("recipe.yaml")
    for input in Self.inputs where words.contains(input) || (isRecipe && input == "table.csv") {
      let before = sandbox.read(input)
      Foundation.link(sandbox.path(input), sandbox.path("hard"))
      symlink(input, sandbox.path("soft"))
      for name in [input, "hard", "soft", "./\(input)"] {
        let run = try sandbox.run(command.replacing("OUT", with: name))
        #expect(run.status == 1, "\(name): \(run.errors)")
        #expect(run.errors.contains("'\(name)' is the input '\(input)'"), "\(run.errors)")
        #expect(sandbox.read(input) == before)
      }
      unlink(sandbox.path("hard"))
      unlink(sandbox.path("soft"))
      #expect(sandbox.names == Self.inputs.sorted())
    }
  }

  @Test(
    "standard output that is an input is refused too",
    arguments: ["stats g.jsonl", "map g.jsonl overview -o -", "import g.jsonl -o -", "show - a"]
  )
  func ownInputByRedirection(command: String) throws {
    let sandbox = try Self.sandbox()
    let before = sandbox.read("g.jsonl")
    let run = try sandbox.run("$E \(command) < g.jsonl >> g.jsonl")
    #expect(run.status == 1)
    #expect(run.errors.contains("standard output is the input"), "\(run.errors)")
    #expect(sandbox.read("g.jsonl") == before)
  }

  @Test func importAddsToAnArchiveAndSaysWhatItDid() throws {
    let sandbox = try Self.sandbox()
    #expect(try sandbox.run("$E import nodes.csv -o h.jsonl").status == 0)
    try sandbox.write("id:ID,:LABEL,label\nc,Risk,Three\n", to: "more.csv")
    let merged = try sandbox.run("$E import h.jsonl more.csv -o h.jsonl")
    #expect(merged.status == 0)
    #expect(merged.errors.contains("merged into h.jsonl: 2 nodes before, 3 after"))
    let replaced = try sandbox.run("$E import nodes.csv edges.csv -o h.jsonl")
    #expect(replaced.errors.contains("replaced h.jsonl, a graph of 3 nodes"), "\(replaced.errors)")
    let new = try sandbox.run("$E import nodes.csv edges.csv -o i.jsonl")
    #expect(!new.errors.contains("replaced") && !new.errors.contains("merged"))
    let quiet = try sandbox.run("$E import nodes.csv -o i.jsonl --quiet")
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
  }
}
