import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import evidence

/// What ends a word for another program is quoted, a combining mark behind it or not.
@Suite struct ScalarQuotingTests {
  static let marks = ["", "\u{301}", "\u{20DD}", "\u{FE0F}", "\u{200D}"]

  @Test("a shell reads back what was quoted", arguments: marks) func shell(mark: String) throws {
    for sign in ["'", "\"", "$", "`", "\\", "!", " ", ";", "|"] {
      let word = "a\(sign)\(mark)(echo b)\(sign)\(mark)c"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "printf %s \(ShellText.quoted(word))"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let read = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(Array(read) == Array(word.utf8), "\(word)")
    }
  }

  @Test("a table of cells has as many columns for whoever counts bytes", arguments: marks)
  func cells(mark: String) throws {
    for sign in ["\"", ",", "\n", "\r"] {
      let text = "x\(sign)\(mark)y"
      let table = TextTable(heads: ["a", "b"], rows: [[.string(text), .string("z")]])
      let csv = table.text(as: .csv)
      let quoted = Array("\"".utf8)
      #expect(csv.utf8.split(separator: 0x0A, maxSplits: 1).last?.starts(with: quoted) == true)
      let quotes = csv.utf8.count { $0 == 0x22 }
      #expect(quotes == (sign == "\"" ? 4 : 2), "\(csv)")
    }
    let markdown = TextTable(heads: ["a"], rows: [[.string("x|\(mark)y")]]).text(as: .markdown)
    #expect(Array(markdown.utf8).contains(0x5C), "\(markdown)")
  }
}
