/// The IRIs of keys, and of the words that graphs have for themselves.
///
/// A key is no legal IRI: `@` and `:` stand in it where no scheme of addresses has them. Its IRI is
/// `urn:evidence:` and the key, or the address of its DOI.
enum KeyIRI {
  /// What stands before a key that has no IRI of its own.
  static let base = "urn:evidence:"
  /// What stands before the graph's own words: kinds, relations, properties.
  static let vocabulary = "urn:evidence:vocabulary:"

  /// The IRI that a key has by itself.
  static func iri(of key: String) -> String {
    if key.hasPrefix("doi:10.") { return "https://doi.org/" + encoded(String(key.dropFirst(4))) }
    return base + encoded(key)
  }

  /// The key that such an IRI was made of; `nil` for any other IRI.
  static func key(of iri: String) -> String? {
    if iri.hasPrefix("https://doi.org/10.") {
      return decoded(String(iri.dropFirst(16))).map { "doi:\($0)" }
    }
    guard iri.hasPrefix(base), !iri.hasPrefix(vocabulary) else { return nil }
    return decoded(String(iri.dropFirst(base.count)))
  }

  /// A term of the graph's own words.
  static func term(_ name: String) -> String { vocabulary + encoded(name) }

  /// The word that such a term stands for; `nil` for any other IRI.
  static func word(of iri: String) -> String? {
    guard iri.hasPrefix(vocabulary), iri.utf8.count > vocabulary.utf8.count else { return nil }
    return decoded(String(iri.dropFirst(vocabulary.count)))
  }

  /// A text with what no IRI may hold, and the percent sign, as percent escapes.
  static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if isAllowed(byte) {
        result.append(byte)
      } else {
        result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func decoded(_ text: String) -> String? {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25 {
        guard index + 2 < bytes.count,
          let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
        else { return nil }
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  /// The characters of a path in RFC 3986.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~!$&'()*+,;=:@/".utf8.contains(byte)
    }
  }

  /// Whether a text is an address that can be an IRI as it is.
  static func isIRI(_ text: String) -> Bool {
    guard text.hasPrefix("http://") || text.hasPrefix("https://"), text.utf8.count > 8 else {
      return false
    }
    return text.utf8.allSatisfy { isAllowed($0) || "%?#[]".utf8.contains($0) || $0 >= 0x80 }
  }
}
