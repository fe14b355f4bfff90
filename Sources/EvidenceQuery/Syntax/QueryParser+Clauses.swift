extension QueryParser {
  static let clauseWords = [
    "MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "CREATE", "MERGE", "SET", "REMOVE",
    "DELETE", "DETACH", "UNION", "WHERE", "ORDER", "SKIP", "LIMIT",
  ]

  /// Reads parts joined by UNION, up to a closing brace or the end.
  mutating func query() throws(QueryFailure) -> QueryText {
    try nested { parser throws(QueryFailure) in
      var query = QueryText(parts: [try parser.clauses()], unions: [])
      while parser.isWord("UNION") {
        let offset = parser.offset
        parser.index += 1
        let keeps = parser.takes(words: "ALL")
        if !keeps { _ = parser.takes(words: "DISTINCT") }
        query.unions.append((keeps, offset))
        query.parts.append(try parser.clauses())
      }
      if query.parts.count == 1, query.parts[0].count == 1,
        case .call = query.parts[0][0].content
      {
        query.isStandaloneCall = true
      }
      return query
    }
  }

  private mutating func clauses() throws(QueryFailure) -> [QueryClause] {
    var clauses: [QueryClause] = []
    while true {
      if isWord("UNION") || isSign("}") || isSign(";") || token.content == .end { break }
      clauses.append(try clause())
    }
    if clauses.isEmpty { throw unexpected(wanted: "a clause", among: Self.clauseWords) }
    return clauses
  }

  private mutating func clause() throws(QueryFailure) -> QueryClause {
    let offset = offset
    return QueryClause(content: try clauseContent(), offset: offset)
  }

  private mutating func clauseContent() throws(QueryFailure) -> QueryClause.Content {
    if takes(words: "MATCH") { return try match(isOptional: false) }
    if takes(words: "OPTIONAL") {
      try need(word: "MATCH")
      return try match(isOptional: true)
    }
    if takes(words: "UNWIND") {
      let list = try expression()
      try need(word: "AS")
      return .unwind(list, try name("a variable"))
    }
    if takes(words: "WITH") {
      let projection = try projection()
      return .with(projection, condition: try condition())
    }
    if takes(words: "RETURN") { return .result(try projection()) }
    if takes(words: "CALL") { return .call(try call()) }
    if takes(words: "CREATE") { return .create(try patterns()) }
    if takes(words: "MERGE") { return try merge() }
    if takes(words: "SET") { return .set(try changes()) }
    if takes(words: "REMOVE") { return .remove(try removals()) }
    if isWord("DELETE") || isWord("DETACH") {
      let detaches = takes(words: "DETACH")
      try need(word: "DELETE")
      var items = [try expression()]
      while takes(",") { items.append(try expression()) }
      return .delete(items, detaches: detaches)
    }
    throw unexpected(wanted: "a clause", among: Self.clauseWords)
  }

  mutating func condition() throws(QueryFailure) -> QueryExpression? {
    takes(words: "WHERE") ? try expression() : nil
  }

  private mutating func match(isOptional: Bool) throws(QueryFailure) -> QueryClause.Content {
    let patterns = try patterns()
    return .match(patterns, condition: try condition(), isOptional: isOptional)
  }

  mutating func patterns() throws(QueryFailure) -> [PathPattern] {
    var patterns = [try pathPattern()]
    while takes(",") { patterns.append(try pathPattern()) }
    return patterns
  }

  private mutating func projection() throws(QueryFailure) -> QueryProjection {
    var projection = QueryProjection()
    projection.isDistinct = takes(words: "DISTINCT")
    if takes("*") {
      projection.takesAll = true
    } else {
      projection.items.append(try item())
    }
    while takes(",") { projection.items.append(try item()) }
    if takes(words: "ORDER") {
      try need(word: "BY")
      repeat {
        let key = try expression()
        let isDescending = takes(words: "DESC") || takes(words: "DESCENDING")
        if !isDescending { _ = takes(words: "ASC") || takes(words: "ASCENDING") }
        projection.order.append((key, isDescending))
      } while takes(",")
    }
    if takes(words: "SKIP") || takes(words: "OFFSET") { projection.skip = try expression() }
    if takes(words: "LIMIT") { projection.limit = try expression() }
    return projection
  }

  private mutating func item() throws(QueryFailure) -> QueryProjection.Item {
    let start = offset
    let expression = try expression()
    let text = source(from: start, to: end)
    let alias = takes(words: "AS") ? try name("a name for the column") : nil
    return QueryProjection.Item(expression: expression, alias: alias, text: text)
  }

  private mutating func call() throws(QueryFailure) -> ProcedureCall {
    var name = try name("a procedure")
    while takes(".") { name.text += "." + (try self.name("a procedure").text) }
    var call = ProcedureCall(name: name)
    if takes("(") {
      var arguments: [QueryExpression] = []
      if !isSign(")") {
        repeat { arguments.append(try expression()) } while takes(",")
      }
      try need(")")
      call.arguments = arguments
    }
    if takes(words: "YIELD") {
      if takes("*") {
        call.takesAll = true
      } else {
        var fields: [(QueryName, QueryName)] = []
        repeat {
          let field = try self.name("a field of the procedure")
          fields.append((field, takes(words: "AS") ? try self.name("a variable") : field))
        } while takes(",")
        call.fields = fields
        call.condition = try condition()
      }
    }
    return call
  }
}

// MARK: Writing

extension QueryParser {
  private mutating func merge() throws(QueryFailure) -> QueryClause.Content {
    let pattern = try pathPattern()
    var (onMatch, onCreate): ([PropertyChange], [PropertyChange]) = ([], [])
    while takes(words: "ON") {
      let matched = takes(words: "MATCH")
      if !matched { try need(word: "CREATE") }
      try need(word: "SET")
      if matched { onMatch += try changes() } else { onCreate += try changes() }
    }
    return .merge(pattern, onMatch: onMatch, onCreate: onCreate)
  }

  private mutating func changes() throws(QueryFailure) -> [PropertyChange] {
    var changes: [PropertyChange] = []
    repeat { changes.append(try change()) } while takes(",")
    return changes
  }

  private mutating func change() throws(QueryFailure) -> PropertyChange {
    if isName(0), isSign(":", 1) {
      let name = try name()
      return .addLabels(name, try labelNames())
    }
    if isName(0), isSign("=", 1) {
      let name = try name()
      index += 1
      return .replace(name, try expression())
    }
    if isName(0), isSign("+=", 1) {
      let name = try name()
      index += 1
      return .merge(name, try expression())
    }
    let (target, property) = try propertyTarget()
    try need("=")
    return .property(target, property, try expression())
  }

  private func isName(_ ahead: Int) -> Bool {
    switch content(ahead) {
    case .word, .quoted: true
    default: false
    }
  }

  private mutating func propertyTarget() throws(QueryFailure) -> (QueryExpression, String) {
    let start = offset
    let target = try postfix()
    guard case .property(let owner, let name) = target.content else {
      throw QueryFailure("UnexpectedSyntax", "expected a property, as in 'n.name'", at: start)
    }
    return (owner, name)
  }

  private mutating func removals() throws(QueryFailure) -> [PropertyChange] {
    var changes: [PropertyChange] = []
    repeat {
      if isName(0), isSign(":", 1) {
        let name = try name()
        changes.append(.removeLabels(name, try labelNames()))
      } else {
        let (target, property) = try propertyTarget()
        changes.append(.removeProperty(target, property))
      }
    } while takes(",")
    return changes
  }

  private mutating func labelNames() throws(QueryFailure) -> [String] {
    var names: [String] = []
    while takes(":") { names.append(try name("a label").text) }
    return names
  }
}
