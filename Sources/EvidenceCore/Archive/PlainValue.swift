/// Values that are written plainly: texts without escapes, lists of such texts, numbers of few digits, and
/// true and false.
///
/// A line break ends whatever is read, as it may stand in none of them.
enum PlainValue {
  /// A number: its digits and the power of ten are exact, and so their quotient is the nearest number there
  /// is.
  struct Digits {
    fileprivate(set) var integer: Int64 = 0
    fileprivate(set) var isWhole = true
    fileprivate var scale = 1.0
    fileprivate var isNegative = false

    var double: Double {
      if isWhole { return Double(integer) }
      let value = Double(integer) / scale
      return isNegative ? -value : value
    }
  }

  /// The next byte that is no blank.
  @inline(__always)
  static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt8? {
    while at < bytes.count {
      let byte = bytes[at]
      if byte != 0x20, byte != 0x09, byte != 0x0D { return byte }
      at += 1
    }
    return nil
  }

  /// Reads a text without its quotes.
  ///
  /// - Returns: `nil` where there is none, or it has escapes, does not end or is no UTF-8.
  /// - Complexity: O(length).
  @inline(__always)
  static func text(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Range<Int>? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    let start = at + 1
    var end = start
    var high: UInt64 = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while end + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: end, as: UInt64.self).littleEndian
      let marks = Self.marks(word)
      if marks == 0 {
        high |= word
        end += 8
        continue
      }
      let before = marks.trailingZeroBitCount & ~7
      high |= word & ((1 << UInt64(before)) - 1)
      end += before / 8
      break
    }
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      guard bytes[end] != UInt8(ascii: "\\"), bytes[end] >= 0x20 else { return nil }
      high |= UInt64(bytes[end])
      end += 1
    }
    guard end < bytes.count else { return nil }
    if high & 0x8080_8080_8080_8080 != 0, !isUTF8(bytes, start..<end) { return nil }
    at = end + 1
    return start..<end
  }

  @inline(never)
  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) != nil
  }

  /// A bit for each of eight bytes that is a quote, a backslash or a control character. The lowest one is
  /// right; above it there may be some that stand for nothing.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    let found =
      ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)
    return found & (ones &* 0x80)
  }

  /// Reads a list of at least one text.
  ///
  /// - Returns: whether it is one.
  static func list(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int,
    into items: inout [Range<Int>]
  ) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "[") else { return false }
    at += 1
    while true {
      guard byte(bytes, &at) != nil, let item = text(bytes, &at), let next = byte(bytes, &at)
      else { return false }
      items.append(item)
      at += 1
      if next == UInt8(ascii: "]") { return true }
      guard next == UInt8(ascii: ",") else { return false }
    }
  }

  /// Reads true or false.
  static func boolean(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool? {
    for (word, value) in [("true" as StaticString, true), ("false", false)] {
      let end = at + word.utf8CodeUnitCount
      guard end <= bytes.count else { continue }
      let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      guard bytes[at..<end].elementsEqual(wanted) else { continue }
      at = end
      return value
    }
    return nil
  }

  /// Reads a number of at most fifteen digits.
  ///
  /// - Returns: `nil` where it is longer, has an exponent or is none.
  @inline(__always)
  static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Digits? {
    var number = Digits()
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
      number.isNegative = true
      at += 1
    }
    let start = at
    while at < bytes.count, bytes[at] &- 0x30 < 10, at - start < 16 {
      number.integer = number.integer * 10 + Int64(bytes[at] & 0xF)
      at += 1
    }
    let whole = at - start
    guard whole > 0, whole == 1 || bytes[start] != UInt8(ascii: "0"), whole <= 15 else {
      return nil
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      number.isWhole = false
      at += 1
      let point = at
      while at < bytes.count, bytes[at] &- 0x30 < 10, whole + at - point < 16 {
        number.integer = number.integer * 10 + Int64(bytes[at] & 0xF)
        number.scale *= 10
        at += 1
      }
      guard at > point, whole + at - point <= 15 else { return nil }
    } else if number.isNegative {
      number.integer = -number.integer
    }
    return at < bytes.count && bytes[at] | 0x20 != UInt8(ascii: "e") ? number : nil
  }
}
