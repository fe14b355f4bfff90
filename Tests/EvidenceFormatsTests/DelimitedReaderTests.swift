import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Every record of a text, with its line.
func records(
  _ bytes: [UInt8],
  delimiter: UInt8 = 0x2C,
  width: Int? = nil,
  limits: DelimitedReader.Limits = .init()
) throws -> [(line: Int, fields: [String])] {
  try FileBytes(bytes: bytes, name: "t.csv").withBytes { bytes throws(EvidenceError) in
    try UTF8Check.validate(bytes, file: "t.csv")
    var reader = DelimitedReader(bytes, file: "t.csv", delimiter: delimiter, limits: limits)
    reader.width = width
    var record = DelimitedRecord()
    var result: [(line: Int, fields: [String])] = []
    while try reader.next(&record) { result.append((record.line, record.texts)) }
    return result
  }
}

@Suite struct DelimitedReaderTests {
  @Test(arguments: 0..<200) func whatIsWrittenIsRead(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "ü", "\"", ",", "\n", "\r\n", "\r", "\t", " ", "😀", "'", "1.0"]
    let width = Int.random(in: 2...6, using: &random)
    let table = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
    let delimiter = Bool.random(using: &random) ? "," : "\t"
    let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    for row in table {
      text += row.map { field in
        let mustQuote = field.unicodeScalars.contains { "\",\t\n\r ".unicodeScalars.contains($0) }
        return mustQuote || Bool.random(using: &random)
          ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
      }.joined(separator: delimiter)
      text += end
    }
    let read = try records(Array(text.utf8), delimiter: delimiter.utf8.first ?? 0)
    #expect(read.map(\.fields) == table.map { $0 }, "seed \(seed)")
  }

  @Test func linesAreCountedThroughQuotedBreaks() throws {
    let read = try records(Array("a,b\n\"x\n\ny\",2\r\n\n3,\n".utf8))
    #expect(read.map(\.line) == [1, 2, 6])
    #expect(read.map(\.fields) == [["a", "b"], ["x\n\ny", "2"], ["3", ""]])
  }

  /// Between commas a quote where none may stand is an error at its place; in the middle of a plain
  /// field it is a character, and blanks before an opening quote are passed over.
  @Test func quotesWhereNoneMayStand() throws {
    for (text, line, column) in [("\"a\"b,c\n", 1, 3), ("x,y\n1, \"a\" b\n", 2, 6)] {
      let error = #expect(throws: EvidenceError.self) { try records(Array(text.utf8)) }
      #expect(error?.diagnostics.first?.code == "misplaced-quote")
      #expect(error?.diagnostics.first?.place == Place("t.csv", line: line, column: column))
    }
    #expect(try records(Array("a\"b,c".utf8)).map(\.fields) == [["a\"b", "c"]])
    let blanks = Array("A,  \"Bias, unfair\"  ,2\n".utf8)
    #expect(try records(blanks).map(\.fields) == [["A", "Bias, unfair", "2"]])
  }

  /// Between tabs a quote that does not close its field is a character of it.
  @Test func quotesBetweenTabs() throws {
    let rows = [
      "a\t\"b\" c\td", "e\t\"never closed\tf", "g\th\"i\tj", "k\t\"quoted\"\tl", "m\t\"\tn",
    ]
    let read = try records(Array(rows.joined(separator: "\n").utf8), delimiter: 0x09, width: 3)
    let fields = [
      ["a", "\"b\" c", "d"], ["e", "\"never closed", "f"], ["g", "h\"i", "j"],
      ["k", "quoted", "l"],
      ["m", "\"", "n"],
    ]
    #expect(read.map(\.fields) == fields)
    let over = try records(Array("a\t\"x\ny\"\tb\n".utf8), delimiter: 0x09, width: 3)
    #expect(over.map(\.fields) == [["a", "x\ny", "b"]])
  }

  /// A quote that swallows rows leaves its record short: an error where it opens.
  @Test func aQuoteThatSwallowsRowsIsNamed() {
    let text = "a,b,c\n1,\"Bias,2\n3,Privacy,\"4\"\n"
    let error = #expect(throws: EvidenceError.self) { try records(Array(text.utf8), width: 3) }
    #expect(
      error?.diagnostics.first?.place?.line == 2 || error?.diagnostics.first?.place?.line == 3
    )
    let other = "a,b,c\n1,\"Bias,2\n3,4,\"\n5,6,7\n"
    let second = #expect(throws: EvidenceError.self) { try records(Array(other.utf8), width: 3) }
    #expect(second?.diagnostics.first?.code == "unclosed-quote")
    #expect(second?.diagnostics.first?.place == Place("t.csv", line: 2, column: 3))
  }

  /// Lines end in LF, CR LF or CR, mixed or not, and are counted alike.
  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEnds(end: String) throws {
    let rows = ["a,b", "\"x\(end)y\",2", "", "3,4"]
    let read = try records(Array(rows.joined(separator: end).utf8))
    #expect(read.map(\.fields) == [["a", "b"], ["x\(end)y", "2"], ["3", "4"]])
    #expect(read.map(\.line) == [1, 2, 5])
    let mixed = try records(Array("a\(end)b\nc\rd\r\ne".utf8))
    #expect(mixed.map(\.fields) == [["a"], ["b"], ["c"], ["d"], ["e"]])
  }

  @Test func invalidBytesAreNamedWithTheirPlace() {
    let error = #expect(throws: EvidenceError.self) {
      try records(Array("a,b\nc,".utf8) + [0xC3, 0x28])
    }
    #expect(error?.diagnostics.first?.code == "invalid-utf8")
    #expect(error?.diagnostics.first?.place == Place("t.csv", line: 2, column: 3))
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
      [0xF0, 0x80, 0x80, 0x80],
    ] as [[UInt8]]
  ) func overlongAndCutOffScalarsAreInvalid(bytes: [UInt8]) {
    #expect(throws: EvidenceError.self) { try records(bytes) }
  }

  @Test func aQuoteThatIsNeverClosedIsNamedWhereItOpens() {
    let error = #expect(throws: EvidenceError.self) { try records(Array("a,b\nc,\"d\ne,f\n".utf8)) }
    #expect(error?.diagnostics.first?.code == "unterminated-quote")
    #expect(error?.diagnostics.first?.place == Place("t.csv", line: 2, column: 3))
  }

  @Test(arguments: [false, true]) func aHundredMegabyteLineIsRefused(isQuoted: Bool) {
    var bytes = Array("a,b\n".utf8)
    if isQuoted { bytes.append(0x22) }
    bytes += [UInt8](repeating: 0x78, count: 100 << 20)
    let error = #expect(throws: EvidenceError.self) { try records(bytes) }
    #expect(error?.diagnostics.first?.code == "record-too-long")
    #expect(error?.diagnostics.first?.place?.line == 2)
  }

  @Test(arguments: 0..<200) func anyBytesEndInRecordsOrAnError(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xC3, 0xA4, 0xFF, 0x00]
    let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    _ = try? records(bytes)
  }
}
