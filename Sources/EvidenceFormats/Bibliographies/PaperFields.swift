import EvidenceCore

/// What bibliographies say of a paper, and the forms of what they say.
enum PaperFields {
  /// The properties that bibliographies have fields for beyond title, authors, dates and addresses.
  static let fieldNames = [
    "abstract", "container", "edition", "isbn", "issn", "issue", "language", "pages", "place",
    "publisher", "volume",
  ]

  /// Whether a number is that of a series, `1234-567X`, and not of a book.
  static func isISSN(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 4]
  }

  /// Whether a key is one that papers have by themselves, so that readers take it for the key.
  static func isPaperKey(_ text: String) -> Bool {
    ["doi:", "arxiv:", "paper:"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
  }

  /// Whether a text can stand on one line as it is.
  static func isOneLine(_ text: String) -> Bool {
    !text.isEmpty && text == text.trimmedText
      && !text.contains(where: \.isNewline)
      && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }

  /// Whether a text is a year, a month or a day, `YYYY-MM-DD`.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return parts.count < 2
      || (1...12).contains(Int(parts[1]) ?? 0)
        && (parts.count < 3 || (1...31).contains(Int(parts[2]) ?? 0))
  }
}
