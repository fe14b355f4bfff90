@testable import EvidenceCore

extension Reader {
  /// Opens bytes as a snapshot, as they are and with checksums that fit them.
  ///
  /// - Returns: what does not hold: that a snapshot which is opened is a graph that can be written.
  static func snapshot(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    var first: EvidenceError?
    for bytes in [bytes, SealedSnapshot(bytes).bytes] {
      for verification in [SnapshotReader.Verification.atFirstUse, .beforeUse] {
        do throws(EvidenceError) {
          let graph = try opened(bytes, verification)
          _ = ArchiveWriter.text(of: graph)
          for node in graph.nodes.prefix(5) {
            _ = graph.neighbourhood(of: node, within: 2)
            _ = graph.node(graph.key(of: node))
          }
          _ = GraphValidation.findings(in: graph)
        } catch {
          if first == nil { first = error }
        }
      }
    }
    if let first { throw first }
    return nil
  }

  private static func opened(
    _ bytes: [UInt8],
    _ verification: SnapshotReader.Verification
  ) throws(EvidenceError) -> EvidenceGraph {
    let region = Region(count: bytes.count)
    bytes.withUnsafeBytes { bytes in
      if let first = bytes.baseAddress {
        region.base.copyMemory(from: first, byteCount: bytes.count)
      }
    }
    let graph = EvidenceGraph(storage: try SnapshotTable(region, file: "fuzz").storage())
    if verification == .beforeUse {
      try graph.admitAll()
      if let damage = graph.damage { throw EvidenceError([damage]) }
    }
    return graph
  }

  /// The snapshots of the small archives.
  static var snapshots: [[UInt8]] {
    archiveTexts.compactMap { text in
      var bytes: [UInt8] = []
      guard let graph = try? ArchiveReader.read(text: text, file: "fuzz"),
        (try? SnapshotWriter.write(graph, origin: nil) { bytes += $0 }) != nil
      else { return nil }
      return bytes
    }
  }
}

/// A snapshot whose size and checksums are made to fit what it holds, so that what stands behind them
/// is tried too.
private struct SealedSnapshot {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count >= SnapshotForm.headSize else { return }
    put(UInt64(bytes.count), at: 16)
    if let table = number(24), let blocks = number(32), table <= bytes.count,
      blocks <= bytes.count / 8,
      SnapshotForm.sectionsStart(tableSize: table, blocks: blocks) <= bytes.count
    {
      sealSections(table, blocks)
      let end = SnapshotForm.blocksStart(tableSize: table) + blocks * 8
      put(hash(SnapshotForm.headSize..<end), at: 40)
    }
    put(hash(0..<48), at: 48)
  }

  private mutating func sealSections(_ table: Int, _ blocks: Int) {
    let head = SnapshotForm.headSize
    let value = Array(bytes[head..<head + table]).withUnsafeBufferPointer {
      try? JSONParser.parse($0)
    }
    guard case .array(let sections)? = value?["sections"] else { return }
    let start = SnapshotForm.sectionsStart(tableSize: table, blocks: blocks)
    var sums: [UInt64] = []
    for section in sections {
      guard case .array(let parts) = section, parts.count == 4,
        case .integer(let offset) = parts[1], case .integer(let count) = parts[2],
        case .integer(let width) = parts[3], (1...8).contains(width),
        (0...Int64(bytes.count - start)).contains(offset),
        (0...(Int64(bytes.count - start) - offset) / width).contains(count)
      else { return }
      let first = start + Int(offset)
      sums += bytes[first..<first + Int(count * width)].withUnsafeBytes {
        SnapshotForm.checksums($0)
      }
    }
    let place = SnapshotForm.blocksStart(tableSize: table)
    for (index, sum) in sums.prefix(blocks).enumerated() { put(sum, at: place + index * 8) }
  }

  private func number(_ place: Int) -> Int? {
    let number = bytes[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: number)
  }

  private func hash(_ range: Range<Int>) -> UInt64 {
    bytes[range].withUnsafeBytes { XXHash64.hash($0) }
  }

  private mutating func put(_ number: UInt64, at place: Int) {
    for index in 0..<8 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (index * 8)) }
  }
}
