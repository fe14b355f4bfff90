import EvidenceCore

/// Reads the entries of a BibTeX file, with where each begins.
///
/// What stands between entries is comment; `@comment` and `@preamble` are passed over whole; `@string`s
/// and the names of months are put in where they are named. A broken entry is said, and reading goes on
/// at the next line that begins with `@`.
struct BibTeXParser {
  /// An entry as it is written.
  struct Entry {
    var type: String
    var key: String
    /// The fields in their order, names in lower case.
    var fields: [(name: String, value: String)]
    var place: Place
  }

  private(set) var entries: [Entry] = []
  private(set) var findings: [Diagnostic] = []

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var strings: [String: String] = Dictionary(
    uniqueKeysWithValues: zip(
      ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
      (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" }
    )
  )
  /// The most braces within each other, bytes of a value, and broken entries.
  private static let limits = (depth: 256, value: 4 << 20, faults: 100)

  private struct Fault: Error { var message: String }

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  /// Reads the whole file.
  ///
  /// - Complexity: O(bytes).
  mutating func parse() {
    while skip(to: 0x40) {
      let place = Place(file, line: line)
      let start = position
      advance()
      do throws(Fault) {
        try entry(at: place)
      } catch {
        findings.append(Diagnostic(.error, "broken-entry", error.message, at: place))
        guard findings.count <= Self.limits.faults else {
          findings.append(
            Diagnostic(
              .error,
              "broken-entry",
              "too many broken entries; the rest is not read",
              at: place
            )
          )
          return
        }
        // What was not closed may have swallowed the entries behind it.
        (position, line) = (start, place.line)
        recover()
      }
    }
  }

  // MARK: Entries

  private mutating func entry(at place: Place) throws(Fault) {
    let type = word().lowercased()
    skipBlanks()
    // An address in a comment: no entry.
    guard !type.isEmpty, let opening = next, opening == 0x7B || opening == 0x28 else { return }
    let closing: UInt8 = opening == 0x7B ? 0x7D : 0x29
    if type == "comment" || type == "preamble" {
      _ = try braced(opening, closing)
      return
    }
    advance()
    if type == "string" {
      skipBlanks()
      let name = word().lowercased()
      skipBlanks()
      guard next == 0x3D else { throw Fault(message: "a @string without '='") }
      advance()
      strings[name] = try value()
      try close(closing)
      return
    }
    skipBlanks()
    var key: [UInt8] = []
    while let byte = next, byte != 0x2C, byte != closing, byte != 0x0A, byte != 0x3D {
      key.append(byte)
      advance()
    }
    var entry = Entry(
      type: type,
      key: String(decoding: key, as: UTF8.self).trimmedText,
      fields: [],
      place: place
    )
    skipBlanks()
    while next == 0x2C {
      advance()
      skipBlanks()
      if next == closing { break }
      let name = word().lowercased()
      skipBlanks()
      guard !name.isEmpty, next == 0x3D else {
        throw Fault(message: "the entry '\(entry.key)' has a field without '=' in line \(line)")
      }
      advance()
      entry.fields.append((name, try value()))
      skipBlanks()
    }
    try close(closing)
    entries.append(entry)
  }

  private mutating func close(_ closing: UInt8) throws(Fault) {
    skipBlanks()
    guard next == closing else {
      throw Fault(
        message: "the entry is not closed: line \(line) has "
          + (next.map { "'\(Character(Unicode.Scalar($0)))'" } ?? "the end of the file")
          + " where ',' or its end is expected"
      )
    }
    advance()
  }

  /// A value: pieces in braces or quotes, numbers and names, joined by `#`.
  private mutating func value() throws(Fault) -> String {
    var result = ""
    while true {
      skipBlanks()
      switch next {
      case 0x7B: result += try braced(0x7B, 0x7D)
      case 0x22: result += try quoted()
      default:
        let name = word()
        guard !name.isEmpty else { throw Fault(message: "a field without a value in line \(line)") }
        result += strings[name.lowercased()] ?? name
      }
      skipBlanks()
      guard next == 0x23 else { return result }
      advance()
    }
  }

  /// What stands between an opening and its closing, without both.
  private mutating func braced(_ opening: UInt8, _ closing: UInt8) throws(Fault) -> String {
    let start = line
    advance()
    var depth = 1
    var content: [UInt8] = []
    while let byte = next {
      if byte == 0x5C, position + 1 < bytes.count {
        content.append(byte)
        advance()
        content.append(bytes[position])
        advance()
        continue
      }
      if byte == opening { depth += 1 }
      if byte == closing { depth -= 1 }
      advance()
      if depth == 0 { return String(decoding: content, as: UTF8.self) }
      guard depth <= Self.limits.depth, content.count < Self.limits.value else {
        throw Fault(message: "the brace of line \(start) holds too much")
      }
      content.append(byte)
    }
    throw Fault(message: "the brace of line \(start) is never closed")
  }

  private mutating func quoted() throws(Fault) -> String {
    let start = line
    advance()
    var depth = 0
    var content: [UInt8] = []
    while let byte = next {
      if byte == 0x22, depth == 0 {
        advance()
        return String(decoding: content, as: UTF8.self)
      }
      if byte == 0x7B { depth += 1 }
      if byte == 0x7D { depth -= 1 }
      if byte == 0x5C, position + 1 < bytes.count {
        content.append(byte)
        advance()
        content.append(bytes[position])
        advance()
        continue
      }
      guard depth <= Self.limits.depth, content.count < Self.limits.value else {
        throw Fault(message: "the quote of line \(start) holds too much")
      }
      content.append(byte)
      advance()
    }
    throw Fault(message: "the quote of line \(start) is never closed")
  }

  // MARK: Bytes

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if bytes[position] == 0x0A { line += 1 }
    position += 1
  }

  private mutating func skip(to byte: UInt8) -> Bool {
    while let found = next {
      if found == byte { return true }
      advance()
    }
    return false
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { advance() }
  }

  /// Letters, digits and what may stand in a name.
  private mutating func word() -> String {
    var result: [UInt8] = []
    while let byte = next, !(byte <= 0x20), !"{}(),=\"#%".utf8.contains(byte) {
      result.append(byte)
      advance()
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Goes on at the next line that begins with `@`.
  private mutating func recover() {
    while let byte = next {
      advance()
      if byte == 0x0A {
        var ahead = position
        while ahead < bytes.count, bytes[ahead] == 0x20 || bytes[ahead] == 0x09 { ahead += 1 }
        if ahead < bytes.count, bytes[ahead] == 0x40 { return }
      }
    }
  }
}
