import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import evidence

@Suite struct TextTableTests {
  private static func table(seed: UInt64) -> TextTable {
    var random = SeededGenerator(seed: seed)
    let words = [
      "risk", "監査", "🔥🔥", "mitigation:effective-mitigations-for-systemic-risks/page-563eb66d",
      "e\u{301}", "a", "deception", "", "👩‍💻", "\u{1B}[31mred", "عربي", "two words",
    ]
    let columns = Int.random(in: 1...12, using: &random)
    func cell() -> JSONValue {
      .string(
        (0..<Int.random(in: 0...8, using: &random))
          .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      )
    }
    return TextTable(
      heads: (0..<columns).map { "head\($0)" },
      rows: (0..<Int.random(in: 0...6, using: &random)).map { _ in (0..<columns).map { _ in cell() }
      },
      rightAligned: Bool.random(using: &random) ? [0] : []
    )
  }

  @Test("no line is wider than the terminal", arguments: 0..<200 as Range<UInt64>)
  func linesFit(seed: UInt64) {
    let table = Self.table(seed: seed)
    for width in [40, 80, 200] {
      let text = table.text(as: .table, width: width)
      for line in text.split(separator: "\n") where !line.hasPrefix("(left out") {
        #expect(DisplayWidth.of(line) <= width, "\(width): \(line)")
      }
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
  }

  @Test("in a pipe a table is whole, a row a line", arguments: 0..<100 as Range<UInt64>)
  func pipesAreWhole(seed: UInt64) {
    let table = Self.table(seed: seed)
    let text = table.text(as: .table, width: nil)
    #expect(!text.contains("…"))
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).count == table.rows.count + 2
    )
    for word in table.rows.joined().flatMap({ TextTable.plain($0).split(separator: " ") })
    where !word.contains("\u{1B}") {
      #expect(text.contains(word))
    }
  }

  @Test("columns stand under each other", arguments: 0..<100 as Range<UInt64>)
  func columnsAlign(seed: UInt64) {
    var table = Self.table(seed: seed)
    // A last column that every line has, and that holds nothing else.
    table.heads.append("|")
    table.rows = table.rows.map { $0 + [.string("|")] }
    let places = table.text(as: .table, width: nil).split(separator: "\n").map { line in
      DisplayWidth.of(line.dropLast())
    }
    #expect(Set(places).count <= 1)
  }

  @Test("keys are shortened in the middle and texts wrapped") func widthIsShared() {
    let table = TextTable(
      heads: ["key", "name"],
      rows: [
        [
          .string("mitigation:effective-mitigations-for-systemic-risks/page-563eb66d"),
          .string("a name of several words that is long enough to be wrapped twice at least"),
        ]
      ]
    )
    let text = table.text(as: .table, width: 50)
    #expect(
      text.contains("mitigation:") && text.contains("…") && text.contains("563eb66d"),
      "\(text)"
    )
    for word in ["several", "wrapped", "least"] { #expect(text.contains(word), "\(text)") }
    let wide = TextTable(heads: (0..<30).map { "column\($0)" }, rows: [])
    #expect(wide.text(as: .table, width: 80).contains("--wide shows all"))
    #expect(!wide.text(as: .table, width: nil).contains("--wide"))
  }

  @Test(
    "signs take the columns that terminals give them",
    arguments: [
      ("abc", 3), ("監査", 4), ("ｱ", 1), ("Ａ", 2), ("🔥", 2), ("👩‍💻", 2), ("🇩🇪", 2), ("é", 1),
      ("e\u{301}", 1), ("한국", 4), ("❤️", 2), ("…", 1), ("עברית", 5), ("", 0), ("→", 1),
    ]
  )
  func signsHaveTheirWidths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test("a terminal has its tables fitted, unless they are to be wide") func terminalsAreFitted()
    throws
  {
    let sandbox = try Sandbox()
    let graph = SharedData.packageRoot.appendingPathComponent(
      "Graphs/frontier-mitigations/graph.jsonl"
    )
    let line = "stty cols 60; $E find \(graph.path) audits --limit 4"
    func screen(_ line: String) throws -> [Substring] {
      let run = try sandbox.run("script -qec '\(line)' /dev/null")
      return run.output.split { $0.isNewline }.filter { !$0.contains("--limit") }
    }
    guard try sandbox.run("command -v script").status == 0 else { return }
    #expect(try screen(line).allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(try screen(line + " --wide").contains { DisplayWidth.of($0) > 60 })
  }

  @Test("colours change nothing that is read, however wide the terminal")
  func coloursChangeNoText() {
    var table = TextTable(
      heads: ["key", "a number", "last"],
      rows: [
        [.string("監査 of several words"), .count(1), .string("")],
        [.string("e\u{301}"), .count(12), .string("ends here ")],
      ],
      rightAligned: [1]
    )
    table.inks = [
      TextTable.Position(row: 0, column: 0): .known,
      TextTable.Position(row: 0, column: 2): .missing,
      TextTable.Position(row: 1, column: 1): .disputed,
    ]
    for width in [nil, 12, 24, 80] {
      let coloured = table.aligned(to: width, isColoured: true)
      #expect(coloured.contains("\u{1B}[34m") && coloured.contains("\u{1B}[1mkey\u{1B}[0m"))
      #expect(Self.withoutColours(coloured) == table.aligned(to: width))
    }
  }

  private static func withoutColours(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset == 0 ? $0.element : $0.element.drop { $0 != "m" }.dropFirst() }.joined()
  }

  @Test("colour stands on a terminal that takes it, and nowhere else") func colourIsForTerminals()
    throws
  {
    let sandbox = try Sandbox()
    let graph = SharedData.packageRoot.appendingPathComponent(
      "Graphs/frontier-mitigations/graph.jsonl"
    )
    guard try sandbox.run("command -v script").status == 0 else { return }
    let asked = "$E coverage \(graph.path) --rows mit-mitigation@2 --columns mit-risk@4"
    func screen(_ line: String, _ environment: String) throws -> String {
      try sandbox.run("env -u NO_COLOR \(environment) script -qec '\(line)' /dev/null").output
        .replacingOccurrences(of: "\r\n", with: "\n")
    }
    let coloured = try screen("stty cols 120; \(asked)", "TERM=xterm")
    #expect(coloured.contains("\u{1B}[34m") && coloured.contains("\u{1B}[33m"))
    for environment in ["TERM=xterm NO_COLOR=1", "TERM=dumb"] {
      let plain = try screen("stty cols 120; \(asked)", environment)
      #expect(!plain.contains("\u{1B}"), "\(environment)")
      #expect(plain == Self.withoutColours(coloured))
    }
    #expect(try screen("stty cols 120; \(asked)", "TERM=xterm NO_COLOR=").contains("\u{1B}[34m"))
    // What goes elsewhere is whole and without colours, whatever listens.
    let piped = try sandbox.run(asked).output
    _ = try screen("stty cols 40; \(asked) -o kept.txt", "TERM=xterm")
    #expect(
      sandbox.read("kept.txt").map { String(decoding: $0, as: UTF8.self) } == piped
        && !piped.contains("\u{1B}")
    )
    // A finding has its severity in colour, on a terminal alone.
    let refused = try screen("$E coverage \(graph.path) --rows nothing", "TERM=xterm")
    #expect(refused.contains("\u{1B}[1;31merror\u{1B}[0m: "), "\(refused)")
    #expect(try !sandbox.run("$E coverage \(graph.path) --rows nothing").errors.contains("\u{1B}"))
  }
}
