/// A name in a query, and where it stands.
struct QueryName: Hashable, Sendable {
  var text: String
  /// In bytes from the start of the query.
  var offset: Int
}

/// An expression as it is written.
struct QueryExpression: Sendable {
  indirect enum Content: Sendable {
    case literal(QueryValue)
    case parameter(String)
    case variable(String)
    case property(QueryExpression, String)
    case element(QueryExpression, QueryExpression)
    case slice(QueryExpression, from: QueryExpression?, to: QueryExpression?)
    case list([QueryExpression])
    case map([(QueryName, QueryExpression)])
    case unary(UnaryOperator, QueryExpression)
    case binary(BinaryOperator, QueryExpression, QueryExpression)
    /// `a < b <= c`: every neighbouring pair holds.
    case comparison(QueryExpression, [(ComparisonOperator, QueryExpression)])
    case isNull(QueryExpression, negated: Bool)
    case hasLabels(QueryExpression, LabelPattern)
    case choice(subject: QueryExpression?, [ChoiceBranch], otherwise: QueryExpression?)
    case call(QueryName, isDistinct: Bool, [QueryExpression])
    case countAll
    case comprehension(QueryName, in: QueryExpression, QueryExpression?, QueryExpression?)
    case quantifier(Quantifier, QueryName, in: QueryExpression, QueryExpression)
    case reduce(QueryName, QueryExpression, QueryName, in: QueryExpression, QueryExpression)
    case patternComprehension(PathPattern, QueryExpression?, QueryExpression)
    case pattern(PathPattern)
    case exists(QueryText)
    case projection(QueryExpression, [MapSelector])
  }

  var content: Content
  /// Where it stands in the text, in bytes.
  var range: Range<Int>
}

/// A branch of a CASE.
struct ChoiceBranch: Sendable {
  /// The values to compare with, or the one condition.
  var conditions: [QueryExpression]
  var result: QueryExpression
}

/// What a map projection takes over.
enum MapSelector: Sendable {
  case property(String)
  case all
  case variable(QueryName)
  case entry(String, QueryExpression)
}

/// An operator before its operand.
enum UnaryOperator: String, Sendable {
  case not = "NOT"
  case minus = "-"
  case plus = "+"
}

/// An operator between its operands, but for comparisons.
enum BinaryOperator: String, Hashable, Sendable {
  case or = "OR"
  case xor = "XOR"
  case and = "AND"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case isIn = "IN"
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  case matches = "=~"
  case concatenate = "||"
}

/// A comparison.
enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "="
  case unequal = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// How many elements of a list a condition has to hold of.
enum Quantifier: String, Hashable, Sendable {
  case all, any, none, single
}
