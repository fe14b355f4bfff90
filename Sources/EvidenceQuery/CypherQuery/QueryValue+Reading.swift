extension QueryValue {
  /// The value that a person writes for a parameter: a literal of the language (`2024`, `1.5`,
  /// `true`, `null`, `'a text'`, `[1, 2]`, `{a: 1}`), else the text as it stands.
  ///
  /// ```swift
  /// QueryValue(reading: "[2020, 2024]")  // a list of two integers
  /// QueryValue(reading: "doi:10.1/x")    // a text
  /// ```
  public init(reading text: String) {
    self = (try? QueryParser.literal(text))?.literal ?? .string(text)
  }
}

extension QueryParser {
  /// Reads a text that is one expression and nothing else.
  fileprivate static func literal(_ text: String) throws(QueryFailure) -> QueryExpression? {
    var parser = QueryParser(text: text, tokens: try QueryLexer.tokens(of: text))
    let expression = try parser.expression()
    return parser.token.content == .end ? expression : nil
  }
}

extension QueryExpression {
  /// The value of an expression that is a literal.
  fileprivate var literal: QueryValue? {
    switch content {
    case .literal(let value): return value
    case .list(let items):
      let values = items.compactMap(\.literal)
      return values.count == items.count ? .list(values) : nil
    case .map(let entries):
      let values = entries.compactMap { entry in entry.1.literal.map { (entry.0.text, $0) } }
      return values.count == entries.count ? .map(QueryMap(values)) : nil
    default: return nil
    }
  }
}
