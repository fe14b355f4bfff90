extension QueryParser {
  /// How tightly operators bind, the loosest first.
  private enum Level: Int {
    case or = 1
    case xor, and, not, comparison, predicate, sum, product, power
  }

  mutating func expression() throws(QueryFailure) -> QueryExpression {
    try expression(above: 0)
  }

  private mutating func expression(above level: Int) throws(QueryFailure) -> QueryExpression {
    try nested { parser throws(QueryFailure) in
      let start = parser.offset
      var left = try parser.prefixed()
      var links = 0
      while true {
        let before = parser.index
        guard let next = try parser.extended(left, from: start, above: level) else { return left }
        left = next
        links += 1
        // Every link lets the tree grow by a level.
        guard links + parser.depth <= 4 * Self.mostDepth, parser.index > before else {
          throw QueryFailure(
            "UnexpectedSyntax",
            "the expression chains too many operators",
            at: parser.offset,
            hint: "use IN and a list, or split the query with WITH"
          )
        }
      }
    }
  }

  private mutating func prefixed() throws(QueryFailure) -> QueryExpression {
    let start = offset
    if isWord("NOT"), !isSign(".", 1), !isSign(")", 1), !isSign(",", 1) {
      index += 1
      let operand = try expression(above: Level.and.rawValue)
      return expression(.unary(.not, operand), from: start)
    }
    if isSign("-") || isSign("+") { return try signed() }
    return try postfix()
  }

  private mutating func signed() throws(QueryFailure) -> QueryExpression {
    try nested { parser throws(QueryFailure) in
      let start = parser.offset
      guard parser.isSign("-") || parser.isSign("+") else { return try parser.postfix() }
      let isMinus = parser.isSign("-")
      parser.index += 1
      if isMinus, case .integer(let value) = parser.content() {
        if value == UInt64(Int64.max) + 1 {
          parser.index += 1
          return parser.expression(.literal(.integer(.min)), from: start)
        }
      }
      let operand = try parser.signed()
      if isMinus, case .literal(.integer(let value)) = operand.content, value != .min {
        return parser.expression(.literal(.integer(-value)), from: start)
      }
      if isMinus, case .literal(.float(let value)) = operand.content {
        return parser.expression(.literal(.float(-value)), from: start)
      }
      return parser.expression(.unary(isMinus ? .minus : .plus, operand), from: start)
    }
  }

  func expression(_ content: QueryExpression.Content, from start: Int) -> QueryExpression {
    QueryExpression(content: content, range: start..<max(start, end))
  }

  /// An expression with the next operator and what is behind it; `nil` where none follows that
  /// binds more tightly than a level.
  private mutating func extended(
    _ left: QueryExpression,
    from start: Int,
    above level: Int
  ) throws(QueryFailure) -> QueryExpression? {
    if let (comparison, _) = comparisonAhead, Level.comparison.rawValue > level {
      return try comparisons(left, comparison, from: start)
    }
    if Level.predicate.rawValue > level {
      if takes(words: "IS", "NULL") {
        return expression(.isNull(left, negated: false), from: start)
      }
      if takes(words: "IS", "NOT", "NULL") {
        return expression(.isNull(left, negated: true), from: start)
      }
      if isSign(":"), canHaveLabels(left) {
        index += 1
        return expression(.hasLabels(left, try labelTerm(isOfNode: true)), from: start)
      }
    }
    guard let (binary, own, tokens) = binaryAhead, own.rawValue > level else { return nil }
    if own == .or || own == .and { return try balanced(left, binary, own, from: start) }
    index += tokens
    let right = try expression(above: own.rawValue)
    return expression(.binary(binary, left, right), from: start)
  }

  private func canHaveLabels(_ expression: QueryExpression) -> Bool {
    switch expression.content {
    case .variable, .property, .element, .call: true
    default: false
    }
  }

  private var binaryAhead: (BinaryOperator, Level, tokens: Int)? {
    switch content() {
    case .sign(let sign):
      switch sign {
      case "+", "-", "||":
        return BinaryOperator(rawValue: sign).map { ($0, .sum, 1) }
      case "*", "/", "%": return BinaryOperator(rawValue: sign).map { ($0, .product, 1) }
      case "^": return (.power, .power, 1)
      case "=~": return (.matches, .predicate, 1)
      default: return nil
      }
    case .word:
      if isWord("OR") { return (.or, .or, 1) }
      if isWord("XOR") { return (.xor, .xor, 1) }
      if isWord("AND") { return (.and, .and, 1) }
      if isWord("IN") { return (.isIn, .predicate, 1) }
      if isWord("CONTAINS") { return (.contains, .predicate, 1) }
      if isWord("STARTS"), isWord("WITH", 1) { return (.startsWith, .predicate, 2) }
      if isWord("ENDS"), isWord("WITH", 1) { return (.endsWith, .predicate, 2) }
      return nil
    default: return nil
    }
  }

  /// Reads all operands of a row of ANDs or ORs and makes a tree of them that is as low as it can be.
  private mutating func balanced(
    _ left: QueryExpression,
    _ binary: BinaryOperator,
    _ own: Level,
    from start: Int
  ) throws(QueryFailure) -> QueryExpression {
    var operands = [left]
    while let (next, _, tokens) = binaryAhead, next == binary {
      index += tokens
      operands.append(try expression(above: own.rawValue))
    }
    while operands.count > 1 {
      var paired: [QueryExpression] = []
      for first in stride(from: 0, to: operands.count, by: 2) {
        guard first + 1 < operands.count else {
          paired.append(operands[first])
          continue
        }
        let (a, b) = (operands[first], operands[first + 1])
        paired.append(
          QueryExpression(
            content: .binary(binary, a, b),
            range: a.range.lowerBound..<b.range.upperBound
          )
        )
      }
      operands = paired
    }
    return operands[0]
  }

  private var comparisonAhead: (ComparisonOperator, Int)? {
    guard case .sign(let sign) = content() else { return nil }
    return ComparisonOperator(rawValue: sign).map { ($0, 1) }
  }

  private mutating func comparisons(
    _ left: QueryExpression,
    _ first: ComparisonOperator,
    from start: Int
  ) throws(QueryFailure) -> QueryExpression {
    var links: [(ComparisonOperator, QueryExpression)] = []
    while let (comparison, _) = comparisonAhead {
      index += 1
      links.append((comparison, try expression(above: Level.comparison.rawValue)))
    }
    return expression(.comparison(left, links), from: start)
  }

  /// Reads an atom with the properties, elements and slices taken of it.
  mutating func postfix() throws(QueryFailure) -> QueryExpression {
    let start = offset
    var result = try atom()
    var links = 0
    while true {
      if isSign("."), !isSign(".", 1) {
        index += 1
        result = expression(.property(result, try name("a property").text), from: start)
      } else if takes("[") {
        result = try element(of: result, from: start)
      } else if isSign("{"), case .variable = result.content {
        result = try mapProjection(of: result, from: start)
      } else {
        return result
      }
      links += 1
      guard links <= Self.mostDepth else {
        throw QueryFailure("UnexpectedSyntax", "too many properties of properties", at: offset)
      }
    }
  }

  private mutating func element(
    of owner: QueryExpression,
    from start: Int
  ) throws(QueryFailure) -> QueryExpression {
    if takes("..") {
      let end = isSign("]") ? nil : try expression()
      try need("]")
      return expression(.slice(owner, from: nil, to: end), from: start)
    }
    let first = try expression()
    if takes("..") {
      let end = isSign("]") ? nil : try expression()
      try need("]")
      return expression(.slice(owner, from: first, to: end), from: start)
    }
    try need("]")
    return expression(.element(owner, first), from: start)
  }

  private mutating func mapProjection(
    of owner: QueryExpression,
    from start: Int
  ) throws(QueryFailure) -> QueryExpression {
    try need("{")
    var selectors: [MapSelector] = []
    if !isSign("}") {
      repeat {
        if takes(".") {
          selectors.append(takes("*") ? .all : .property(try name("a property").text))
        } else {
          let name = try name("a property")
          selectors.append(
            takes(":") ? .entry(name.text, try expression()) : .variable(name)
          )
        }
      } while takes(",")
    }
    try need("}")
    return expression(.projection(owner, selectors), from: start)
  }
}
