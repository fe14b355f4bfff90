import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// What comes of a table hangs neither on how much of it is read at once, nor on threads, nor on whether
/// plain rows are read ahead.
@Suite struct BulkPiecesTests {
  /// What comes of two tables.
  private struct Outcome: Equatable {
    var snapshot: [UInt8] = []
    var report: [String] = []
    var findings: [String] = []
  }

  /// - Parameter sandbox: where the tables are written to and read from, piece by piece; none: they are in
  ///   memory.
  private func outcome(
    _ files: [(name: String, bytes: [UInt8])],
    _ pieces: PieceSizes,
    from sandbox: Sandbox? = nil
  ) -> Outcome {
    var outcome = Outcome()
    var collection = ImportCollection()
    do throws(EvidenceError) {
      for file in files {
        var source = FileBytes(bytes: file.bytes, name: file.name)
        if let sandbox {
          let path = sandbox.path(file.name)
          source = try FileBytes(InputFile(path: path, name: file.name), keeping: 0)
        }
        try BulkSource.read(source, into: &collection, pieces: pieces)
      }
      let result = try collection.build(file: "test")
      try SnapshotWriter.write(result.graph, origin: nil) { outcome.snapshot += $0 }
      for input in result.report.inputs {
        outcome.report.append("\(input.file) \(input.rowsRead) \(input.rowsDropped)")
        outcome.report += input.entries.map { "\($0.code) \($0.message) \($0.place)" }
      }
    } catch {
      outcome.findings = error.diagnostics.map(\.description)
    }
    return outcome
  }

  private static let sizes: [PieceSizes] = [
    PieceSizes(piece: 1, part: 1, onTwoThreads: false),
    PieceSizes(piece: 7, part: 3),
    PieceSizes(piece: 40, part: 1000),
    PieceSizes(piece: 100, part: 24),
    PieceSizes(piece: 1000, part: 50, onTwoThreads: false),
    PieceSizes(piece: 1 << 20, part: 1),
    PieceSizes(piece: 1 << 20, part: 200),
    PieceSizes(),
  ]

  @Test("tables of every sort of row", arguments: 0..<150 as Range<UInt64>)
  func pieces(seed: UInt64) {
    var tables = RandomTables(seed: seed)
    let files = tables.files()
    var whole = PieceSizes()
    whole.readsAhead = false
    let wanted = outcome(files, whole)
    for size in Self.sizes {
      let found = outcome(files, size)
      if tables.hasForeignBytes {
        // Which of several faults comes first may differ.
        #expect(found.findings.isEmpty == wanted.findings.isEmpty, "\(size)")
      } else {
        #expect(found == wanted, "\(size)")
      }
    }
  }

  @Test("a table is longer than a piece, and its quotes go over pieces") func largePieces() throws {
    var text = ":START_ID,:END_ID,:TYPE,note\n"
    var nodes = "id:ID,:LABEL,name\n"
    for number in 0..<4000 {
      nodes += "n\(number),Risk,\"a name, \(number)\"\n"
      let note = number % 500 == 7 ? "\"" + String(repeating: "long\n", count: 2000) + "\"" : "x"
      text += "n\(number),n\(number / 2),CITES,\(note)\n"
    }
    let files = [("n.csv", Array(nodes.utf8)), ("e.csv", Array(text.utf8))]
    let wanted = outcome(files, PieceSizes())
    #expect(wanted.findings.isEmpty && !wanted.snapshot.isEmpty)
    let sandbox = try Sandbox()
    for file in files { try sandbox.write([0xEF, 0xBB, 0xBF] + file.1, to: file.0) }
    for size in [PieceSizes(piece: 3000, part: 500), PieceSizes(piece: 20_000, part: 4000)] {
      #expect(outcome(files, size) == wanted)
      #expect(outcome(files, size, from: sandbox) == wanted, "from files that are not kept")
    }
  }
}

/// Tables of nodes and relationships with rows that importers stumble over.
private struct RandomTables {
  private var random: SeededGenerator
  private let separator: String
  private let ends: [String]
  private let oddity: Int
  private(set) var hasForeignBytes = false

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    separator = [",", "\t", ";", "|"][Int(seed) % 4]
    ends = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\n\n", "\r"]][Int(seed / 4) % 4]
    // One table in four has plain rows alone, one in four many odd ones.
    oddity = [0, 4, 12, 40][Int(seed / 16) % 4]
  }

  mutating func files() -> [(name: String, bytes: [UInt8])] {
    let nodes = table(
      [
        "id:ID", ":LABEL", "name", "year:int", "share:double", "open:boolean", "note",
        "sameAs:string[]",
      ],
      Int.random(in: 0...120, using: &random)
    ) { table in
      [
        "n\(table.number(60))", ["Paper", "Risk", "Mitigation"][table.number(3)],
        "name \(table.number(20))", "\(1990 + table.number(30))", "0.\(table.number(100))",
        ["true", "false", "TRUE", ""][table.number(4)], ["", "plain", "a note"][table.number(3)],
        "",
      ]
    }
    let edges = table(
      [":START_ID", ":END_ID", ":TYPE", "confidence:float", "note", "weight:int"],
      Int.random(in: 0...200, using: &random)
    ) { table in
      [
        "n\(table.number(60))", "n\(table.number(60))",
        ["CITES", "PROPOSES", "ADDRESSES", "OWN"][table.number(4)],
        ["", "0.5", "1", "0.25"][table.number(4)], ["", "x", "y z"][table.number(3)],
        ["", "1", "-20"][table.number(3)],
      ]
    }
    return [("nodes.csv", nodes), ("edges.csv", edges)]
  }

  private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func table(
    _ header: [String],
    _ rows: Int,
    _ row: (inout RandomTables) -> [String]
  ) -> [UInt8] {
    var bytes = Array((header.joined(separator: separator) + end()).utf8)
    for _ in 0..<rows {
      var fields = row(&self)
      var line = ""
      if number(100) < oddity {
        let column = number(fields.count)
        switch number(14) {
        case 0: fields[column] = "\"\(fields[column])\""
        case 1: fields[column] = "\"a\nb\"\"c\""
        case 2: fields[column] = "cafe\u{301} é"
        case 3: fields[column] = ""
        case 4: fields.removeLast()
        case 5: fields.append("more")
        case 6: fields = header
        case 7: fields[column] = " \"b\" "
        case 8: fields[column] = "1.5"
        case 9: fields[column] = "a;b"
        case 10: fields[column] = number(3) == 0 ? "\"never closed" : "a\"b"
        case 11: fields[column] = "\"x\"y"
        case 12: fields[column] = "\u{1}\u{0}"
        default: line = end()
        }
        if number(60) == 0 {
          hasForeignBytes = true
          bytes += [0x78, 0xFF]
        }
      }
      bytes += Array((line + fields.joined(separator: separator) + end()).utf8)
    }
    if number(3) == 0 { while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() } }
    return bytes
  }

  private mutating func end() -> String { ends[number(ends.count)] }
}
