import EvidenceCore

/// Reads the entries of a BibTeX file: its macros, strings in braces and quotes, and what is broken.
struct BibTeXScanner {
  /// One entry: its type, its key, and its fields as they are written.
  struct Entry {
    var type: String
    var key: String
    var fields: [(name: String, value: String)] = []
    var line: Int

    /// The value of a field.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  }

  /// What is broken in an entry, and where the entry begins.
  struct Fault: Error {
    var message: String
    var line: Int
    var hint: String?
  }

  /// How deep braces may stand, and how long a value may be.
  private static let deepest = 64
  private static let longest = 1 << 20

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var start = 1
  private var macros: [String: String] = Self.months

  private static let months: [String: String] = {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
  }()

  /// Starts at the beginning of a text.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next entry; `nil` at the end.
  ///
  /// - Throws: a fault of an entry; what follows it can still be read.
  mutating func next() throws(Fault) -> Entry? {
    while true {
      while index < bytes.count, bytes[index] != 0x40 { step() }
      guard index < bytes.count else { return nil }
      start = line
      let from = index
      do {
        step()
        if let entry = try entry() { return entry }
      } catch {
        recover(from)
        throw error
      }
    }
  }

  /// Goes on at the next line that begins with `@`, behind the entry that is broken.
  private mutating func recover(_ from: Int) {
    index = from
    line = start
    step()
    while index < bytes.count {
      if bytes[index] == 0x40 {
        var before = index - 1
        while before >= 0, bytes[before] == 0x20 || bytes[before] == 0x09 { before -= 1 }
        if before < 0 || bytes[before] == 0x0A || bytes[before] == 0x0D { return }
      }
      step()
    }
  }

  private mutating func step() {
    if bytes[index] == 0x0A { line += 1 }
    index += 1
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 0x20 { step() }
  }

  private func fault(_ message: String, _ hint: String? = nil) -> Fault {
    Fault(message: message, line: start, hint: hint)
  }

  /// A name up to a blank or a sign of the form's own.
  private mutating func word() -> String {
    let from = index
    while index < bytes.count, bytes[index] > 0x20, !"{}(),=\"#".utf8.contains(bytes[index]) {
      step()
    }
    return String(decoding: bytes[from..<index], as: UTF8.self)
  }

  /// The entry behind an `@`; `nil` for a macro, a comment, or an `@` in a text.
  private mutating func entry() throws(Fault) -> Entry? {
    let type = word().lowercased()
    skipBlanks()
    guard index < bytes.count, !type.isEmpty, bytes[index] == 0x7B || bytes[index] == 0x28 else {
      return nil
    }
    let end: UInt8 = bytes[index] == 0x7B ? 0x7D : 0x29
    if type == "comment" || type == "preamble" {
      if end == 0x7D { _ = try braced() }
      return nil
    }
    step()
    skipBlanks()
    if type == "string" {
      let name = word().lowercased()
      skipBlanks()
      guard take(0x3D) else { throw fault("a '@string' without '='") }
      macros[name] = try value()
      skipBlanks()
      _ = take(end)
      return nil
    }
    var result = Entry(type: type, key: key(until: end), line: start)
    while true {
      skipBlanks()
      if take(0x2C) { continue }
      if take(end) { return result }
      guard index < bytes.count else {
        throw fault("the entry '\(result.key.prefix(40))' has no end", "is a brace missing?")
      }
      let name = word().lowercased()
      skipBlanks()
      guard !name.isEmpty, take(0x3D) else {
        throw fault(
          "'=' is missing behind '\(name.prefix(40))' in the entry '\(result.key.prefix(40))'",
          "is a comma missing, or a brace closed too early?"
        )
      }
      let read = try value()
      if result[name] == nil { result.fields.append((name, read)) }
    }
  }

  private mutating func key(until end: UInt8) -> String {
    let from = index
    while index < bytes.count, bytes[index] != 0x2C, bytes[index] != end, bytes[index] != 0x0A {
      step()
    }
    return String(decoding: bytes[from..<index], as: UTF8.self).trimmedText
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    step()
    return true
  }

  /// Strings, numbers and macros, joined by `#`.
  private mutating func value() throws(Fault) -> String {
    var result = ""
    repeat {
      skipBlanks()
      guard index < bytes.count else { throw fault("a value without end", "is a brace missing?") }
      switch bytes[index] {
      case 0x7B: result += try braced()
      case 0x22: result += try quoted()
      default:
        let name = word()
        guard !name.isEmpty else { throw fault("a field without a value") }
        let isNumber = name.utf8.allSatisfy { (0x30...0x39).contains($0) }
        result += isNumber ? name : macros[name.lowercased()] ?? name
      }
      guard result.utf8.count <= Self.longest else {
        throw fault("a value of more than \(Self.longest >> 20) MB")
      }
      skipBlanks()
    } while take(0x23)
    return result
  }

  /// What stands in braces, without the outer ones.
  private mutating func braced() throws(Fault) -> String {
    step()
    let from = index
    var depth = 1
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C where index + 1 < bytes.count: step()
      case 0x7B: depth += 1
      case 0x7D: depth -= 1
      default: break
      }
      if depth > Self.deepest { throw fault("braces more than \(Self.deepest) deep") }
      if depth == 0 {
        let text = String(decoding: bytes[from..<index], as: UTF8.self)
        step()
        return text
      }
      step()
      if index - from > Self.longest { throw fault("a value without end", "is a brace missing?") }
    }
    throw fault("a brace that is never closed")
  }

  /// What stands in quotes; a quote in braces ends nothing.
  private mutating func quoted() throws(Fault) -> String {
    step()
    let from = index
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C where index + 1 < bytes.count && depth > 0: step()
      case 0x7B: depth += 1
      case 0x7D: depth -= 1
      case 0x22 where depth <= 0:
        let text = String(decoding: bytes[from..<index], as: UTF8.self)
        step()
        return text
      default: break
      }
      if depth > Self.deepest { throw fault("braces more than \(Self.deepest) deep") }
      step()
      if index - from > Self.longest { throw fault("a value without end", "is a quote missing?") }
    }
    throw fault("a quote that is never closed")
  }
}
