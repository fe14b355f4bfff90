import EvidenceCore
import Foundation

/// The readable part of a key, made of a name.
///
/// Letters and digits of every script stay, in lower case; marks are dropped from Latin, Greek and
/// Cyrillic letters alone, since elsewhere they are letters themselves; every other run of
/// characters is a single `-`.
struct Slug: Hashable {
  /// The slug itself.
  let text: String
  /// What should be said of it: the name has no letter, or is too long for a key.
  let finding: Finding?

  /// What should be said of a slug.
  struct Finding: Hashable {
    var code: Diagnostic.Code
    var message: String
  }

  /// The most bytes of a slug; a longer one ends in a digest of the whole.
  static let limit = 400

  /// Makes the slug of a name.
  ///
  /// A name without letters or digits is `unnamed-` and eight digits of its SHA-256; a slug of more
  /// than ``limit`` bytes is cut, and ends in such digits too.
  init(_ name: String) {
    let whole = Self.folded(name)
    if whole.isEmpty {
      text = "unnamed-\(Self.digest(name))"
      finding = Finding(
        code: "name-without-letters",
        message: "the name '\(name.prefix(60))' has no letters; its key is 'unnamed-…'"
      )
    } else if whole.utf8.count > Self.limit {
      var cut = whole
      while cut.utf8.count > Self.limit { cut.removeLast() }
      while cut.hasSuffix("-") { cut.removeLast() }
      text = "\(cut)-\(Self.digest(name))"
      finding = Finding(
        code: "long-name",
        message: "a name of \(name.count) characters ('\(name.prefix(40))…'); its key is cut"
      )
    } else {
      text = whole
      finding = nil
    }
  }

  /// The slug of a name, as text.
  static func make(_ name: String) -> String { Slug(name).text }

  private static func digest(_ name: String) -> String {
    let composed = name.precomposedStringWithCanonicalMapping
    return String(ContentDigest.sha256(Array(composed.utf8)).prefix(8))
  }

  /// The slug of a text of ASCII; `nil` of any other.
  private static func foldedASCII(_ name: String) -> String? {
    var result: [UInt8] = []
    var pending = false
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if pending, !result.isEmpty { result.append(UInt8(ascii: "-")) }
        pending = false
        result.append(byte < UInt8(ascii: "A") ? byte : byte | 0x20)
      case 0x80...: return nil
      default: pending = true
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func folded(_ name: String) -> String {
    if let slug = foldedASCII(name) { return slug }
    var result = String.UnicodeScalarView()
    var pending = false
    var dropsMarks = true
    var isInWord = false
    for scalar in name.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if isMark(scalar) {
        if isInWord, !dropsMarks { result.append(scalar) }
        continue
      }
      for scalar in letters[scalar]?.unicodeScalars ?? String(scalar).unicodeScalars {
        isInWord = isLetter(scalar)
        guard isInWord else {
          pending = true
          continue
        }
        dropsMarks = isEuropean(scalar)
        if pending, !result.isEmpty { result.append("-") }
        pending = false
        result.append(scalar)
      }
    }
    return String(result).precomposedStringWithCanonicalMapping
  }

  /// Letters that carry their accent inside, so that no decomposition drops it.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
  ]

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  /// Whether a letter is Latin, Greek or Cyrillic.
  private static func isEuropean(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x52F, 0x1C80...0x1C8F, 0x1D00...0x1FFF, 0x2C60...0x2C7F, 0x2DE0...0x2DFF,
      0xA640...0xA69F, 0xA720...0xA7FF, 0xAB30...0xAB6F:
      true
    default: false
    }
  }
}
