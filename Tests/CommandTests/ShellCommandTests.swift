import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import evidence

/// The line that somebody edits, key by key.
@Suite struct LineEditorTests {
  private func editor(_ bytes: String, history: [String] = []) -> LineEditor {
    var editor = LineEditor(history: history)
    var decoder = KeyDecoder()
    for key in decoder.keys(of: Array(bytes.utf8)) { _ = editor.take(key) }
    return editor
  }

  @Test(
    "keys edit a line",
    arguments: [
      ("abc", "abc", 3), ("abc\u{7F}", "ab", 2), ("abc\u{1}x", "xabc", 1),
      ("abc\u{1B}[D\u{1B}[Dx", "axbc", 2), ("abc\u{1B}[H\u{1B}[3~", "bc", 0),
      ("one two\u{17}", "one ", 4), ("one two\u{15}", "", 0),
      ("one two\u{1B}[1;5D\u{B}", "one ", 4),
      ("one two\u{17}\u{1}\u{19}", "twoone ", 3), ("ab\u{14}", "ba", 2),
      ("a\u{2}\u{2}\u{2}b", "ba", 1),
      ("one two\u{1B}b\u{1B}b\u{1B}fx", "onex two", 4), ("é\u{7F}", "", 0),
      ("😀a\u{2}\u{7F}", "a", 0),
      ("e\u{301}x\u{7F}\u{7F}", "", 0), ("日本\u{2}語", "日語本", 2), ("ab\u{1B}Z\u{1B}[99zc", "abc", 3),
      ("ab\u{4}", "ab", 2), ("ab\u{1}\u{4}", "b", 0), ("\u{7F}\u{1B}[3~\u{B}\u{15}\u{17}", "", 0),
    ]
  )
  func keysEdit(typed: String, text: String, cursor: Int) {
    let editor = editor(typed)
    #expect(editor.text == text)
    #expect(editor.cursor == cursor)
  }

  @Test("arrows bring back what was asked, and what was begun") func historyComesBack() {
    let (up, down) = ("\u{1B}[A", "\u{1B}OB")
    #expect(editor(up, history: ["one", "two"]).text == "two")
    #expect(editor(up + up + up, history: ["one", "two"]).text == "one")
    #expect(editor("new" + up + down, history: ["one"]).text == "new")
    var editor = editor("first\rsecond\rsecond\r \r")
    #expect(editor.history == ["first", "second"], "neither blanks nor a line twice")
    #expect(editor.take(.up) == .edited)
    #expect(editor.text == "second")
    #expect(editor.take(.interrupt) == .abandoned)
    #expect(editor.text.isEmpty)
    #expect(editor.take(.endOfInput) == .ended)
    let long = LineEditor(history: (0..<5_000).map { "\($0)" })
    #expect(long.history.count == LineEditor.mostLines && long.history.last == "4999")
  }

  @Test("bytes may come in any pieces", arguments: 1...7) func bytesComeInPieces(size: Int) {
    let bytes = Array("aé日😀\u{1B}[D\u{1B}[1;5C\u{1B}[3~\r".utf8)
    var whole = KeyDecoder()
    var pieces = KeyDecoder()
    var keys: [KeyPress] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      keys += pieces.keys(of: bytes[start..<min(start + size, bytes.count)])
    }
    #expect(keys == whole.keys(of: bytes))
    #expect(keys.count == 8)
  }

  @Test("any bytes end in a line that is sound", arguments: UInt64(0)..<40)
  func anyBytesAreTaken(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var decoder = KeyDecoder()
    var editor = LineEditor(history: ["one", "zwei", "три"])
    for _ in 0..<400 {
      let byte = UInt8.random(in: 0...255, using: &generator)
      for key in decoder.keys(of: [byte]) { _ = editor.take(key) }
      #expect((0...editor.characters.count).contains(editor.cursor))
      let view = editor.view(columns: 20)
      #expect(view.column <= 19)
    }
  }

  @Test("a line that is too wide is shown about its cursor") func longLinesScroll() {
    var editor = editor(String(repeating: "abcdefghij", count: 20))
    #expect(
      editor.view(columns: 31) == (text: String(repeating: "abcdefghij", count: 3), column: 30)
    )
    _ = editor.take(.home)
    #expect(editor.view(columns: 11) == (text: "abcdefghij", column: 0))
  }
}

/// What may follow.
@Suite struct NameCompletionTests {
  private static func completion() throws -> NameCompletion {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, properties: ["year": .integer(2024)]))
    builder.add(Node("risk:a/1", .risk))
    builder.add(Node("risk:a/2", .risk))
    builder.add(Node("domain@1:1", .riskDomain))
    builder.add(Statement("paper:a", .identifies, "risk:a/1"))
    builder.add(Statement("risk:a/1", .inDomain, "domain@1:1"))
    return NameCompletion(try builder.build())
  }

  @Test(
    "labels, relations, properties, keys, procedures and words are offered where they belong",
    arguments: [
      ("MATCH (p:Pa", ["Paper"]), ("MATCH (p:", ["Paper", "Risk", "RiskDomain"]),
      ("MATCH (p:risk", ["Risk", "RiskDomain"]), ("MATCH (p)-[:I", ["IDENTIFIES", "IN_DOMAIN"]),
      ("MATCH (p)-[:IN_DOMAIN|ID", ["IDENTIFIES"]), ("RETURN p.ye", ["year"]),
      ("MATCH (p {key: 'risk:a/", ["risk:a/1", "risk:a/2"]), ("CALL evidence.ga", ["gaps"]),
      ("CALL ev", ["evidence"]), ("mat", ["match"]), ("MAT", ["MATCH"]),
      ("RETURN $x", ["x1", "x2"]),
      (":ex", [":explain"]), (":p", [":param", ":params", ":profile"]), ("RETURN cou", ["count"]),
      ("RETURN 'a' + nothingSuch", []), ("", []), ("MATCH (p) WHERE ", []),
    ]
  )
  func offersFit(text: String, names: [String]) throws {
    let offer = try Self.completion().offer(after: text, parameters: ["x1", "x2", "y"])
    #expect(offer.names == names)
  }

  @Test("what all offers begin with is what may be put in") func offersBeginAlike() throws {
    let offer = try Self.completion().offer(after: "MATCH (p:Ri", parameters: [])
    #expect(offer.common == "Risk" && offer.written == 2)
  }
}

/// The shell as a program uses it, and as a person does.
@Suite struct ShellCommandTests {
  static let small = "Tests/CommandTests/Fixtures/small.jsonl"

  private func shell(_ input: String, _ arguments: String...) throws -> CommandRun {
    try CommandRun.run(arguments: ["shell", Self.small] + arguments, input: input)
  }

  @Test("queries through a pipe are answered without a prompt or an echo") func pipesAreAnswered()
    throws
  {
    let run = try shell(
      """
      :format csv
      :param year = 2020
      MATCH (p:Paper)
      WHERE p.year = $year
      RETURN p.key;
      RETURN 'a;
      b' AS x

      RETURN 1 AS one // a ; within a comment
      ;
      RETURN 2 AS two
      """
    )
    #expect(run.output == "p.key\npaper:a\nx\n\"a;\nb\"\none\n1\ntwo\n2\n")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
  }

  @Test("commands explain, profile, list and end") func commandsAreDone() throws {
    let run = try shell(
      """
      :help
      :explain MATCH (p:Paper) RETURN p;
      :explain MATCH (p:Paper)
      RETURN p.key;
      :explain
      :profile RETURN 1;
      :param x = [1, 'two', {a: null}]
      :params
      :format
      :quit
      RETURN 5;
      """
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(":profile QUERY"))
    #expect(run.output.contains("$x = [1, 'two', {a: null}]"))
    #expect(run.output.hasSuffix("table\n"))
    #expect(run.errors.contains("rows"))
  }

  @Test("commands can stand between the lines of a query") func commandsWithinQueries() throws {
    let run = try shell(
      """
      :format csv
      MATCH (p:Paper)
      :param year = 2020
      WHERE p.year = $year
      RETURN p.key;
      MATCH (p
      :Paper
      )
      RETURN count(p) AS n;
      MATCH (p)
      :clear
      RETURN 3 AS three;
      RETURN 4
      :quit
      """
    )
    #expect(run.output == "p.key\npaper:a\nn\n2\nthree\n3\n", "\(run.output)")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
  }

  @Test(
    "a failure is said, and the next query answered",
    arguments: ["MATCH (n RETURN n;", ":hlp"]
  )
  func failuresAreSaid(line: String) throws {
    let run = try shell("\(line)\n:format csv\nRETURN 1 AS one;\n")
    #expect(run.status == 1)
    #expect(run.output == "one\n1\n")
    #expect(run.errors.contains(line == ":hlp" ? "did you mean 'help'?" : "query:1:10: error"))
  }

  @Test("answers are bounded") func answersAreBounded() throws {
    let run = try shell("UNWIND range(1, 5) AS a RETURN a;", "--max-rows", "2")
    #expect(run.errors.contains("the first 2 rows; there are more"))
    let late = try shell(
      "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b);",
      "--timeout",
      "0.2"
    )
    #expect(late.status == 1 && late.errors.contains("[deadline]"))
  }

  @Test("on a terminal Tab completes, Ctrl-C ends a query, and lines are remembered where asked")
  func terminalsAreEdited() throws {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&ours, &theirs, nil, nil, &size) == 0, "no pseudo-terminal is to be had")
    defer { close(ours) }
    let sandbox = try Sandbox()
    let file = sandbox.url.appendingPathComponent("lines")
    let process = Process()
    process.executableURL = CommandRun.url(of: "evidence")
    process.arguments = ["shell", Self.small, "--history", file.path]
    process.currentDirectoryURL = SharedData.packageRoot
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
    let terminal = FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = FileHandle.nullDevice
    try process.run()
    var seen: [UInt8] = []
    // What comes behind the text stays for the next reading.
    func read(until text: String) {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        if let range = seen.firstRange(of: Array(text.utf8)) {
          seen.removeSubrange(..<range.upperBound)
          return
        }
        var waiting = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
        let count =
          poll(&waiting, 1, 60_000) > 0 ? Foundation.read(ours, &buffer, buffer.count) : 0
        if count <= 0 {
          Issue.record("'\(text)' never came")
          process.terminate()
          return
        }
        seen += buffer.prefix(count)
      }
    }
    func type(_ text: String) {
      let bytes = Array(text.utf8)
      _ = write(ours, bytes, bytes.count)
    }
    read(until: "evidence> ")
    type("MATCH (p:Pap\t) RETURN p.label AS name, 40 + count(*) AS n ORDER BY n;\r")
    read(until: "MATCH (p:Paper) RETURN")
    read(until: "41")
    read(until: "evidence> ")
    type("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b);\r")
    read(until: "sum(a * b);")
    usleep(300_000)
    type("\u{3}")
    read(until: "evidence> ")
    type("RETURN 1\r")
    read(until: "...> ")
    type("\u{3}")
    read(until: "evidence> ")
    type("\u{4}")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = String(decoding: try #require(sandbox.read("lines")), as: UTF8.self)
    #expect(lines.hasPrefix("MATCH (p:Paper) RETURN p.label"))
    #expect(lines.hasSuffix("RETURN 1\n"))
  }
}
