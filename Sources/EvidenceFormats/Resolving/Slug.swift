import Foundation

/// Makes the readable part of a key of a name.
enum Slug {
  /// Accents dropped, lower case, every other run of characters a single `-`.
  ///
  /// - Returns: the slug; `unnamed` where no letter or digit is left.
  static func make(_ text: String) -> String {
    let folded = text.decomposedStringWithCompatibilityMapping.lowercased()
    var result = ""
    var pending = false
    for scalar in folded.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      for scalar in letters[scalar]?.unicodeScalars ?? String(scalar).unicodeScalars {
        if scalar.isASCII ? isPlain(scalar) : scalar.properties.isAlphabetic {
          if pending && !result.isEmpty { result.append("-") }
          pending = false
          result.unicodeScalars.append(scalar)
        } else {
          pending = true
        }
      }
    }
    return result.isEmpty ? "unnamed" : result
  }

  /// Letters that carry their accent inside, so that no decomposition drops it.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
  ]

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
