internal import EvidenceCore

/// Cuts a text into the words that are looked for.
///
/// A word is a run of letters or a run of digits, folded: `GPT-4` and `gpt4` are `gpt`, `4`. In
/// scripts that leave no blank between words, each sign is a word, and so is each emoji.
struct WordScanner {
  /// Hands out every word with the bytes of the text where it stands.
  ///
  /// - Complexity: O(length).
  static func forEachWord(in text: String, _ body: (String, Range<Int>) -> Void) {
    var word = String.UnicodeScalarView()
    var (start, end) = (0, 0)
    var isNumber = false
    func finish() {
      if !word.isEmpty { body(String(word), start..<end) }
      word = String.UnicodeScalarView()
    }
    var offset = 0
    for scalar in text.unicodeScalars {
      let next = offset + UTF8.width(scalar)
      defer { offset = next }
      switch sort(of: scalar) {
      case .letter, .digit:
        let isDigit = sort(of: scalar) == .digit
        if isDigit != isNumber { finish() }
        isNumber = isDigit
        if word.isEmpty { start = offset }
        FoldedText.append(scalar, to: &word)
        end = next
      case .mark:
        guard !word.isEmpty else { continue }
        FoldedText.append(scalar, to: &word)
        end = next
      case .sign:
        finish()
        FoldedText.append(scalar, to: &word)
        (start, end) = (offset, next)
        finish()
      case .separator: finish()
      }
    }
    finish()
  }

  /// The words of a text, in their order.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    forEachWord(in: text) { word, _ in words.append(word) }
    return words
  }

  /// What a scalar does to a word.
  private enum Sort { case letter, digit, mark, sign, separator }

  private static func sort(of scalar: Unicode.Scalar) -> Sort {
    switch scalar.value {
    case 0x30...0x39: return .digit
    case 0x41...0x5A, 0x61...0x7A: return .letter
    case 0..<0x80: return .separator
    // Thai, Lao, Burmese, Khmer, kana.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF:
      return .sign
    // Joiners and selectors, which FoldedText drops.
    case 0x00AD, 0x200B...0x200D, 0xFE00...0xFE0F, 0xFEFF: return .mark
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return properties.isIdeographic ? .sign : .letter
    case .decimalNumber, .letterNumber, .otherNumber:
      return properties.isIdeographic ? .sign : .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default:
      return properties.isEmojiPresentation || properties.isEmojiModifier ? .sign : .separator
    }
  }
}
