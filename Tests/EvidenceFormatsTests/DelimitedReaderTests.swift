import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Every record of a text, with its line.
func records(
  _ bytes: [UInt8],
  delimiter: UInt8 = 0x2C,
  limits: DelimitedReader.Limits = .init()
) throws -> [(line: Int, fields: [String])] {
  try FileBytes(bytes: bytes, name: "t.csv").withBytes { bytes throws(EvidenceError) in
    try UTF8Check.validate(bytes, file: "t.csv")
    var reader = DelimitedReader(bytes, file: "t.csv", delimiter: delimiter, limits: limits)
    var record = DelimitedRecord()
    var result: [(line: Int, fields: [String])] = []
    while try reader.next(&record) { result.append((record.line, record.texts)) }
    return result
  }
}

@Suite struct DelimitedReaderTests {
  @Test(arguments: 0..<200) func whatIsWrittenIsRead(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "ü", "\"", ",", "\n", "\r\n", "\t", " ", "😀", "'", "1.0"]
    let width = Int.random(in: 2...6, using: &random)
    let table = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
    let delimiter = Bool.random(using: &random) ? "," : "\t"
    let end = Bool.random(using: &random) ? "\n" : "\r\n"
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

  @Test func textBehindAQuoteIsKept() throws {
    #expect(try records(Array("\"a\"b,c\n".utf8)).map(\.fields) == [["ab", "c"]])
    #expect(try records(Array("a\"b,c".utf8)).map(\.fields) == [["a\"b", "c"]])
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
