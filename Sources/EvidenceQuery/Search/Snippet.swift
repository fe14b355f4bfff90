/// The part of a text about a word, on one line.
enum Snippet {
  /// How many characters stand before the word, at most, and how many there are in all.
  private static let (before, length) = (24, 80)

  /// Cuts a text about the bytes of a word.
  ///
  /// - Complexity: O(length of the snippet).
  static func text(of text: String, about word: Range<Int>) -> String {
    guard
      let position = text.utf8.index(
        text.startIndex,
        offsetBy: word.lowerBound,
        limitedBy: text.endIndex
      )
    else { return "" }
    var start =
      text.index(position, offsetBy: -before, limitedBy: text.startIndex)
      ?? text.startIndex
    if start != text.startIndex {
      // Not in the middle of a word, where one ends before the one that was found.
      let blank = text[start..<position].firstIndex(where: \.isWhitespace)
      start = blank.map { text.index(after: $0) } ?? start
    }
    let end = text.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
    let inner = text[start..<end].map { $0.isPrintable ? String($0) : " " }.joined()
      .split(separator: " ").joined(separator: " ")
    return (start == text.startIndex ? "" : "…") + inner + (end == text.endIndex ? "" : "…")
  }
}

extension Character {
  /// Whether a character shows something: no control, no line break.
  fileprivate var isPrintable: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
  }
}
