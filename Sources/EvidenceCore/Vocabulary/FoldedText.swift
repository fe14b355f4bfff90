/// Letters as a person searches for them: without case, accents and ligatures.
package enum FoldedText {
  /// A text with every letter folded: `Schäfer` becomes `schafer`, `Straße` `strasse`.
  ///
  /// - Complexity: O(length).
  package static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return String(result)
  }

  /// Adds what one scalar is when it is folded: nothing for an accent of its own, several letters for
  /// a ligature.
  package static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    if scalar.isASCII {
      let isCapital = (0x41...0x5A).contains(scalar.value)
      text.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar)
      return
    }
    if isAccent(scalar) { return }
    if (0xFF01...0xFF5E).contains(scalar.value) {
      // The wide letters of East Asian texts.
      if let plain = Unicode.Scalar(scalar.value - 0xFEE0) { append(plain, to: &text) }
      return
    }
    // The one capital whose way there and back ends at `ß`.
    let letter: Unicode.Scalar = scalar == "ẞ" ? "ß" : base(of: scalar)
    if letter.isASCII { return text.append(letter) }
    // There and back: `ß` is `SS` and then `ss`, a final sigma is a sigma.
    for capital in letter.properties.uppercaseMapping.unicodeScalars {
      for small in capital.properties.lowercaseMapping.unicodeScalars where !isAccent(small) {
        text.append(base(of: small))
      }
    }
  }

  /// Whether a scalar only puts a mark on the letter before it. Marks that make another letter, as in
  /// Devanagari or Thai, are none of these.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    // Variation selectors and joiners.
    case 0xFE00...0xFE0F, 0x200B...0x200D, 0xFEFF, 0x00AD: true
    default: false
    }
  }

  /// The small letter of Latin, Greek or Cyrillic without its marks; any other scalar as it is.
  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x00C0...0x024F, 0x0370...0x03FF, 0x1E00...0x1FFF:
      guard let name = scalar.properties.name, let end = name.firstRange(of: " WITH ") else {
        return scalar
      }
      return letters[String(name[..<end.lowerBound])] ?? scalar
    case 0x0400...0x045F: return cyrillic[scalar] ?? scalar
    default: return scalar
    }
  }

  /// Letters by what their names say before ` WITH `.
  private static let letters: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = ["LATIN SMALL LETTER LONG S": "s"]
    for letter in "abcdefghijklmnopqrstuvwxyzæʒαεηιουωρ".unicodeScalars {
      for form in [letter.properties.uppercaseMapping, letter.properties.lowercaseMapping] {
        if let name = form.unicodeScalars.first?.properties.name { letters[name] = letter }
      }
    }
    return letters
  }()

  private static let cyrillic: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("й", "и"), ("ё", "е"), ("ї", "і"), ("ў", "у"), ("ѓ", "г"), ("ќ", "к"), ("ѐ", "е"),
      ("ѝ", "и"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (marked, plain) in pairs {
      table[marked] = plain
      if let capital = marked.properties.uppercaseMapping.unicodeScalars.first {
        table[capital] = plain
      }
    }
    return table
  }()
}
