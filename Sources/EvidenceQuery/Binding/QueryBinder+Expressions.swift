extension QueryBinder {
  /// Resolves an expression, and says of what sorts its values may be.
  func bind(
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    if let known = key(for: expression, context) { return known }
    let offset = expression.range.lowerBound
    switch expression.content {
    case .literal(let value): return TypedExpression(.literal(value), ValueType(value))
    case .parameter(let name):
      guard parameters.contains(name) else {
        throw QueryFailure(
          "ParameterMissing",
          "MissingParameter",
          "the parameter $\(name) is not given",
          at: offset,
          hint: NameHint.text(for: name, among: parameters.sorted())
        )
      }
      return TypedExpression(.parameter(name), .unknown)
    case .variable(let name): return try bindVariable(name, context, at: offset)
    case .property(let owner, let name): return try bindProperty(owner, name, context, at: offset)
    case .element(let owner, let index):
      let bound = try bind(owner, context.plain)
      let elements = bound.type.sorts == .list ? bound.type.elements : .any
      return TypedExpression(
        .element(bound.value, try bind(index, context.plain).value),
        elements.isEmpty ? .any : elements.union(.null)
      )
    case .slice(let owner, let from, let to):
      let bound = try bind(owner, context.plain)
      let ends = try [from, to].map { (end) throws(QueryFailure) in
        try end.map { (end) throws(QueryFailure) in try bind(end, context.plain).value }
      }
      return TypedExpression(
        .slice(bound.value, from: ends[0], to: ends[1]),
        ValueType(sorts: [.list, .null], elements: bound.type.elements)
      )
    case .list(let items):
      let bound = try items.map { (item) throws(QueryFailure) in try bind(item, context.plain) }
      let elements = bound.reduce(into: ValueSorts()) { $0.formUnion($1.type.sorts) }
      let type = ValueType(sorts: .list, elements: elements)
      if let values = Self.literals(bound.map(\.value)) {
        return TypedExpression(.literal(.list(values)), type)
      }
      return TypedExpression(.list(bound.map(\.value)), type)
    case .map(let entries):
      var bound: [(name: String, value: BoundExpression)] = []
      for (name, value) in entries {
        bound.append((name.text, try bind(value, context.plain).value))
      }
      return TypedExpression(.map(bound), .map)
    case .unary, .binary, .comparison, .isNull, .hasLabels:
      return try bindOperator(expression, context)
    case .choice(let subject, let branches, let otherwise):
      return try bindChoice(subject, branches, otherwise, context)
    case .call(let name, let isDistinct, let arguments):
      return try bindCall(name, isDistinct: isDistinct, arguments, expression, context)
    case .countAll: return try bindAggregate(.countAll, false, [], expression, context)
    case .comprehension, .quantifier, .reduce: return try bindOverList(expression, context)
    case .patternComprehension(let pattern, let filter, let value):
      return try bindPatternComprehension(pattern, filter, value, context)
    case .pattern(let pattern):
      guard context.allowsPatterns else {
        throw QueryFailure(
          "UnexpectedSyntax",
          "a pattern stands for true or false only where a condition is wanted",
          at: offset,
          hint: "use exists { … }, or [pattern | value] for a list"
        )
      }
      return TypedExpression(.exists(try bindPredicate(pattern, context)), .boolean)
    case .exists(let text):
      let query = try bind(text, context.scope, isSubquery: true)
      return TypedExpression(.exists(query), .boolean)
    case .projection(let owner, let selectors):
      return try bindMapProjection(owner, selectors, context)
    }
  }

  private static func literals(_ values: [BoundExpression]) -> [QueryValue]? {
    var result: [QueryValue] = []
    for value in values {
      guard case .literal(let literal) = value else { return nil }
      result.append(literal)
    }
    return result
  }

  /// What an expression stands for among the columns, where columns are all that can be named.
  private func key(
    for expression: QueryExpression,
    _ context: ExpressionContext
  ) -> TypedExpression? {
    guard context.aggregation != .inside else { return nil }
    switch context.grouping {
    case .none: return nil
    case .item(let keys):
      guard expression.isSimple, let key = keys[expression.signature] else { return nil }
      return TypedExpression(.slot(key.slot), key.type)
    case .order(let keys, _, let isMixed):
      guard let key = keys[expression.signature], key.isSimple || !isMixed else { return nil }
      return TypedExpression(.slot(key.slot), key.type)
    }
  }

  private func bindVariable(
    _ name: String,
    _ context: ExpressionContext,
    at offset: Int
  ) throws(QueryFailure) -> TypedExpression {
    let variable = context.scope[name]
    let isFree = context.aggregation == .inside || context.locals.contains(name)
    switch context.grouping {
    case .item where !isFree && variable != nil:
      throw ambiguous("'\(name)'", at: offset)
    case .order(_, let hidden, let isMixed):
      let isOutside = variable == nil && isMixed && context.aggregation != .inside
      if isOutside, hidden.contains(name) { throw ambiguous("'\(name)'", at: offset) }
    default: break
    }
    guard let variable else { throw undefined(name, context.scope, at: offset) }
    return TypedExpression(.slot(variable.slot), variable.type)
  }

  private func ambiguous(_ what: String, at offset: Int) -> QueryFailure {
    QueryFailure(
      "AmbiguousAggregationExpression",
      "\(what) stands beside an aggregate and is not grouped by",
      at: offset,
      hint: "put it into a WITH of its own first"
    )
  }

  private func bindProperty(
    _ owner: QueryExpression,
    _ name: String,
    _ context: ExpressionContext,
    at offset: Int
  ) throws(QueryFailure) -> TypedExpression {
    let bound = try bind(owner, context.plain)
    let wanted: ValueSorts = [.map, .node, .relationship, .temporal, .duration]
    guard wanted.accepts(bound.type.sorts) else {
      throw QueryFailure(
        bound.type.sorts == .path ? "SyntaxError" : "TypeError",
        "InvalidArgumentType",
        "\(bound.type.sorts.text) has no property '\(name)'",
        at: offset
      )
    }
    if bound.type.sorts.isDisjoint(with: [.map, .temporal, .duration]) {
      namedProperties.append(QueryName(text: name, offset: offset))
    }
    return TypedExpression(.property(bound.value, name), .unknown)
  }

  func check(
    _ typed: TypedExpression,
    accepts sorts: ValueSorts,
    _ expression: QueryExpression,
    _ what: String
  ) throws(QueryFailure) {
    if sorts.accepts(typed.type.sorts) { return }
    throw QueryFailure(
      "InvalidArgumentType",
      "\(what) is \(sorts.text), not \(typed.type.sorts.text)",
      at: expression.range.lowerBound
    )
  }

  private func bindChoice(
    _ subject: QueryExpression?,
    _ branches: [ChoiceBranch],
    _ otherwise: QueryExpression?,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    let boundSubject = try subject.map { (value) throws(QueryFailure) in
      try bind(value, context.plain).value
    }
    var sorts: ValueSorts = otherwise == nil ? .null : []
    var bound: [BoundBranch] = []
    for branch in branches {
      let conditions = try branch.conditions.map { (condition) throws(QueryFailure) in
        subject == nil
          ? try bindCondition(condition, context) : try bind(condition, context.plain).value
      }
      let result = try bind(branch.result, context.plain)
      sorts.formUnion(result.type.sorts)
      bound.append(BoundBranch(conditions: conditions, result: result.value))
    }
    let boundOtherwise = try otherwise.map { (value) throws(QueryFailure) in
      try bind(value, context.plain)
    }
    sorts.formUnion(boundOtherwise?.type.sorts ?? [])
    return TypedExpression(
      .choice(subject: boundSubject, bound, otherwise: boundOtherwise?.value),
      sorts
    )
  }

  private func bindMapProjection(
    _ owner: QueryExpression,
    _ selectors: [MapSelector],
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    let bound = try bind(owner, context.plain)
    try check(bound, accepts: [.map, .node, .relationship], owner, "what is projected")
    let parts = try selectors.map { (selector) throws(QueryFailure) -> BoundSelector in
      switch selector {
      case .property(let name): return .property(name)
      case .all: return .all
      case .variable(let name):
        let value = QueryExpression(
          content: .variable(name.text),
          range: name.offset..<name.offset
        )
        return .entry(name.text, try bind(value, context.plain).value)
      case .entry(let name, let value): return .entry(name, try bind(value, context.plain).value)
      }
    }
    return TypedExpression(.projection(bound.value, parts), [.map, .null])
  }

  // MARK: Calls

  private func bindCall(
    _ name: QueryName,
    isDistinct: Bool,
    _ arguments: [QueryExpression],
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    if let kind = AggregateKind.named(name.text) {
      return try bindAggregate(kind, isDistinct, arguments, expression, context)
    }
    if name.text.lowercased() == "exists", arguments.count == 1,
      case .pattern(let pattern) = arguments[0].content
    {
      return TypedExpression(.exists(try bindPredicate(pattern, context)), .boolean)
    }
    guard let function = QueryFunction.named(name.text) else {
      let known = QueryFunction.all.values.map(\.name) + AggregateKind.allCases.map(\.rawValue)
      throw QueryFailure(
        "UnknownFunction",
        "there is no function '\(name.text)'",
        at: name.offset,
        hint: NameHint.text(for: name.text, among: known.sorted())
      )
    }
    guard function.arity.contains(arguments.count) else {
      throw QueryFailure(
        "InvalidNumberOfArguments",
        "\(function.name)() takes \(Self.text(function.arity)), not \(arguments.count)",
        at: name.offset
      )
    }
    var bound: [BoundExpression] = []
    for (index, argument) in arguments.enumerated() {
      let typed = try bind(argument, context.plain)
      try check(
        typed,
        accepts: function.parameter(index),
        argument,
        "argument \(index + 1) of \(function.name)()"
      )
      bound.append(typed.value)
    }
    return TypedExpression(.call(function, bound), function.result.union(.null))
  }

  private static func text(_ arity: ClosedRange<Int>) -> String {
    if arity.upperBound == Int.max { return "\(arity.lowerBound) or more arguments" }
    if arity.count == 1 {
      return arity.lowerBound == 1 ? "1 argument" : "\(arity.lowerBound) arguments"
    }
    return "\(arity.lowerBound) to \(arity.upperBound) arguments"
  }

  private func bindAggregate(
    _ kind: AggregateKind,
    _ isDistinct: Bool,
    _ arguments: [QueryExpression],
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    let offset = expression.range.lowerBound
    switch context.aggregation {
    case .allowed: break
    case .inside:
      throw QueryFailure("NestedAggregation", "an aggregate cannot hold another one", at: offset)
    case .forbidden:
      throw QueryFailure(
        "InvalidAggregation",
        "an aggregate can stand only in RETURN or WITH",
        at: offset,
        hint: "compute it with WITH first"
      )
    }
    let signature = expression.signature
    if let known = aggregates[signature] {
      return TypedExpression(.slot(known.slot), kind.result.union(.null))
    }
    guard arguments.count == kind.arity else {
      throw QueryFailure(
        "InvalidNumberOfArguments",
        "\(kind.rawValue)() takes \(kind.arity) arguments, not \(arguments.count)",
        at: offset
      )
    }
    var inner = context.plain
    inner.aggregation = .inside
    var bound: [BoundExpression] = []
    for argument in arguments {
      if Self.isRandom(argument) {
        throw QueryFailure("NonConstantExpression", "rand() cannot be aggregated", at: offset)
      }
      bound.append(try bind(argument, inner).value)
    }
    let slot = newSlot(signature)
    aggregates[signature] = BoundAggregate(
      kind: kind,
      isDistinct: isDistinct,
      arguments: bound,
      slot: slot
    )
    aggregateOrder.append(signature)
    return TypedExpression(.slot(slot), kind.result.union(.null))
  }

  private static func isRandom(_ expression: QueryExpression) -> Bool {
    if case .call(let name, _, _) = expression.content, name.text.lowercased() == "rand" {
      return true
    }
    return expression.operands.contains { isRandom($0) }
  }
}
