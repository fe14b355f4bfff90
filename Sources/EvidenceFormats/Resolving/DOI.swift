import Foundation

/// What a cell that should hold a DOI holds.
enum DOI {
  /// The first DOI of a text in its plain spelling, and whether there are more.
  struct Reading: Hashable {
    /// Lower case, without resolver, label, query, fragment or closing punctuation.
    var plain: String
    /// Further DOIs of the text.
    var others: [String] = []
  }

  /// Reads the DOIs of a text, in whatever spelling people put them into a cell.
  ///
  /// Characters that nobody sees are passed over, Unicode's hyphens are `-`, percent escapes are
  /// undone, and an address counts where its path holds a DOI: a resolver's, a publisher's, a
  /// proxy's.
  ///
  /// - Returns: `nil` where the text holds none, as for `-` or another site's address.
  static func read(_ text: String) -> Reading? {
    let plain = normalized(text)
    var starts: [String.Index] = []
    var search = plain.startIndex
    while let range = plain.range(of: "10.", range: search..<plain.endIndex) {
      if isStart(plain, range.lowerBound) { starts.append(range.lowerBound) }
      search = range.upperBound
    }
    var found: [String] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : plain.endIndex
      guard let doi = trimmed(plain[start..<end]), !found.contains(doi) else { continue }
      found.append(doi)
    }
    guard let first = found.first else { return nil }
    return Reading(plain: first, others: Array(found.dropFirst()))
  }

  private static func normalized(_ text: String) -> String {
    var result = ""
    for scalar in text.withoutInvisible.unicodeScalars {
      switch scalar.value {
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: result.append("-")
      default: result.unicodeScalars.append(scalar)
      }
    }
    result = result.lowercased()
    if result.contains("%"), let decoded = result.removingPercentEncoding { result = decoded }
    return result
  }

  /// Whether a DOI may begin here: at the beginning of a text, behind a blank or a separator, behind
  /// a label, or as part of an address's path.
  private static func isStart(_ text: String, _ start: String.Index) -> Bool {
    let before = text[..<start]
    guard let last = before.last else { return true }
    if last.isWhitespace || ",;|([<\"'=".contains(last) { return true }
    if last == ":" { return before.hasSuffix("doi:") || before.hasSuffix("doi.org:") }
    if last == "/" {
      let path = before.split(whereSeparator: { $0.isWhitespace }).last ?? ""
      return path.contains("doi") || path.hasSuffix("/article/") || path.hasSuffix("/abs/")
        || path.hasSuffix("/chapter/") || path.hasSuffix("/book/")
    }
    return false
  }

  /// A DOI without what follows it in its text: blanks, a query, a fragment, an address's further
  /// path, closing punctuation.
  private static func trimmed(_ text: Substring) -> String? {
    var text = text
    if let end = text.firstIndex(where: { "?#|".contains($0) || $0 == "\"" }) {
      text = text[..<end]
    }
    text = joined(text)[...]
    for end in ["/full", "/abstract", "/pdf", "/epdf", "/fulltext", "/summary", "/meta"]
    where text.hasSuffix(end) {
      text = text.dropLast(end.count)
    }
    if text.hasSuffix(".pdf") { text = text.dropLast(4) }
    while let last = text.last, ".,;:)]}>\"'/&".contains(last) {
      if last == ")", text.filter({ $0 == "(" }).count >= text.filter({ $0 == ")" }).count { break }
      if last == "]", text.contains("[") { break }
      if last == ">", text.contains("<") { break }
      text.removeLast()
    }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count >= 7, !parts[1].isEmpty,
      parts[0].dropFirst(3).allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." })
    else { return nil }
    return String(text)
  }

  /// The text up to a blank behind which no part of the DOI can stand; a line break within one, as
  /// cells have it, is closed.
  private static func joined(_ text: Substring) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return "" }
    var result = String(first)
    for word in words.dropFirst() {
      let isBroken =
        result.hasSuffix("/") || result.hasSuffix(".") || result.hasSuffix("-")
        || result.hasSuffix("_") || word.hasPrefix("/")
      guard isBroken, word.contains(where: \.isNumber) else { break }
      result += word
    }
    return result
  }
}
