/// The members of a record that is written plainly: an object on one line whose names are ASCII, whose
/// texts hold no escapes, and which holds nothing nested but lists of such texts.
///
/// What is not written so, or is no JSON at all, is left to `JSONParser`, which takes everything and
/// explains what is wrong.
struct PlainRecord {
  /// What a value is.
  enum Sort: UInt8, Sendable { case text, integer, decimal, yes, no, texts }

  /// A member: where its name and its value stand on the line, texts without their quotes.
  struct Member: BitwiseCopyable, Sendable {
    private let nameStart: UInt32
    private let nameLength: UInt32
    private let valueStart: UInt32
    private let valueLength: UInt32
    private var itemsStart: UInt32
    private let itemCount: UInt32
    /// The number of its text among those that are looked up ahead; -1 where it is not.
    var place: Int32 = -1
    let sort: Sort
    private var fieldNumber = UInt8.max

    init(name: Range<Int>, value: Range<Int>, sort: Sort, items: Range<Int>) {
      (nameStart, nameLength) = (UInt32(name.lowerBound), UInt32(name.count))
      (valueStart, valueLength) = (UInt32(value.lowerBound), UInt32(value.count))
      (itemsStart, itemCount) = (UInt32(items.lowerBound), UInt32(items.count))
      self.sort = sort
    }

    var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameLength) }

    var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueLength) }

    /// For a list: which items are in it.
    var items: Range<Int> { Int(itemsStart)..<Int(itemsStart) + Int(itemCount) }

    /// The field that the name stands for; `nil` for a property.
    var field: UInt8? {
      get { fieldNumber == .max ? nil : fieldNumber }
      set { fieldNumber = newValue ?? .max }
    }

    /// Counts the items from others on that stand before them.
    mutating func moveItems(by count: Int) { itemsStart += UInt32(count) }
  }

  private(set) var members: [Member] = []
  /// The texts of all lists.
  private(set) var items: [Range<Int>] = []
  private static let mostMembers = 32

  /// Reads a line.
  ///
  /// - Returns: whether it is a plain record; else the members mean nothing.
  /// - Complexity: O(length).
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    members.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    var at = 0
    guard Self.byte(line, &at) == UInt8(ascii: "{") else { return false }
    at += 1
    while true {
      guard members.count < Self.mostMembers, Self.byte(line, &at) == UInt8(ascii: "\""),
        let name = Self.text(line, &at), !name.isEmpty, isASCII(line, name),
        Self.byte(line, &at) == UInt8(ascii: ":")
      else { return false }
      at += 1
      guard let first = Self.byte(line, &at) else { return false }
      let items = self.items.count
      let start = at
      var sort = Sort.text
      switch first {
      case UInt8(ascii: "\""):
        guard let text = Self.text(line, &at) else { return false }
        members.append(Member(name: name, value: text, sort: .text, items: items..<items))
        guard let isLast = separator(line, &at) else { return false }
        if isLast { return Self.isDone(line, at) }
        continue
      case UInt8(ascii: "["):
        guard list(line, &at) else { return false }
        sort = .texts
      case UInt8(ascii: "t"):
        guard Self.word("true", line, &at) else { return false }
        sort = .yes
      case UInt8(ascii: "f"):
        guard Self.word("false", line, &at) else { return false }
        sort = .no
      default:
        guard let isWhole = Self.number(line, &at) else { return false }
        sort = isWhole ? .integer : .decimal
      }
      let range = items..<self.items.count
      members.append(Member(name: name, value: start..<at, sort: sort, items: range))
      guard let isLast = separator(line, &at) else { return false }
      if isLast { return Self.isDone(line, at) }
    }
  }

  /// Whether some bytes of a line are a text.
  @inline(__always)
  static func equals(
    _ line: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ text: StaticString
  ) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    let start = text.utf8Start
    for index in 0..<range.count where line[range.lowerBound + index] != start[index] {
      return false
    }
    return true
  }

  /// A whole number of up to eighteen digits.
  static func integer(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int64 {
    var result: Int64 = 0
    for byte in line[range] where byte != UInt8(ascii: "-") {
      result = result * 10 + Int64(byte & 0xF)
    }
    return line[range.lowerBound] == UInt8(ascii: "-") ? -result : result
  }

  /// A number with decimals: its digits and the power of ten are exact, and so their quotient is the
  /// nearest number there is.
  static func decimal(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double {
    var (digits, scale, isFraction): (Int64, Double, Bool) = (0, 1, false)
    for byte in line[range] where byte != UInt8(ascii: "-") {
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits = digits * 10 + Int64(byte & 0xF)
        if isFraction { scale *= 10 }
      }
    }
    let value = Double(digits) / scale
    return line[range.lowerBound] == UInt8(ascii: "-") ? -value : value
  }

  // MARK: Tokens

  /// The next byte that is no blank.
  @inline(__always)
  private static func byte(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt8? {
    while at < line.count {
      let byte = line[at]
      if byte != 0x20, byte != 0x09, byte != 0x0D { return byte }
      at += 1
    }
    return nil
  }

  private static func isDone(_ line: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    var at = at
    return byte(line, &at) == nil
  }

  /// Whether the record ends; `nil` where neither an end nor a comma stands.
  @inline(__always)
  private func separator(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool? {
    guard let byte = Self.byte(line, &at) else { return nil }
    at += 1
    return byte == UInt8(ascii: ",") ? false : byte == UInt8(ascii: "}") ? true : nil
  }

  /// A text without escapes; `nil` where it has any, does not end or is no UTF-8.
  @inline(__always)
  private static func text(
    _ line: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Range<Int>? {
    let start = at + 1
    var end = start
    var high: UInt64 = 0
    let raw = UnsafeRawBufferPointer(line)
    while end + 8 <= line.count {
      let word = raw.loadUnaligned(fromByteOffset: end, as: UInt64.self)
      if hasMark(word) { break }
      high |= word
      end += 8
    }
    while end < line.count, line[end] != UInt8(ascii: "\"") {
      guard line[end] != UInt8(ascii: "\\"), line[end] >= 0x20 else { return nil }
      high |= UInt64(line[end])
      end += 1
    }
    guard end < line.count else { return nil }
    at = end + 1
    if high & 0x8080_8080_8080_8080 != 0 {
      let bytes = UnsafeBufferPointer(rebasing: line[start..<end])
      guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    }
    return start..<end
  }

  /// Whether some byte of eight is a quote, a backslash or a control character; rarely also where none
  /// is, which costs a look at each of them.
  @inline(__always)
  private static func hasMark(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    let found =
      ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)
    return found & (ones &* 0x80) != 0
  }

  private func isASCII(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    line[range].allSatisfy { $0 < 0x80 }
  }

  /// A list of at least one text.
  private mutating func list(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    at += 1
    while true {
      guard Self.byte(line, &at) == UInt8(ascii: "\""), let item = Self.text(line, &at) else {
        return false
      }
      items.append(item)
      guard let byte = Self.byte(line, &at) else { return false }
      at += 1
      if byte == UInt8(ascii: "]") { return true }
      guard byte == UInt8(ascii: ",") else { return false }
    }
  }

  private static func word(
    _ word: StaticString,
    _ line: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Bool {
    let end = at + word.utf8CodeUnitCount
    guard end <= line.count, equals(line, at..<end, word) else { return false }
    at = end
    return true
  }

  /// Whether a number of at most fifteen digits is whole; `nil` where it is longer, has an exponent or
  /// is none.
  private static func number(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool? {
    if line[at] == UInt8(ascii: "-") { at += 1 }
    let start = at
    while at < line.count, (0x30...0x39).contains(line[at]) { at += 1 }
    let whole = at - start
    guard whole > 0, whole == 1 || line[start] != UInt8(ascii: "0"), whole <= 15 else { return nil }
    guard at < line.count, line[at] == UInt8(ascii: ".") else {
      let isPlain = at < line.count && line[at] | 0x20 != UInt8(ascii: "e")
      return isPlain ? true : nil
    }
    at += 1
    let point = at
    while at < line.count, (0x30...0x39).contains(line[at]) { at += 1 }
    let isPlain = at < line.count && line[at] | 0x20 != UInt8(ascii: "e")
    return isPlain && at > point && whole + at - point <= 15 ? false : nil
  }
}
