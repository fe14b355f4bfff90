import EvidenceTestSupport
import Testing

@testable import EvidenceCore

/// Where the fields of rows stand, held to rows that are parted byte by byte.
@Suite struct FieldBoundsTests {
  /// The fields of the rows at the beginning of a table that are plain, and where the row behind them begins.
  private func plainRows(
    _ bytes: [UInt8],
    from start: Int,
    to end: Int,
    width: Int,
    longest: Int
  ) -> (rows: [[Range<Int>]], end: Int) {
    var rows: [[Range<Int>]] = []
    var begin = start
    while begin < end {
      var fields: [Range<Int>] = []
      var (at, field) = (begin, begin)
      row: while true {
        let byte = at < bytes.count ? bytes[at] : 0x0A
        switch byte {
        case 0x2C:
          fields.append(field..<at)
          field = at + 1
        case 0x0A:
          fields.append(field..<at)
          break row
        case 0x0D:
          guard at + 1 < bytes.count, bytes[at + 1] == 0x0A else { return (rows, begin) }
          fields.append(field..<at)
          at += 1
          break row
        case 0x22, 0x80...: return (rows, begin)
        default: break
        }
        at += 1
      }
      guard fields.count == width, at + 1 - begin < longest else { return (rows, begin) }
      rows.append(fields)
      begin = at + 1
    }
    return (rows, begin)
  }

  private func table(_ random: inout SeededGenerator, width: Int, oddity: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let end: [[UInt8]] = [[0x0A], [0x0D, 0x0A]]
    let isMixed = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      let isOdd = Int.random(in: 0..<100, using: &random) < oddity
      let count = isOdd ? Int.random(in: 0...width + 1, using: &random) : width
      for field in 0..<count {
        if field > 0 { bytes.append(0x2C) }
        for _ in 0..<[0, 1, 3, 8, 11, 12, 30, 70][Int.random(in: 0..<8, using: &random)] {
          bytes.append(UInt8.random(in: 0x2D...0x7F, using: &random))
        }
        if isOdd, Int.random(in: 0..<4, using: &random) == 0 {
          bytes.append([0x00, 0x0D, 0x20, 0x22, 0xC3, 0xFF].randomElement(using: &random) ?? 0)
        }
      }
      bytes += isMixed ? end.randomElement(using: &random) ?? [] : [0x0A]
    }
    if Bool.random(using: &random), bytes.last == 0x0A {
      bytes.removeLast()
      if bytes.last == 0x0D { bytes.removeLast() }
      // A row whose last field is empty is marked only with an end of its line.
      if bytes.last == 0x2C { bytes.append(0x61) }
    }
    return bytes
  }

  @Test("rows are marked as one after the other", arguments: 0..<300 as Range<UInt64>)
  func rowsAreMarked(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let width = Int.random(in: 1...6, using: &random)
    let bytes = table(&random, width: width, oddity: [0, 1, 5, 30][Int(seed) % 4])
    let longest = seed % 5 == 0 ? 90 : 1 << 20
    var fields = FieldBounds(separator: 0x2C, width: width, longest: longest)
    bytes.withUnsafeBufferPointer { all in
      // To the end of some line, or of all.
      let ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 } + [bytes.count]
      let end = Bool.random(using: &random) ? bytes.count : ends.randomElement(using: &random) ?? 0
      var start = 0
      while start < end {
        let most = [1, 4, 256].randomElement(using: &random) ?? 1
        fields.mark(all, start..<end, atMost: most)
        let wanted = plainRows(bytes, from: start, to: end, width: width, longest: longest)
        let found = (0..<fields.count).map { row in (0..<width).map { fields[row, $0, all] } }
        #expect(found == Array(wanted.rows.prefix(found.count)))
        let next = min(fields.start(fields.count), bytes.count)
        if fields.isCut {
          #expect(found.count == wanted.rows.count && next == wanted.end && next < end)
          // Past the odd row.
          start = (next..<end).first { bytes[$0] == 0x0A }.map { $0 + 1 } ?? end
        } else {
          #expect(next == end || found.count >= most)
          start = next
        }
      }
    }
  }

  @Test("texts of columns are those of rows", arguments: 0..<40 as Range<UInt64>)
  func columnsAreRows(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let width = Int.random(in: 1...5, using: &random)
    let bytes = table(&random, width: width, oddity: 0)
    let columns = (0..<width).shuffled(using: &random)
    var one = GraphBuilder()
    var other = GraphBuilder()
    var (byColumn, byRow) = (TextPlaces(), TextPlaces())
    bytes.withUnsafeBufferPointer { bytes in
      var fields = FieldBounds(separator: 0x2C, width: width, longest: 1 << 20)
      var start = 0
      let (first, second) = (one.finder, other.finder)
      while start < bytes.count {
        fields.mark(bytes, start..<bytes.count, atMost: 16)
        #expect(!fields.isCut)
        byColumn.append(columns, ofFirst: fields.count, fields, in: bytes, first)
        for row in 0..<fields.count {
          for column in columns where !fields[row, column, bytes].isEmpty {
            byRow.append(text: fields[row, column, bytes], in: bytes, second)
          }
        }
        start = fields.start(fields.count)
      }
      byColumn.lookUp(first, in: bytes, always: true)
      byRow.lookUp(second, in: bytes, always: true)
    }
    bytes.withUnsafeBufferPointer { bytes in
      one.texts(&byColumn, 0..<byColumn.count, in: bytes)
      other.texts(&byRow, 0..<byRow.count, in: bytes)
    }
    #expect(byColumn.ids.filter { $0 != StringTable.none } == byRow.ids)
    #expect(one.textCount == other.textCount)
  }
}
