private let ones: UInt64 = 0x0101_0101_0101_0101
private let highs: UInt64 = 0x8080_8080_8080_8080

/// Where the fields of some rows of a table stand, which follow each other: a separator between two fields,
/// the end of a line behind the last one of a row.
///
/// Rows are marked as long as they are ASCII without quotes and have the same number of fields; the first one
/// that is otherwise ends them.
///
/// - Invariant: there are `count` × `width` + 1 bounds, ascending strictly: where each field begins, and where
///   one behind the last would.
package struct FieldBounds: Sendable {
  private let separators: UInt64
  package let width: Int
  /// The longest row that is marked, in bytes.
  private let longest: Int
  package private(set) var bounds: [UInt32] = []
  /// How many rows there are.
  package private(set) var count = 0
  /// Whether the rows end before a row that is otherwise.
  package private(set) var isCut = false
  /// Whether returns stand before the ends of lines.
  package private(set) var hasReturns = false

  /// How many bytes are looked at together.
  private static let groupSize = 64

  /// - Parameters:
  ///   - separator: what parts fields, an ASCII character.
  ///   - width: how many fields a row has.
  ///   - longest: rows of so many bytes, or more, are otherwise.
  package init(separator: UInt8, width: Int, longest: Int) {
    precondition(separator < 0x80 && width > 0, "no table")
    separators = UInt64(separator) * ones
    self.width = width
    self.longest = longest
  }

  /// Where a field stands.
  ///
  /// It is inlinable since a call for each field takes a twentieth of the time to read tables (Q8).
  @inlinable
  package subscript(
    _ row: Int,
    _ column: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let index = row &* width &+ column
    let (start, end) = (Int(bounds[index]), Int(bounds[index + 1]) &- 1)
    if hasReturns, column == width - 1, end > start, bytes[end - 1] == 0x0D {
      return start..<end - 1
    }
    return start..<end
  }

  /// Where a row begins, or behind the last one would; inlinable for the same reason.
  @inlinable
  package func start(_ row: Int) -> Int { Int(bounds[row * width]) }

  /// Marks rows, and forgets those that were marked before.
  ///
  /// - Parameters:
  ///   - bytes: less than 4 GiB of them.
  ///   - range: where the first row begins, and where to end: with a line, or with the bytes.
  ///   - most: about how many rows.
  /// - Complexity: O(size of the rows).
  package mutating func mark(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    atMost most: Int
  ) {
    let room = most * width + Self.groupSize + 2
    if bounds.count < room { bounds += repeatElement(0, count: room - bounds.count) }
    let (separators, width) = (separators, width)
    let marks = bounds.withUnsafeMutableBufferPointer {
      Self.marks(bytes, range, separators, atMost: most * width, into: $0)
    }
    count = marks.found / width
    hasReturns = marks.hasReturns
    isCut = !marks.isPlain || (marks.isAtEnd && start(count) < range.upperBound)
    let isLong = start(count) - range.lowerBound >= longest
    if marks.lines != count || isLong || !endWithLines(bytes) { cutOdd(bytes) }
  }

  /// How a search for marks ended.
  private struct Marks {
    var found = 0
    /// How many of them are ends of lines.
    var lines = 0
    var isPlain = true
    var isAtEnd = false
    var hasReturns = false
  }

  /// Finds where separators and ends of lines stand.
  private static func marks(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ separators: UInt64,
    atMost most: Int,
    into bounds: UnsafeMutableBufferPointer<UInt32>
  ) -> Marks {
    bounds[0] = UInt32(range.lowerBound)
    var marks = Marks()
    var base = range.lowerBound
    while base < range.upperBound, marks.found < most, marks.isPlain {
      var group = group(bytes, base, separators)
      let left = range.upperBound - base
      if left < groupSize { group.cut(to: left) }
      if group.returns != 0 {
        marks.hasReturns = true
        group.checkReturns(bytes, base)
      }
      if group.others != 0 {
        marks.isPlain = false
        group.cut(to: group.others.trailingZeroBitCount)
      }
      marks.lines += group.lines.nonzeroBitCount
      var (ends, found) = (group.ends, marks.found)
      while ends != 0 {
        found += 1
        bounds[found] = UInt32(truncatingIfNeeded: base + ends.trailingZeroBitCount + 1)
        ends &= ends &- 1
      }
      marks.found = found
      base += groupSize
    }
    marks.isAtEnd = marks.isPlain && base >= range.upperBound
    if marks.isAtEnd, range.upperBound == bytes.count, bounds[marks.found] < bytes.count {
      // The last line of all needs no end, unless its last field is empty.
      marks.found += 1
      marks.lines += 1
      bounds[marks.found] = UInt32(bytes.count + 1)
    }
    return marks
  }

  /// Whether a line ends behind each row.
  private func endWithLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (0..<count).allSatisfy { row in
      let end = start(row + 1) - 1
      return end == bytes.count || bytes[end] == 0x0A
    }
  }

  /// Leaves out the first row in which a line ends elsewhere, or which is too long, and those behind it.
  private mutating func cutOdd(_ bytes: UnsafeBufferPointer<UInt8>) {
    for row in 0..<count {
      let isWhole = (1...width).allSatisfy { field in
        let end = Int(bounds[row * width + field]) - 1
        return (end == bytes.count || bytes[end] == 0x0A) == (field == width)
      }
      if isWhole, start(row + 1) - start(row) < longest { continue }
      (count, isCut) = (row, true)
      return
    }
  }

  // MARK: Bytes

  /// What stands where in some bytes, a bit a byte.
  private struct Group {
    /// Separators and ends of lines.
    var ends: UInt64 = 0
    var lines: UInt64 = 0
    var returns: UInt64 = 0
    /// What is in no plain row.
    var others: UInt64 = 0

    /// Adds the separators and ends of lines of eight bytes.
    ///
    /// - Returns: highest bits of bytes, among them that of the first one that needs a second look, if any does.
    @inline(__always)
    mutating func add(_ word: UInt64, at index: Int, _ separators: UInt64) -> UInt64 {
      let lines = noughts(word ^ 0x0A &* ones)
      self.lines |= bits(lines) &<< UInt64(index &* 8)
      ends |= bits(lines | noughts(word ^ separators)) &<< UInt64(index &* 8)
      return word | noughts(word ^ 0x0D &* ones) | noughts(word ^ 0x22 &* ones)
    }

    /// Adds what else there is in eight bytes.
    mutating func addOdd(_ word: UInt64, at index: Int) {
      returns |= bits(noughts(word ^ 0x0D &* ones)) &<< UInt64(index &* 8)
      others |= bits(word | noughts(word ^ 0x22 &* ones)) &<< UInt64(index &* 8)
    }

    /// Leaves out what stands behind so many bytes.
    mutating func cut(to count: Int) {
      let mask: UInt64 = 1 << UInt64(count) &- 1
      ends &= mask
      lines &= mask
      returns &= mask
      others &= mask
    }

    /// The highest bits of the bytes that are nought in a word, up to the first one from 0x80 on.
    @inline(__always)
    private func noughts(_ word: UInt64) -> UInt64 { highs &- word }

    /// The highest bits of all bytes, side by side.
    @inline(__always)
    private func bits(_ word: UInt64) -> UInt64 {
      ((word & highs) &* 0x0002_0408_1020_4081) &>> 56
    }

    /// Takes returns without an end of a line behind them for what is in no plain row.
    mutating func checkReturns(_ bytes: UnsafeBufferPointer<UInt8>, _ base: Int) {
      var left = returns
      while left != 0 {
        let next = base + left.trailingZeroBitCount + 1
        if next >= bytes.count || bytes[next] != 0x0A { others |= left & (0 &- left) }
        left &= left &- 1
      }
    }
  }

  /// What stands in 64 bytes up to the first that is in no plain row.
  @inline(__always)
  private static func group(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ base: Int,
    _ separators: UInt64
  ) -> Group {
    guard base + groupSize <= bytes.count else { return lastGroup(bytes, base, separators) }
    let raw = UnsafeRawBufferPointer(bytes)
    var group = Group()
    var odd: UInt64 = 0
    for index in 0..<8 {
      let word = raw.loadUnaligned(fromByteOffset: base &+ index &* 8, as: UInt64.self)
      odd |= group.add(word.littleEndian, at: index, separators)
    }
    if odd & highs == 0 { return group }
    for index in 0..<8 {
      let word = raw.loadUnaligned(fromByteOffset: base &+ index &* 8, as: UInt64.self)
      group.addOdd(word.littleEndian, at: index)
    }
    return group
  }

  /// What stands in fewer bytes, the last ones; behind them there are ends of lines.
  private static func lastGroup(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ base: Int,
    _ separators: UInt64
  ) -> Group {
    var group = Group()
    for index in 0..<8 {
      var word: UInt64 = 0
      for place in (base + index * 8..<base + index * 8 + 8).reversed() {
        word = word << 8 | UInt64(place < bytes.count ? bytes[place] : 0x0A)
      }
      _ = group.add(word, at: index, separators)
      group.addOdd(word, at: index)
    }
    return group
  }
}
