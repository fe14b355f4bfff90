internal import EvidenceCore

/// Reads XML piece by piece, as far as Graphviz writes it; knows no document types and no entities
/// but those of XML.
struct MarkupReader {
  enum Part {
    case text(String)
    case start(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
    case end(String)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next piece, or nothing at the end.
  ///
  /// - Throws: `EvidenceError` where the text is not well-formed.
  mutating func next() throws(EvidenceError) -> Part? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return .text(decoded(start..<position))
      }
      if has("<!--") {
        try skip(past: "-->")
      } else if has("<![CDATA[") {
        try skip(past: "]]>")
      } else if has("<?") {
        try skip(past: "?>")
      } else if has("<!") {
        try skipDeclaration()
      } else {
        return try tag()
      }
    }
    return nil
  }

  private func has(_ text: StaticString, at offset: Int = 0) -> Bool {
    let start = position + offset
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func skip(past end: StaticString) throws(EvidenceError) {
    while position < bytes.count {
      if has(end) {
        position += end.utf8CodeUnitCount
        return
      }
      position += 1
    }
    throw PlainSVG.malformed("it ends too early")
  }

  /// A document type, with whatever it declares.
  private mutating func skipDeclaration() throws(EvidenceError) {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"):
        depth -= 1
        if depth <= 0 {
          position += 1
          return
        }
      default: break
      }
      position += 1
    }
    throw PlainSVG.malformed("it ends too early")
  }

  private mutating func tag() throws(EvidenceError) -> Part {
    position += 1
    if has("/") {
      position += 1
      let name = name()
      skipBlanks()
      guard has(">"), !name.isEmpty else { throw PlainSVG.malformed("a tag does not end") }
      position += 1
      return .end(name)
    }
    let name = name()
    guard !name.isEmpty else { throw PlainSVG.malformed("a tag has no name") }
    var attributes: [(name: String, value: String)] = []
    while true {
      skipBlanks()
      if has("/>") {
        position += 2
        return .start(name: name, attributes: attributes, isEmpty: true)
      }
      if has(">") {
        position += 1
        return .start(name: name, attributes: attributes, isEmpty: false)
      }
      attributes.append(try attribute())
    }
  }

  private mutating func attribute() throws(EvidenceError) -> (name: String, value: String) {
    let key = name()
    skipBlanks()
    guard !key.isEmpty, has("=") else { throw PlainSVG.malformed("an attribute has no value") }
    position += 1
    skipBlanks()
    guard position < bytes.count, has("\"") || has("'") else {
      throw PlainSVG.malformed("an attribute is not quoted")
    }
    let quote = bytes[position]
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote { position += 1 }
    guard position < bytes.count else { throw PlainSVG.malformed("an attribute does not end") }
    let value = decoded(start..<position)
    position += 1
    return (key, value)
  }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x3A, 0x5F: position += 1
      default: return String(decoding: bytes[start..<position], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  /// A text with its references resolved; one that is not of XML is left out.
  private func decoded(_ range: Range<Int>) -> String {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "&") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < range.upperBound, end - index < 12, bytes[end] != UInt8(ascii: ";") { end += 1 }
      guard end < range.upperBound, bytes[end] == UInt8(ascii: ";") else {
        index += 1
        continue
      }
      let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      if let scalar = MarkupReader.scalar(name) {
        result += Array(String(Character(scalar)).utf8)
      }
      index = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.first == "#" else { return nil }
    let isHex = name.dropFirst().first == "x"
    let number = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
    return number.flatMap { Unicode.Scalar($0) }
  }
}
