/// One piece of a query's text.
struct QueryToken: Sendable {
  enum Content: Hashable, Sendable {
    /// A word that stands free: a name or a keyword.
    case word(String)
    /// A name between backquotes.
    case quoted(String)
    case string(String)
    /// A whole number without its sign, which may be 2⁶³.
    case integer(UInt64)
    case float(Double)
    /// `$name`.
    case parameter(String)
    /// An operator or a bracket.
    case sign(String)
    /// Something that cannot be read as a number; an error only where a number is wanted.
    case invalidNumber(String, detail: String)
    case end
  }

  var content: Content
  /// Where it begins and ends in the text, in bytes.
  var range: Range<Int>

  /// The token as a person would point at it.
  var description: String {
    switch content {
    case .word(let text), .sign(let text): "'\(text)'"
    case .quoted(let name): "`\(name)`"
    case .string(let text): "'\(text)'"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .parameter(let name): "$\(name)"
    case .invalidNumber(let text, _): "'\(text)'"
    case .end: "the end of the query"
    }
  }
}
