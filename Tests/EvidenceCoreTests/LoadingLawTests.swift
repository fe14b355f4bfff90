import EvidenceTestSupport
import Testing

@testable import EvidenceCore

/// What loading does fast, held to what is said of it plainly.
@Suite struct LoadingLawTests {
  // MARK: Texts

  /// Texts of all lengths about the one up to which they are their own keys, many of them alike.
  private static func texts(_ random: inout SeededGenerator) -> [[UInt8]] {
    (0..<Int.random(in: 0...1500, using: &random)).map { index in
      // Among them words of a small vocabulary, short and long.
      if index % 3 == 0 {
        return Array(["rct", "survey", "a case study of one site"][index % 7 % 3].utf8)
      }
      let length = Int.random(in: 0...26, using: &random)
      var text = [UInt8](repeating: 0x61, count: length)
      for _ in 0..<min(length, 2) {
        let place = Int.random(in: 0..<length, using: &random)
        text[place] = [0x00, 0x61, 0x62, 0xC3].randomElement(using: &random) ?? 0
      }
      return text
    }
  }

  @Test("texts looked up in blocks are numbered as one after the other", arguments: 0..<60)
  func textsAreNumberedInOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    var ids: [[UInt8]: UInt32] = [:]
    for _ in 0..<3 {
      let texts = Self.texts(&random)
      let bytes = texts.flatMap { $0 }
      var places = TextPlaces()
      bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        let finder = builder.finder
        for text in texts {
          places.append(text: start..<start + text.count, in: bytes, finder)
          places.lookUp(finder, in: bytes)
          start += text.count
        }
        places.lookUp(finder, in: bytes, always: true)
      }
      #expect(places.count == texts.count)
      bytes.withUnsafeBufferPointer { bytes in
        let first = texts.count / 3
        builder.texts(&places, 0..<first, in: bytes)
        for (index, text) in texts.enumerated() {
          builder.texts(&places, index..<index + 1, in: bytes)
          let id = places.text(index)
          let known = ids[text]
          let expected = known ?? UInt32(ids.count)
          ids[text] = expected
          #expect(id?.number == expected, "\(text)")
        }
      }
    }
    #expect(builder.textCount == ids.count)
    for (text, id) in ids {
      #expect(builder.find(String(decoding: text, as: UTF8.self))?.number == id || !isUTF8(text))
      #expect(builder.texts.columns.withBytes(id) { Array($0) } == text)
    }
  }

  private func isUTF8(_ text: [UInt8]) -> Bool { String(validating: text, as: UTF8.self) != nil }

  @Test("room made ahead changes no number") func roomChangesNothing() {
    var (one, other) = (StringTable(), StringTable())
    other.reserveCapacity(5_000)
    for number in 0..<9_000 {
      let text = "text number \(number % 4_001)"
      #expect(one.intern(text) == other.intern(text))
    }
    #expect(one.find("text number 4000") == 4_000)
    #expect(other.find("text number 4001") == nil)
  }

  @Test("the beginnings of texts are in their order", arguments: 0..<20)
  func beginningsAscend(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var columns = TextColumns()
    for text in Self.texts(&random) { text.withUnsafeBufferPointer { columns.append($0) } }
    for a in 0..<UInt32(columns.count) where a > 0 {
      let (x, y) = (columns.beginning(a - 1), columns.beginning(a))
      if x != y { #expect((x < y) == (columns.compare(a - 1, a) < 0)) }
    }
  }

  // MARK: Statements

  @Test("statements are sorted by all that tells them apart", arguments: 0..<60)
  func statementsAreSorted(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Without statements, with loops, doubles and a node that all lead from.
    let (nodes, count) = (
      Int.random(in: 1...30, using: &random), Int.random(in: 0...400, using: &random)
    )
    let hub = seed % 3 == 0
    var statements = StatementColumns()
    for _ in 0..<count {
      let isLeftOut = Int.random(in: 0..<20, using: &random) == 0
      let from = hub ? 0 : UInt32.random(in: 0..<UInt32(nodes), using: &random)
      let to = UInt32.random(in: 0..<UInt32(nodes), using: &random)
      statements.from.append(isLeftOut ? .max : from)
      statements.to.append(isLeftOut ? .max : to)
      statements.relations.append(UInt32.random(in: 0..<3, using: &random))
    }
    func key(_ row: UInt32) -> [UInt32] {
      let row = Int(row)
      return [statements.from[row], statements.relations[row], statements.to[row]]
    }
    let expected = (0..<UInt32(count)).filter { statements.from[Int($0)] != .max }
      .sorted { (key($0) + [$0]).lexicographicallyPrecedes(key($1) + [$1]) }
    var order = StatementOrder(statements, nodes: nodes)
    #expect(order.rows == expected)
    #expect(
      order.repeats
        == expected.indices.dropFirst().filter { key(expected[$0 - 1]) == key(expected[$0]) }
    )
    func check() {
      var permuted = statements
      permuted.permute(order)
      #expect(Array(permuted.from) == order.rows.map { statements.from[Int($0)] })
      #expect(Array(permuted.relations) == order.rows.map { statements.relations[Int($0)] })
      #expect(Array(permuted.to) == order.rows.map { statements.to[Int($0)] })
    }
    check()
    order.take(expected.filter { _ in Bool.random(using: &random) }, of: statements)
    check()
  }

  @Test("statements are found where they lead to", arguments: [0, 1, 7, 400, 40_000])
  func statementsAreFoundAtTheirTargets(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let (nodes, relations) = (count / 5 + 1, 3)
    // Sorted as those of a graph are; with loops, doubles and a node to which many lead.
    let rows = (0..<count).map { _ in
      let to = Bool.random(using: &random) ? 0 : Int.random(in: 0..<nodes, using: &random)
      return [Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<3, using: &random), to]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
    var statements = StatementColumns()
    statements.from = Column(rows.map { UInt32($0[0]) })
    statements.relations = Column(rows.map { UInt32($0[1]) })
    statements.to = Column(rows.map { UInt32($0[2]) })
    let found = Adjacency(statements, nodes: nodes, relations: relations)
    let expected = rows.indices.sorted {
      [rows[$0][2], rows[$0][1], $0].lexicographicallyPrecedes([rows[$1][2], rows[$1][1], $1])
    }
    #expect(found.incoming.elementsEqual(expected.map { UInt32($0) }))
    #expect(found.sources.elementsEqual(expected.map { statements.from[$0] }))
    for (starts, column) in [(found.outgoingStarts, 0), (found.incomingStarts, 2)] {
      var counts = [UInt32](repeating: 0, count: nodes + 1)
      for row in rows { counts[row[column] + 1] += 1 }
      for node in 0..<nodes { counts[node + 1] += counts[node] }
      #expect(starts.elementsEqual(counts))
    }
  }

  // MARK: Columns

  @Test("a column takes what is written in the room behind it") func columnsHaveRoom() {
    var column: Column<UInt32> = [1]
    let copy = column
    for step in 0..<20 {
      let sum = column.extend(by: step + 2) { values, count in
        for number in 0..<step {
          values[count] = UInt32(number)
          count += 1
        }
        return values[0..<count].reduce(0, +)
      }
      #expect(column.reduce(0, +) == sum)
    }
    #expect(column.count == 191 && Array(copy) == [1])
    #expect(column.extend(by: 0) { $1 } == 191)
  }

  @Test("a column grows beyond what is asked of the system at once") func largeColumnsGrow() {
    var column = Column<UInt64>()
    var copy = column
    for number in 0..<1_500_000 as Range<UInt64> {
      column.append(number)
      if number == 600_000 { copy = column }
    }
    copy.append(7)
    #expect(column.elementsEqual(0..<1_500_000 as Range<UInt64>))
    #expect(copy.count == 600_002 && copy[600_001] == 7 && copy[600_000] == 600_000)
    copy.withMutableValues { $0[0] = 9 }
    let gathered = copy.gathered([600_001, 0] as [UInt32])
    #expect(column[0] == 0 && Array(gathered) == [7, 9])
    #expect(Column<UInt64>(noughts: 1_000_000).allSatisfy { $0 == 0 })
  }

  @Test("an id of the derived form is sixteen digits", arguments: 0...255 as ClosedRange<UInt8>)
  func digests(byte: UInt8) {
    var id = Array("0123456789abcdef".utf8)
    #expect(StatementDigest.number(id) == 0x0123_4567_89AB_CDEF)
    id[5] = byte
    let digit = (0..<16 as Range<UInt64>).first { String($0, radix: 16).utf8.first == byte }
    let expected = digit.map { 0x0123_4067_89AB_CDEF | $0 << 40 }
    #expect(StatementDigest.number(id) == expected)
    #expect(StatementDigest.number(id.dropLast()) == nil)
  }

  @Test("a node is found by its other name whatever rows were withdrawn", arguments: 0..<4)
  func namesAfterWithdrawing(row: Int) throws {
    var builder = GraphBuilder()
    for key in ["r:z", "r:a", "r:y", "r:b"] {
      builder.add(Node(Key(key), .risk, sameAs: [Key("other:\(key)").text]))
    }
    builder.withdraw(node: row)
    let kept = ["r:z", "r:a", "r:y", "r:b"].enumerated().filter { $0.offset != row }.map(\.element)
    for key in kept { builder.add(Statement(Key("other:\(key)"), .relatedMatch, Key(kept[0]))) }
    let graph = try builder.build()
    #expect(graph.edges.map { graph.key(of: graph.from($0)).text } == kept.sorted())
  }
}
