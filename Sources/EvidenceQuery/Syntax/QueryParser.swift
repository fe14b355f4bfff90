/// Reads a query's text: recursive descent for clauses and patterns, precedence for operators.
struct QueryParser {
  let text: String
  let tokens: [QueryToken]
  var index = 0
  /// How many expressions, patterns and subqueries are open.
  var depth = 0
  /// For tokens that were tried, the path pattern that begins there and where it ends, or nothing:
  /// none is read twice.
  var patternsAhead: [Int: (pattern: PathPattern, end: Int)?] = [:]

  /// How deep a query may nest: deeper ones are refused, whatever the size of the stack.
  static let mostDepth = 200

  /// Reads a query.
  ///
  /// - Throws: `QueryFailure` where the text is no query.
  /// - Complexity: O(length) but for brackets that may be patterns, which are looked at twice.
  static func parse(_ text: String) throws(QueryFailure) -> QueryText {
    var parser = QueryParser(text: text, tokens: try QueryLexer.tokens(of: text))
    let query = try parser.query()
    while parser.takes(";") {}
    guard case .end = parser.token.content else { throw parser.unexpected(among: clauseWords) }
    return query
  }

  var token: QueryToken { tokens[min(index, tokens.count - 1)] }

  var offset: Int { token.range.lowerBound }

  /// Where the last token that was taken ends.
  var end: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

  func content(_ ahead: Int = 0) -> QueryToken.Content {
    tokens[min(index + ahead, tokens.count - 1)].content
  }

  func isSign(_ sign: String, _ ahead: Int = 0) -> Bool { content(ahead) == .sign(sign) }

  func isWord(_ word: String, _ ahead: Int = 0) -> Bool {
    if case .word(let text) = content(ahead) {
      return text.utf8.count == word.utf8.count && text.uppercased() == word
    }
    return false
  }

  /// Takes a sign if it comes next.
  mutating func takes(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    index += 1
    return true
  }

  /// Takes keywords if they come next.
  mutating func takes(words: String...) -> Bool {
    for (ahead, word) in words.enumerated() where !isWord(word, ahead) { return false }
    index += words.count
    return true
  }

  mutating func need(_ sign: String) throws(QueryFailure) {
    guard takes(sign) else { throw unexpected(wanted: "'\(sign)'") }
  }

  mutating func need(word: String) throws(QueryFailure) {
    guard takes(words: word) else { throw unexpected(wanted: word, among: [word]) }
  }

  /// Takes a name: any word, or one between backquotes.
  mutating func name(_ what: String = "a name") throws(QueryFailure) -> QueryName {
    switch token.content {
    case .word(let text), .quoted(let text):
      index += 1
      return QueryName(text: text, offset: tokens[index - 1].range.lowerBound)
    default: throw unexpected(wanted: what)
    }
  }

  /// What to say of a token that does not fit.
  func unexpected(wanted: String? = nil, among words: [String] = []) -> QueryFailure {
    var hint: String?
    if case .word(let text) = token.content {
      hint = NameHint.text(for: text.uppercased(), among: words)
    }
    let found = token.description
    return QueryFailure(
      "UnexpectedSyntax",
      wanted.map { "expected \($0), found \(found)" } ?? "\(found) does not fit here",
      at: offset,
      hint: hint
    )
  }

  /// Reads something that may hold others of its sort, and refuses what nests too deep.
  mutating func nested<Result>(
    _ body: (inout QueryParser) throws(QueryFailure) -> Result
  ) throws(QueryFailure) -> Result {
    guard depth < Self.mostDepth else {
      throw QueryFailure(
        "UnexpectedSyntax",
        "the query nests deeper than \(Self.mostDepth) levels",
        at: offset
      )
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// The text between two places, as it is written.
  func source(from start: Int, to end: Int) -> String {
    let bytes = text.utf8
    let first = bytes.index(bytes.startIndex, offsetBy: start)
    let last = bytes.index(bytes.startIndex, offsetBy: end)
    return String(text[first..<last])
  }
}
