extension QueryParser {
  /// Words that begin or join clauses, which no expression begins with.
  private static let reserved: Set<String> = [
    "MATCH", "RETURN", "WITH", "WHERE", "UNWIND", "CREATE", "MERGE", "SET", "DELETE", "REMOVE",
    "UNION", "AS", "AND", "OR", "XOR", "IN", "THEN", "ELSE", "WHEN", "ORDER", "YIELD", "OPTIONAL",
    "DETACH",
  ]

  mutating func atom() throws(QueryFailure) -> QueryExpression {
    let start = offset
    switch content() {
    case .integer(let value):
      guard let whole = Int64(exactly: value) else {
        throw QueryFailure("IntegerOverflow", "\(value) is too large a number", at: start)
      }
      index += 1
      return expression(.literal(.integer(whole)), from: start)
    case .float(let value):
      index += 1
      return expression(.literal(.float(value)), from: start)
    case .string(let text):
      index += 1
      return expression(.literal(.string(text)), from: start)
    case .parameter(let name):
      index += 1
      return expression(.parameter(name), from: start)
    case .invalidNumber(let text, let detail):
      let problem = detail == "InvalidNumberLiteral" ? "is no number" : "is too large a number"
      throw QueryFailure(detail, "'\(text)' \(problem)", at: start)
    case .quoted: return try named()
    case .sign("("): return try bracketed()
    case .sign("["): return try listed()
    case .sign("{"): return try mapped()
    case .word(let word): return try worded(word.uppercased())
    default: throw unexpected(wanted: "an expression")
    }
  }

  private mutating func worded(_ word: String) throws(QueryFailure) -> QueryExpression {
    let start = offset
    if isSign("(", 1) || isSign("{", 1) || isSign(".", 1) {
      switch word {
      case "COUNT" where isSign("(", 1) && isSign("*", 2) && isSign(")", 3):
        index += 4
        return expression(.countAll, from: start)
      case "EXISTS" where isSign("{", 1): return try subquery()
      case "ALL", "ANY", "NONE", "SINGLE":
        if isSign("(", 1), let result = try quantified(word) { return result }
      case "REDUCE" where isSign("(", 1):
        return try reduction()
      case "SHORTESTPATH" where isSign("(", 1), "ALLSHORTESTPATHS" where isSign("(", 1):
        return try shortest()
      default: break
      }
      return try named()
    }
    switch word {
    case "TRUE", "FALSE":
      index += 1
      return expression(.literal(.boolean(word == "TRUE")), from: start)
    case "NULL":
      index += 1
      return expression(.literal(.null), from: start)
    case "CASE": return try choice()
    default:
      if Self.reserved.contains(word) { throw unexpected(wanted: "an expression") }
      return try named()
    }
  }

  /// Reads a variable, or a function with its arguments.
  private mutating func named() throws(QueryFailure) -> QueryExpression {
    let start = offset
    let before = index
    var name = try name()
    while isSign("."), isNameAhead {
      index += 1
      name.text += "." + (try self.name().text)
    }
    guard isSign("(") else {
      index = before
      return expression(.variable(try self.name().text), from: start)
    }
    index += 1
    let isDistinct = takes(words: "DISTINCT")
    var arguments: [QueryExpression] = []
    if !isSign(")") {
      repeat { arguments.append(try expression()) } while takes(",")
    }
    try need(")")
    return expression(.call(name, isDistinct: isDistinct, arguments), from: start)
  }

  /// Whether a dotted name goes on to a bracket, so that it names a function.
  private var isNameAhead: Bool {
    var ahead = 0
    while isSign(".", ahead) {
      switch content(ahead + 1) {
      case .word, .quoted: ahead += 2
      default: return false
      }
    }
    return isSign("(", ahead)
  }

  private mutating func bracketed() throws(QueryFailure) -> QueryExpression {
    let start = offset
    if let pattern = patternAhead() { return expression(.pattern(pattern), from: start) }
    index += 1
    let inner = try expression()
    try need(")")
    return QueryExpression(content: inner.content, range: start..<end)
  }

  /// A path pattern of more than a node, if one begins here.
  mutating func patternAhead() -> PathPattern? {
    let before = index
    if let tried = patternsAhead[before] {
      if let tried { index = tried.end }
      return tried?.pattern
    }
    if let pattern = try? pathElements(), !pattern.steps.isEmpty {
      patternsAhead[before] = .some((pattern, index))
      return pattern
    }
    index = before
    patternsAhead[before] = .some(nil)
    return nil
  }

  private mutating func listed() throws(QueryFailure) -> QueryExpression {
    let start = offset
    index += 1
    if takes("]") { return expression(.list([]), from: start) }
    if let comprehension = try comprehension(from: start) { return comprehension }
    var items = [try expression()]
    while takes(",") { items.append(try expression()) }
    try need("]")
    return expression(.list(items), from: start)
  }

  private mutating func comprehension(from start: Int) throws(QueryFailure) -> QueryExpression? {
    switch content() {
    case .word where isWord("IN", 1), .quoted where isWord("IN", 1):
      let before = index
      let variable = try name()
      index += 1
      let list = try expression()
      let filter = try condition()
      guard isSign("|") || isSign("]") else {
        index = before
        return nil
      }
      let value = takes("|") ? try expression() : nil
      try need("]")
      return expression(.comprehension(variable, in: list, filter, value), from: start)
    case .word where isSign("=", 1), .quoted where isSign("=", 1):
      let before = index
      let variable = try name()
      index += 1
      guard isSign("("), var pattern = patternAhead() else {
        index = before
        return nil
      }
      pattern.variable = variable
      return try patternComprehension(pattern, from: start)
    case .sign("("):
      let before = index
      guard let pattern = patternAhead() else { return nil }
      guard isWord("WHERE") || isSign("|") else {
        index = before
        return nil
      }
      return try patternComprehension(pattern, from: start)
    default: return nil
    }
  }

  private mutating func patternComprehension(
    _ pattern: PathPattern,
    from start: Int
  ) throws(QueryFailure) -> QueryExpression {
    let filter = try condition()
    try need("|")
    let value = try expression()
    try need("]")
    return expression(.patternComprehension(pattern, filter, value), from: start)
  }

  private mutating func mapped() throws(QueryFailure) -> QueryExpression {
    let start = offset
    index += 1
    var entries: [(QueryName, QueryExpression)] = []
    if !isSign("}") {
      repeat {
        let name = try name("a name")
        try need(":")
        entries.append((name, try expression()))
      } while takes(",")
    }
    try need("}")
    return expression(.map(entries), from: start)
  }

  private mutating func quantified(_ word: String) throws(QueryFailure) -> QueryExpression? {
    let start = offset
    let before = index
    guard let quantifier = Quantifier(rawValue: word.lowercased()), isWord("IN", 3) else {
      return nil
    }
    index += 2
    let variable = try name()
    index += 1
    let list = try expression()
    guard takes(words: "WHERE") else {
      index = before
      return nil
    }
    let condition = try expression()
    try need(")")
    return expression(.quantifier(quantifier, variable, in: list, condition), from: start)
  }

  private mutating func reduction() throws(QueryFailure) -> QueryExpression {
    let start = offset
    index += 2
    let total = try name("a variable")
    try need("=")
    let first = try expression()
    try need(",")
    let variable = try name("a variable")
    try need(word: "IN")
    let list = try expression()
    try need("|")
    let step = try expression()
    try need(")")
    return expression(.reduce(total, first, variable, in: list, step), from: start)
  }

  private mutating func shortest() throws(QueryFailure) -> QueryExpression {
    let start = offset
    var pattern = try shortestPattern()
    let path = QueryName(text: "  path \(start)", offset: start)
    pattern.variable = path
    let found = expression(
      .patternComprehension(pattern, nil, expression(.variable(path.text), from: start)),
      from: start
    )
    if pattern.selection == .allShortest { return found }
    return expression(
      .call(QueryName(text: "head", offset: start), isDistinct: false, [found]),
      from: start
    )
  }

  private mutating func subquery() throws(QueryFailure) -> QueryExpression {
    let start = offset
    index += 2
    let query: QueryText
    if isSign("(") || isSign("=", 1) {
      let place = offset
      let patterns = try patterns()
      let clause = QueryClause(
        content: .match(patterns, condition: try condition(), isOptional: false),
        offset: place
      )
      query = QueryText(parts: [[clause]], unions: [])
    } else {
      query = try self.query()
    }
    try need("}")
    return expression(.exists(query), from: start)
  }

  private mutating func choice() throws(QueryFailure) -> QueryExpression {
    let start = offset
    index += 1
    let subject = isWord("WHEN") ? nil : try expression()
    var branches: [ChoiceBranch] = []
    while takes(words: "WHEN") {
      var conditions = [try expression()]
      while subject != nil, takes(",") { conditions.append(try expression()) }
      try need(word: "THEN")
      branches.append(ChoiceBranch(conditions: conditions, result: try expression()))
    }
    if branches.isEmpty { throw unexpected(wanted: "WHEN") }
    let otherwise = takes(words: "ELSE") ? try expression() : nil
    try need(word: "END")
    return expression(.choice(subject: subject, branches, otherwise: otherwise), from: start)
  }
}
