extension QueryParser {
  /// Reads a path pattern with the name that the path gets.
  mutating func pathPattern() throws(QueryFailure) -> PathPattern {
    var variable: QueryName?
    switch content() {
    case .word, .quoted:
      if isSign("=", 1) {
        variable = try name()
        index += 1
      }
    default: break
    }
    var selection = PathPattern.Selection.all
    if takes(words: "ANY", "SHORTEST") {
      selection = .shortest
    } else if takes(words: "ALL", "SHORTEST") {
      selection = .allShortest
    }
    if selection != .all { _ = takes(words: "PATH") || takes(words: "PATHS") }
    var pattern: PathPattern
    if isWord("SHORTESTPATH") || isWord("ALLSHORTESTPATHS") {
      pattern = try shortestPattern()
    } else {
      pattern = try pathElements()
      pattern.selection = selection
    }
    pattern.variable = variable
    return pattern
  }

  /// Reads `shortestPath(…)` or `allShortestPaths(…)`.
  mutating func shortestPattern() throws(QueryFailure) -> PathPattern {
    let selection: PathPattern.Selection = isWord("SHORTESTPATH") ? .shortest : .allShortest
    let start = offset
    index += 1
    try need("(")
    var pattern = try pathElements()
    try need(")")
    guard pattern.steps.count == 1 else {
      throw QueryFailure(
        "UnexpectedSyntax",
        "a shortest path has two nodes and one relationship between them",
        at: start
      )
    }
    pattern.selection = selection
    return pattern
  }

  /// Reads nodes and the relationships between them.
  mutating func pathElements() throws(QueryFailure) -> PathPattern {
    try nested { parser throws(QueryFailure) in
      let start = parser.offset
      // A group may stand where a node does; then the node between has no name.
      var pattern = PathPattern(
        start: parser.beginsGroup ? NodePattern(offset: start) : try parser.nodePattern(),
        offset: start
      )
      while parser.beginsRelationship || parser.isSign("(") {
        let relationship =
          parser.isSign("(") ? try parser.group() : try parser.relationshipPattern()
        let endsInGroup = relationship.group != nil && (!parser.isSign("(") || parser.beginsGroup)
        let node = endsInGroup ? NodePattern(offset: parser.offset) : try parser.nodePattern()
        pattern.steps.append((relationship, node))
      }
      return pattern
    }
  }

  private var beginsGroup: Bool { isSign("(") && isSign("(", 1) }

  /// Reads a path in brackets and how often it is walked.
  private mutating func group() throws(QueryFailure) -> RelationshipPattern {
    let start = offset
    try need("(")
    let pattern = try pathElements()
    guard !pattern.steps.isEmpty else {
      throw QueryFailure(
        "UnexpectedSyntax",
        "a path that is repeated has a relationship",
        at: start
      )
    }
    let condition = try condition()
    try need(")")
    guard let length = try quantifier() else {
      throw unexpected(wanted: "how often, as in '{1,3}', '+' or '*'")
    }
    return RelationshipPattern(
      length: length,
      arrow: .right,
      offset: start,
      group: QuantifiedGroup(patterns: [pattern], condition: condition)
    )
  }

  /// Reads `*`, `+`, `{2}`, `{1,3}`, `{,3}` or `{1,}`, if one comes next.
  private mutating func quantifier() throws(QueryFailure) -> PathLength? {
    if takes("*") { return PathLength(least: 0, most: nil) }
    if takes("+") { return PathLength(least: 1, most: nil) }
    guard takes("{") else { return nil }
    func number(_ parser: inout QueryParser) -> Int? {
      guard case .integer(let value) = parser.content() else { return nil }
      parser.index += 1
      return Int(clamping: value)
    }
    let least = number(&self)
    if takes(",") {
      let most = number(&self)
      try need("}")
      return PathLength(least: least ?? 0, most: most)
    }
    guard let least else { throw unexpected(wanted: "a whole number") }
    try need("}")
    return PathLength(least: least, most: least)
  }

  private var beginsRelationship: Bool { isSign("-") || (isSign("<") && isSign("-", 1)) }

  mutating func nodePattern() throws(QueryFailure) -> NodePattern {
    let start = offset
    guard takes("(") else { throw unexpected(wanted: "a node in brackets, as in '(n)'") }
    var node = NodePattern(offset: start)
    switch content() {
    case .word where !(isWord("WHERE") && !isSign(")", 1) && !isSign(":", 1)), .quoted:
      node.variable = try name()
    default: break
    }
    if takes(":") { node.labels = try labels(isOfNode: true) }
    (node.properties, node.condition) = try inside()
    try need(")")
    return node
  }

  /// Reads a map or a parameter, and a WHERE.
  private mutating func inside() throws(QueryFailure) -> (QueryExpression?, QueryExpression?) {
    var properties: QueryExpression?
    if isSign("{") {
      properties = try atom()
    } else if case .parameter = content() {
      properties = try atom()
    }
    return (properties, try condition())
  }

  mutating func relationshipPattern() throws(QueryFailure) -> RelationshipPattern {
    let start = offset
    let pointsLeft = takes("<")
    try need("-")
    var relationship = RelationshipPattern(arrow: .either, offset: start)
    if takes("[") {
      switch content() {
      case .word where !(isWord("WHERE") && !isSign("]", 1) && !isSign(":", 1)), .quoted:
        relationship.variable = try name()
      default: break
      }
      if takes(":") { relationship.types = try labels(isOfNode: false) }
      if takes("*") {
        relationship.length = try pathLength()
      } else if isSign("..") {
        throw invalidLength("a length of paths begins with '*', as in '*1..3'")
      }
      (relationship.properties, relationship.condition) = try inside()
      try need("]")
    }
    try need("-")
    let pointsRight = takes(">")
    relationship.arrow = pointsLeft == pointsRight ? .either : pointsLeft ? .left : .right
    if relationship.length == nil { relationship.length = try quantifier() }
    return relationship
  }

  private func invalidLength(_ message: String) -> QueryFailure {
    QueryFailure("InvalidRelationshipPattern", message, at: offset)
  }

  private mutating func pathLength() throws(QueryFailure) -> PathLength {
    func bound(_ value: UInt64) -> Int { Int(clamping: value) }
    var least: Int?
    if case .integer(let value) = content() {
      least = bound(value)
      index += 1
    } else if case .float = content() {
      throw invalidLength("the length of a path is a whole number")
    } else if isSign("-") {
      throw invalidLength("the length of a path cannot be negative")
    }
    guard takes("..") else { return PathLength(least: least ?? 1, most: least) }
    if case .integer(let value) = content() {
      index += 1
      return PathLength(least: least ?? 1, most: bound(value))
    }
    if isSign("-") { throw invalidLength("the length of a path cannot be negative") }
    return PathLength(least: least ?? 1, most: nil)
  }

  /// Reads labels or types behind their colon.
  mutating func labels(isOfNode: Bool) throws(QueryFailure) -> LabelPattern {
    var parts = [try labelTerm(isOfNode: isOfNode)]
    while takes("|") {
      _ = takes(":")
      parts.append(try labelTerm(isOfNode: isOfNode))
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  /// Reads labels that all have to hold; a bar ends them.
  mutating func labelTerm(isOfNode: Bool) throws(QueryFailure) -> LabelPattern {
    var parts = [try labelFactor()]
    while takes("&") || (isOfNode && takes(":")) { parts.append(try labelFactor()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func labelFactor() throws(QueryFailure) -> LabelPattern {
    try nested { parser throws(QueryFailure) in
      if parser.takes("!") { return .not(try parser.labelFactor()) }
      if parser.takes("%") { return .any }
      if parser.takes("(") {
        let inner = try parser.labels(isOfNode: true)
        try parser.need(")")
        return inner
      }
      return .name(try parser.name("a label or type").text)
    }
  }
}
