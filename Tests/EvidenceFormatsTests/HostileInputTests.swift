import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Whatever bytes come in: a graph and a report, or an error with a place; never a trap.
@Suite struct HostileInputTests {
  static let samples = [
    "id:ID,:LABEL,name,year:int\nP1,Paper,\"A, b\",1995\nM1,Mitigation;X,,\n",
    ":START_ID,:END_ID,:TYPE,confidence:float,source\nP1,M1,PROPOSES,0.94,P1\n",
    "#curie_map:\n#  a: x\nsubject_id\tpredicate_id\tobject_id\tconfidence\na:1\tskos:exactMatch\tb:2\t1\n",
    "recipe: 1\nsources:\n  - path: a.csv\n    rows: [{node: {key: \"{a|slug}\", kind: Risk}}]\n",
  ]

  @Test(arguments: 0..<300) func changedBytesEndInAGraphOrAnError(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sample = Self.samples[Int(seed) % Self.samples.count]
    var bytes = Array(sample.utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: position)
      case 2: bytes.insert(contentsOf: bytes[..<position].suffix(9), at: position)
      default: bytes = Array(bytes[..<max(1, position)])
      }
    }
    let source = FileBytes(bytes: bytes, name: "hostile")
    var collection = ImportCollection()
    do throws(EvidenceError) {
      switch try ImportForm.detect(source) {
      case .bulk: try BulkSource.read(source, into: &collection)
      case .sssom: try MappingSource.read(source, into: &collection)
      default: _ = try RecipeReader.read(source)
      }
      let result = try collection.build(file: "hostile")
      let rows = result.report.inputs.map(\.rowsRead).reduce(0, +)
      #expect(result.graph.statementCount <= rows, "seed \(seed)")
      #expect(ArchiveWriter.text(of: result.graph).isEmpty == false)
    } catch {
      #expect(error.diagnostics.contains { $0.severity == .error }, "seed \(seed)")
      #expect(error.diagnostics.allSatisfy { $0.place != nil }, "seed \(seed)")
    }
  }

  @Test func aHundredMegabyteLineOfATableIsRefusedByEveryReader() {
    let long = [UInt8](repeating: 0x78, count: 100 << 20)
    for head in [":START_ID,:END_ID,:TYPE\n", "subject_id\tpredicate_id\tobject_id\n"] {
      let source = FileBytes(bytes: Array(head.utf8) + long, name: "long")
      let error = #expect(throws: EvidenceError.self) {
        var collection = ImportCollection()
        if head.hasPrefix(":") {
          try BulkSource.read(source, into: &collection)
        } else {
          try MappingSource.read(source, into: &collection)
        }
      }
      #expect(error?.diagnostics.first?.place?.line == 2)
    }
    let yaml = FileBytes(bytes: long, name: "long.yaml")
    let error = #expect(throws: EvidenceError.self) { try ConfigurationReader.read(yaml) }
    #expect(error?.diagnostics.first?.code == "file-too-large")
  }
}
