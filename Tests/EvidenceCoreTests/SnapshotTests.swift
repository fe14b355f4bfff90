import EvidenceTestSupport
import Testing

@testable import EvidenceCore

/// A snapshot is the graph, or an error with a place; never a crash, never something else.
@Suite struct SnapshotTests {
  private func bytes(of graph: EvidenceGraph) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try SnapshotWriter.write(graph, origin: nil) { bytes += $0 }
    return bytes
  }

  private func opened(
    _ bytes: [UInt8],
    _ verification: SnapshotReader.Verification = .beforeUse
  ) throws -> EvidenceGraph {
    let region = Region(count: bytes.count)
    bytes.withUnsafeBytes { bytes in
      if let first = bytes.baseAddress {
        region.base.copyMemory(from: first, byteCount: bytes.count)
      }
    }
    let graph = EvidenceGraph(
      storage: try SnapshotTable(region, file: "g.evidence").storage()
    )
    if verification == .beforeUse {
      try graph.admitAll()
      if let damage = graph.damage { throw EvidenceError([damage]) }
    }
    return graph
  }

  /// Asks a graph much of what it can be asked.
  private func exercise(_ graph: EvidenceGraph) -> Int {
    var count = ArchiveWriter.text(of: graph).utf8.count
    for node in graph.nodes.prefix(30) {
      count += graph.neighbourhood(of: node, within: 2).nodes.count
      count += graph.node(graph.key(of: node)) == nil ? 0 : 1
      count += graph.incoming(node, .addresses).count
    }
    count += Hierarchy(graph).upwards(from: Array(graph.nodes.prefix(3))).count
    count += graph.components().count
    count += GraphValidation.findings(in: graph).count
    for node in graph.nodes.prefix(3) {
      count += (try? graph.resolve(graph.key(of: node).local)) == nil ? 0 : 1
    }
    return count
  }

  @Test("a snapshot holds the graph, in the same bytes", arguments: 0..<40 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let written = try bytes(of: graph)
    let read = try opened(written)
    #expect(ArchiveWriter.text(of: read) == ArchiveWriter.text(of: graph))
    #expect(read.storage.brokenInvariants().isEmpty)
    #expect(read.damage == nil)
    #expect(try bytes(of: read) == written)
    #expect(exercise(read) == exercise(graph))
  }

  @Test("a graph of 40,000 nodes") func large() throws {
    let graph = try RandomGraph.sparse(seed: 5, nodes: 40_000).build()
    let read = try opened(bytes(of: graph), .atFirstUse)
    #expect(read.statementCount == graph.statementCount)
    let nodes = graph.nodes.enumerated().filter { $0.offset.isMultiple(of: 997) }.map { $0.element }
    for node in nodes {
      #expect(read.node(graph.key(of: node)) == node)
      #expect(read.value(of: node) == graph.value(of: node))
      #expect(
        read.neighbourhood(of: node, within: 2).nodes
          == graph.neighbourhood(of: node, within: 2).nodes
      )
    }
    #expect(read.damage == nil)
  }

  @Test("a snapshot that is cut off anywhere is an error") func truncated() throws {
    let whole = try bytes(of: try RandomGraph.parts(seed: 2).build())
    for length in stride(from: 0, to: whole.count, by: 61) {
      #expect(throws: EvidenceError.self) { try opened(Array(whole[..<length])) }
    }
  }

  @Test("a flipped bit is an error, or lies between sections", arguments: 0..<4 as Range<UInt64>)
  func flipped(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let whole = try bytes(of: graph)
    let text = ArchiveWriter.text(of: graph)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      do {
        #expect(ArchiveWriter.text(of: try opened(bytes)) == text)
      } catch is EvidenceError {}
      if let late = try? opened(bytes, .atFirstUse) {
        let found = ArchiveWriter.text(of: late)
        #expect(found == text || late.damage != nil)
        _ = exercise(late)
      }
    }
  }

  @Test(
    "values out of range are found, whatever the checksums say",
    arguments: 0..<6 as Range<UInt64>
  )
  func forged(seed: UInt64) throws {
    let whole = try bytes(of: try RandomGraph.parts(seed: seed).build())
    let table = try #require(
      whole[24..<32].enumerated().reduce(into: 0) { $0 |= Int($1.element) << ($1.offset * 8) }
        as Int?
    )
    let blocks = whole[32..<40].enumerated().reduce(into: 0) {
      $0 |= Int($1.element) << ($1.offset * 8)
    }
    let start = SnapshotForm.sectionsStart(tableSize: table, blocks: blocks)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var bytes = whole
      let place = Int.random(in: start..<bytes.count, using: &random)
      bytes[place] = UInt8.random(in: 0...255, using: &random)
      let forged = try resealed(bytes, tableSize: table, blocks: blocks)
      if let graph = try? opened(forged, .atFirstUse) { _ = exercise(graph) }
      if let graph = try? opened(forged) { _ = exercise(graph) }
    }
  }

  /// The snapshot with checksums that fit its sections.
  private func resealed(_ bytes: [UInt8], tableSize: Int, blocks: Int) throws -> [UInt8] {
    var bytes = bytes
    let text = String(decoding: bytes[64..<64 + tableSize], as: UTF8.self)
    let value = try Array(text.utf8).withUnsafeBufferPointer { try JSONParser.parse($0) }
    guard case .array(let sections)? = value["sections"] else { return bytes }
    let start = SnapshotForm.sectionsStart(tableSize: tableSize, blocks: blocks)
    var sums: [UInt64] = []
    for section in sections {
      guard case .array(let parts) = section, case .integer(let offset) = parts[1],
        case .integer(let count) = parts[2], case .integer(let width) = parts[3]
      else { continue }
      let first = start + Int(offset)
      sums += bytes[first..<first + Int(count * width)].withUnsafeBytes {
        SnapshotForm.checksums($0)
      }
    }
    func put(_ number: UInt64, at place: Int) {
      withUnsafeBytes(of: number) { bytes.replaceSubrange(place..<place + 8, with: $0) }
    }
    let blocksStart = SnapshotForm.blocksStart(tableSize: tableSize)
    for (index, sum) in sums.enumerated() { put(sum, at: blocksStart + index * 8) }
    put(bytes[64..<blocksStart + blocks * 8].withUnsafeBytes { XXHash64.hash($0) }, at: 40)
    put(bytes[..<48].withUnsafeBytes { XXHash64.hash($0) }, at: 48)
    return bytes
  }

  @Test("what is no snapshot of this release is said to be none") func others() throws {
    let whole = try bytes(of: try RandomGraph.parts(seed: 1).build())
    func code(_ bytes: [UInt8]) -> String? {
      do {
        _ = try opened(bytes)
        return nil
      } catch let error as EvidenceError {
        return error.diagnostics.first?.code.rawValue
      } catch {
        return nil
      }
    }
    var later = whole
    later[8] = 2
    #expect(code(later) == "snapshot-version")
    var turned = whole
    turned.replaceSubrange(12..<16, with: whole[12..<16].reversed())
    #expect(code(turned) == "snapshot-version")
    #expect(code(Array("{\"evidence\":1}\n".utf8)) == "no-snapshot")
    #expect(code([]) == "no-snapshot")
  }

  @Test(
    "the checksum is XXH64",
    arguments: [
      ("", 0xEF46_DB37_51D8_E999 as UInt64), ("a", 0xD24E_C4F1_A98C_6E5B),
      ("abc", 0x44BC_2CF5_AD77_0999),
    ]
  )
  func checksum(text: String, expected: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { XXHash64.hash($0) } == expected)
  }

  @Test("a copy of a column keeps its values") func columnsAreValues() {
    var column = Column<UInt32>((0..<100).map { UInt32($0) })
    let copy = column
    column[3] = 99
    column.append(7)
    #expect(copy[3] == 3 && copy.count == 100 && column[3] == 99 && column[100] == 7)
    #expect(Array(copy) == (0..<100).map { UInt32($0) })
  }

  @Test("keys are found where their hashes clash or are not there") func keys() throws {
    let graph = try RandomGraph.parts(seed: 9).build()
    let storage = graph.storage
    for index in [storage.keys, KeyIndex(slots: [], seed: 0)] {
      for node in graph.nodes {
        let key = Array(graph.key(of: node).text.utf8)
        let found = key.withUnsafeBufferPointer {
          index.find($0, storage.nodes.keys, storage.texts)
        }
        #expect(found == node.index)
        let other = key + [0x21]
        #expect(
          other.withUnsafeBufferPointer { index.find($0, storage.nodes.keys, storage.texts) } == nil
        )
      }
    }
  }
}
