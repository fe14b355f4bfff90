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
}
