/// Reads one JSON text (RFC 8259) from bytes.
///
/// It is our own because the archive needs what the usual decoders do not give: the column of an
/// error, whole numbers kept apart from others, members in order, duplicate names refused.
package struct JSONParser {
  /// Where and why a text is not JSON; `column` counts bytes from 1.
  package struct Fault: Error, Sendable {
    package var column: Int
    package var message: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  /// Values read and names compared.
  private var steps = 0
  private static let depthLimit = 64

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value that some bytes hold.
  ///
  /// - Throws: `Fault` at the first byte that does not fit.
  /// - Complexity: O(length).
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes)
    defer { WorkCounter.add(parser.steps) }
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.position == bytes.count else {
      throw parser.failure("text after the end of the JSON value")
    }
    return value
  }

  private func failure(_ message: String) -> Fault {
    Fault(column: position + 1, message: message)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipBlanks()
    steps += 1
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
      return try number()
    case nil: throw failure("the text ends where a value is expected")
    default: throw failure("no JSON value starts here")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    for byte in word.utf8 {
      guard next == byte else { throw failure("'\(word)' expected") }
      position += 1
    }
    return value
  }

  private mutating func enter() throws(Fault) {
    depth += 1
    position += 1
    if depth > Self.depthLimit { throw failure("nested deeper than \(Self.depthLimit) levels") }
  }

  private mutating func object() throws(Fault) -> JSONValue {
    try enter()
    var members: [JSONMember] = []
    var names: Set<String> = []
    skipBlanks()
    if next == UInt8(ascii: "}") {
      position += 1
      depth -= 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw failure("a name in quotes expected") }
      let start = position
      let name = try string()
      guard isNew(name, among: members, &names) else {
        throw Fault(column: start + 1, message: "duplicate name '\(name)' in an object")
      }
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw failure("':' expected") }
      position += 1
      members.append(JSONMember(name, try value()))
      skipBlanks()
      if next == UInt8(ascii: ",") {
        position += 1
      } else if next == UInt8(ascii: "}") {
        position += 1
        depth -= 1
        return .object(members)
      } else {
        throw failure("',' or '}' expected")
      }
    }
  }

  /// Whether no member has a name yet; a set of the names is kept where there are many.
  private mutating func isNew(
    _ name: String,
    among members: [JSONMember],
    _ names: inout Set<String>
  ) -> Bool {
    if members.count < 16 {
      return !members.contains {
        steps += 1
        return $0.name == name
      }
    }
    steps += 1
    if names.isEmpty { names = Set(members.map(\.name)) }
    return names.insert(name).inserted
  }

  private mutating func array() throws(Fault) -> JSONValue {
    try enter()
    var items: [JSONValue] = []
    skipBlanks()
    if next == UInt8(ascii: "]") {
      position += 1
      depth -= 1
      return .array(items)
    }
    while true {
      items.append(try value())
      skipBlanks()
      if next == UInt8(ascii: ",") {
        position += 1
      } else if next == UInt8(ascii: "]") {
        position += 1
        depth -= 1
        return .array(items)
      } else {
        throw failure("',' or ']' expected")
      }
    }
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = position
    var isWhole = true
    if next == UInt8(ascii: "-") { position += 1 }
    let leading = next
    var digits = 0
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
      digits += 1
    }
    guard digits > 0, digits == 1 || leading != UInt8(ascii: "0") else {
      throw failure("not a JSON number")
    }
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard skipDigits() else { throw failure("digits expected after the decimal point") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() else { throw failure("digits expected in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw failure("number out of range") }
    return .number(number)
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func string() throws(Fault) -> String {
    position += 1
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    guard next == UInt8(ascii: "\"") else { return try escapedString(from: start) }
    let text = try decoded(Array(bytes[start..<position]), at: start)
    position += 1
    return text
  }

  private mutating func escapedString(from start: Int) throws(Fault) -> String {
    var content = Array(bytes[start..<position])
    while true {
      guard let byte = next else { throw failure("the text ends within a string") }
      guard byte >= 0x20 else { throw failure("a control character must be written as \\u00XX") }
      position += 1
      if byte == UInt8(ascii: "\"") { return try decoded(content, at: start) }
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: String(try escape()).utf8)
      } else {
        content.append(byte)
      }
    }
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard let byte = next else { throw failure("the text ends within a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\") else {
        throw failure("half of a surrogate pair")
      }
      position += 1
      guard next == UInt8(ascii: "u") else { throw failure("half of a surrogate pair") }
      position += 1
      let second = try hexadecimal()
      guard (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
      else { throw failure("half of a surrogate pair") }
      return scalar
    default: throw failure("unknown escape")
    }
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits expected")
      }
      value = value * 16 + UInt32(digit)
      position += 1
    }
    return value
  }

  private func decoded(_ content: [UInt8], at start: Int) throws(Fault) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Fault(column: start + 1, message: "invalid UTF-8 in a string")
    }
    return text
  }
}
