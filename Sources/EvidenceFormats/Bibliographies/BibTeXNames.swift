/// The names in a field of BibTeX: `First von Last`, `von Last, Jr, First`, `{An Organisation}`.
enum BibTeXNames {
  /// The names of a field, each as `von Last, First, Jr`, and whether others are not named.
  static func read(_ field: String) -> (names: [String], hasOthers: Bool) {
    var names: [String] = []
    var hasOthers = false
    for part in parts(of: field) {
      if part.lowercased() == "others" { hasOthers = true } else { names.append(name(part)) }
    }
    return (names.filter { !$0.isEmpty }, hasOthers)
  }

  /// What stands between the `and`s that lie in no braces.
  private static func parts(of field: String) -> [String] {
    var result: [String] = []
    var words: [String] = []
    for word in pieces(of: field, between: \.isWhitespace) {
      if word.lowercased() == "and" {
        result.append(words.joined(separator: " "))
        words = []
      } else {
        words.append(word)
      }
    }
    result.append(words.joined(separator: " "))
    return result.filter { !$0.isEmpty }
  }

  /// The pieces of a text between separators that lie in no braces.
  private static func pieces(
    of text: String,
    between isSeparator: (Character) -> Bool
  ) -> [String] {
    var result: [String] = []
    var piece = ""
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0, isSeparator(character) {
        if !piece.isEmpty { result.append(piece) }
        piece = ""
      } else {
        piece.append(character)
      }
    }
    if !piece.isEmpty { result.append(piece) }
    return result
  }

  private static func name(_ text: String) -> String {
    let parts = pieces(of: text, between: { $0 == "," }).map { plain($0) }
    switch parts.count {
    case 2: return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    case 3...: return [parts[0], parts[2], parts[1]].filter { !$0.isEmpty }.joined(separator: ", ")
    default: break
    }
    let words = pieces(of: text, between: \.isWhitespace)
    guard words.count > 1, let last = words.indices.last else { return plain(text) }
    // `von` is what begins with a small letter, up to the last word.
    let from = words.indices.first { $0 > 0 && $0 < last && words[$0].first?.isLowercase == true }
    let start = from ?? last
    let family = words[start...].map(plain).joined(separator: " ")
    let given = words[..<start].map(plain).joined(separator: " ")
    return given.isEmpty ? family : "\(family), \(given)"
  }

  private static func plain(_ text: String) -> String { TeXReading(text).text }
}
