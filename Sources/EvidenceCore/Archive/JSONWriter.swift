/// Writes JSON texts: no blanks, members in the order given, the same value the same bytes.
package struct JSONWriter {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// The text of a value.
  package static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.write(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Takes out what has been written so far.
  package mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Adds a text as it is.
  package mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds a value.
  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .boolean(let flag): raw(flag ? "true" : "false")
    case .integer(let number): raw(String(number))
    case .number(let number): raw(number.isFinite ? number.description : "null")
    case .string(let text): write(text)
    case .array(let items):
      raw("[")
      for (index, item) in items.enumerated() {
        if index > 0 { raw(",") }
        write(item)
      }
      raw("]")
    case .object(let members):
      raw("{")
      for (index, member) in members.enumerated() {
        if index > 0 { raw(",") }
        write(member.name)
        raw(":")
        write(member.value)
      }
      raw("}")
    }
  }

  /// Adds bytes as they are.
  package mutating func raw(_ bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }

  /// Adds a text that is known beforehand as it is.
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  /// Adds a number in sixteen hexadecimal digits.
  mutating func hexadecimal(_ number: UInt64) {
    for shift in stride(from: 60 as UInt64, through: 0, by: -4) {
      bytes.append(Self.digits[Int(number >> shift & 15)])
    }
  }

  /// Adds a text in quotes.
  package mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write(sound: $0) }
  }

  /// Adds a text in quotes; what is no UTF-8 is written as its replacement.
  mutating func write(utf8 text: UnsafeBufferPointer<UInt8>) {
    if text.allSatisfy({ $0 < 0x80 }) {
      write(sound: text)
    } else {
      write(String(decoding: text, as: UTF8.self))
    }
  }

  private mutating func write(sound text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for index in text.indices where Self.isEscaped(text[index]) {
      bytes.append(contentsOf: text[start..<index])
      escape(text[index])
      start = index + 1
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default:
      raw("\\u00")
      bytes.append(Self.digits[Int(byte >> 4)])
      bytes.append(Self.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
