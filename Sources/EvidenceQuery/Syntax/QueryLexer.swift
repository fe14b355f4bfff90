/// Cuts a query's text into tokens.
struct QueryLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [QueryToken] = []

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The tokens of a text; the last one is its end.
  ///
  /// - Throws: `QueryFailure` where the text holds what is part of no query.
  /// - Complexity: O(length).
  static func tokens(of text: String) throws(QueryFailure) -> [QueryToken] {
    var lexer = QueryLexer(text)
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(QueryFailure) {
    while try skipBlanks() {
      let start = position
      let content = try next()
      tokens.append(QueryToken(content: content, range: start..<position))
    }
    tokens.append(QueryToken(content: .end, range: bytes.count..<bytes.count))
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  /// Passes over blanks and comments; false at the end of the text.
  private mutating func skipBlanks() throws(QueryFailure) -> Bool {
    while position < bytes.count {
      switch byte() {
      case 0x09...0x0D, 0x20, 0x1C...0x1F: position += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while position < bytes.count, byte() != 0x0A { position += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        let start = position
        position += 2
        while position < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/"))
        {
          position += 1
        }
        guard position < bytes.count else {
          throw QueryFailure("UnexpectedSyntax", "the comment has no end", at: start)
        }
        position += 2
      case 0x80...:
        guard let (scalar, length) = scalar(), scalar.properties.isWhitespace else { return true }
        position += length
      default: return true
      }
    }
    return false
  }

  /// The character that begins at the position, with its length in bytes.
  private func scalar() -> (Unicode.Scalar, Int)? {
    var decoder = UTF8()
    var iterator = bytes[position..<min(position + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }

  private mutating func next() throws(QueryFailure) -> QueryToken.Content {
    let first = byte()
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "."):
      if isDigit(byte(1)), !followsOperand { return try number() }
      return sign()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try string(first)
    case UInt8(ascii: "`"): return .quoted(try quoted())
    case UInt8(ascii: "$"):
      position += 1
      if byte() == UInt8(ascii: "`") { return .parameter(try quoted()) }
      let name = word(startsWithDigit: true)
      guard !name.isEmpty else {
        throw QueryFailure("UnexpectedSyntax", "a parameter's name is missing", at: position - 1)
      }
      return .parameter(name)
    default:
      let name = word(startsWithDigit: false)
      if !name.isEmpty { return .word(name) }
      if first >= 0x80 {
        let shown = scalar().map { "'\($0.0)'" } ?? "a byte that is no text"
        throw QueryFailure(
          "InvalidUnicodeCharacter",
          "\(shown) is no part of a query",
          at: position,
          hint: Self.dashes.contains(scalar()?.0 ?? " ") ? "minus is written '-'" : nil
        )
      }
      return sign()
    }
  }

  private static let dashes: Set<Unicode.Scalar> = ["—", "–", "−", "‐", "‑"]

  /// Whether what stands before can be followed by a property, so that `.5` is none.
  private var followsOperand: Bool {
    guard let last = tokens.last, last.range.upperBound == position else { return false }
    switch last.content {
    case .word, .quoted, .string, .parameter, .sign(")"), .sign("]"), .sign("}"), .sign("."):
      return true
    default: return false
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func word(startsWithDigit: Bool) -> String {
    let start = position
    while position < bytes.count {
      let byte = byte()
      if byte < 0x80 {
        let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        guard isLetter || (isDigit(byte) && (startsWithDigit || position > start)) else { break }
        position += 1
      } else {
        guard let (scalar, length) = scalar() else { break }
        let fits =
          position > start ? scalar.properties.isXIDContinue : scalar.properties.isXIDStart
        guard fits else { break }
        position += length
      }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static let signs = [
    "..", "<>", "<=", ">=", "=~", "+=", "||", "(", ")", "[", "]", "{", "}", ",", ".", ":", ";", "|",
    "=", "<", ">", "+", "-", "*", "/", "%", "^", "&", "!", "?",
  ].map { (text: $0, bytes: Array($0.utf8)) }

  private mutating func sign() -> QueryToken.Content {
    for sign in Self.signs where bytes[position...].starts(with: sign.bytes) {
      position += sign.bytes.count
      return .sign(sign.text)
    }
    position += 1
    return .sign(String(decoding: [bytes[position - 1]], as: UTF8.self))
  }

  private mutating func quoted() throws(QueryFailure) -> String {
    let start = position
    position += 1
    var name: [UInt8] = []
    while position < bytes.count {
      if byte() == UInt8(ascii: "`") {
        guard byte(1) == UInt8(ascii: "`") else {
          position += 1
          return String(decoding: name, as: UTF8.self)
        }
        position += 1
      }
      name.append(byte())
      position += 1
    }
    throw QueryFailure("UnexpectedSyntax", "the name has no closing backquote", at: start)
  }

  private mutating func string(_ quote: UInt8) throws(QueryFailure) -> QueryToken.Content {
    let start = position
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let next = byte()
      position += 1
      if next == quote { return .string(String(decoding: text, as: UTF8.self)) }
      guard next == UInt8(ascii: "\\") else {
        text.append(next)
        continue
      }
      let escaped = byte()
      position += 1
      switch escaped {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"): text += try unicode(digits: 4)
      case UInt8(ascii: "U"): text += try unicode(digits: 8)
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        text.append(escaped)
      default:
        throw QueryFailure(
          "UnexpectedSyntax",
          "'\\\(String(decoding: [escaped], as: UTF8.self))' stands for no character",
          at: position - 2,
          hint: "a backslash itself is written '\\\\'"
        )
      }
    }
    throw QueryFailure("UnexpectedSyntax", "the text has no closing quote", at: start)
  }

  private mutating func unicode(digits: Int) throws(QueryFailure) -> [UInt8] {
    let start = position - 2
    func code(_ from: Int, _ count: Int) -> UInt32? {
      guard from + count <= bytes.count else { return nil }
      return UInt32(String(decoding: bytes[from..<from + count], as: UTF8.self), radix: 16)
    }
    guard var value = code(position, digits) else {
      throw QueryFailure(
        "InvalidUnicodeLiteral",
        "a character's number has \(digits) hexadecimal digits",
        at: start
      )
    }
    position += digits
    // Two halves of a pair, as UTF-16 writes what lies beyond 16 bits.
    if (0xD800..<0xDC00).contains(value), byte() == UInt8(ascii: "\\"),
      byte(1) == UInt8(ascii: "u"),
      let low = code(position + 2, 4), (0xDC00..<0xE000).contains(low)
    {
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      position += 6
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw QueryFailure("InvalidUnicodeLiteral", "no character has this number", at: start)
    }
    return Array(String(Character(scalar)).utf8)
  }
}

// MARK: Numbers

extension QueryLexer {
  private mutating func number() throws(QueryFailure) -> QueryToken.Content {
    let start = position
    if byte() == UInt8(ascii: "0"), let radix = radix(byte(1)) {
      position += 2
      return whole(start, radix: radix)
    }
    digits()
    var isFloat = false
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      isFloat = true
      position += 1
      digits()
    }
    if byte() | 0x20 == UInt8(ascii: "e"), exponentFollows {
      isFloat = true
      position += byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 2 : 1
      digits()
    }
    guard isFloat else { return whole(start, radix: 10) }
    if let invalid = invalidTail(start) { return invalid }
    let text = String(decoding: bytes[start..<position], as: UTF8.self).replacing("_", with: "")
    guard let value = Double(text), value.isFinite else {
      return .invalidNumber(text, detail: "FloatingPointOverflow")
    }
    return .float(value)
  }

  private func radix(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): 16
    case UInt8(ascii: "o"): 8
    default: nil
    }
  }

  private var exponentFollows: Bool {
    let next = byte(1)
    return isDigit(next)
      || ((next == UInt8(ascii: "-") || next == UInt8(ascii: "+")) && isDigit(byte(2)))
  }

  private mutating func digits() {
    while isDigit(byte()) || (byte() == UInt8(ascii: "_") && isDigit(byte(1))) { position += 1 }
  }

  /// What a number may not run into: letters make it none.
  private mutating func invalidTail(_ start: Int) -> QueryToken.Content? {
    let tail = word(startsWithDigit: true)
    guard !tail.isEmpty else { return nil }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return .invalidNumber(text, detail: "InvalidNumberLiteral")
  }

  private mutating func whole(_ start: Int, radix: Int) -> QueryToken.Content {
    if radix == 10 {
      if let invalid = invalidTail(start) { return invalid }
    } else {
      _ = word(startsWithDigit: true)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = text.dropFirst(radix == 10 ? 0 : 2).filter { $0 != "_" }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isHexDigit && ($0.hexDigitValue ?? 16) < radix })
    else { return .invalidNumber(text, detail: "InvalidNumberLiteral") }
    guard let value = UInt64(digits, radix: radix), value <= UInt64(Int64.max) + 1 else {
      return .invalidNumber(text, detail: "IntegerOverflow")
    }
    return .integer(value)
  }
}
