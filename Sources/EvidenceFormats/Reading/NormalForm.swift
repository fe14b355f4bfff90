import Foundation

/// Unicode's composed normal form (NFC), in which keys, codes and names are compared.
enum NormalForm {
  /// The composed form of a text; `nil` where the text is in it already.
  ///
  /// - Complexity: O(*n*); texts of ASCII are only looked through.
  static func composed(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let composed = text.precomposedStringWithCanonicalMapping
    return composed.utf8.elementsEqual(text.utf8) ? nil : composed
  }
}

extension StringProtocol {
  /// The text without blanks, line breaks and invisible characters around it.
  var trimmedText: String {
    let scalars = unicodeScalars
    // A visible letter of ASCII at either end: there is nothing to take off.
    if let first = scalars.first?.value, let last = scalars.last?.value, 0x21..<0x7F ~= first,
      0x21..<0x7F ~= last
    {
      return String(self)
    }
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  /// The text without the characters that nobody sees, wherever they stand.
  var withoutInvisible: String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: unicodeScalars.lazy.filter { !$0.isInvisible })
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether it is a blank, a line break, or nothing that anybody sees.
  fileprivate var isBlank: Bool { properties.isWhitespace || isInvisible }

  /// Whether it is a zero-width space or joiner, a word joiner, a byte-order mark or a soft hyphen.
  fileprivate var isInvisible: Bool {
    switch value {
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }
}
