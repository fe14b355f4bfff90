internal import EvidenceCore

extension QueryBinder {
  /// Resolves WITH or RETURN.
  ///
  /// - Returns: what is projected, and the scope behind it.
  func bindProjection(
    _ projection: QueryProjection,
    condition: QueryExpression?,
    isResult: Bool,
    _ scope: QueryScope,
    at offset: Int
  ) throws(QueryFailure) -> (BoundProjection, QueryScope) {
    let (outerAggregates, outerOrder) = (aggregates, aggregateOrder)
    (aggregates, aggregateOrder) = ([:], [])
    defer { (aggregates, aggregateOrder) = (outerAggregates, outerOrder) }

    var items = projection.items
    if projection.takesAll {
      if scope.names.isEmpty, isResult {
        throw QueryFailure(
          "NoVariablesInScope",
          "there is no variable that '*' stands for",
          at: offset
        )
      }
      let names = isResult ? scope.names.sorted { $0.precedesInUTF8($1) } : scope.names
      items = names.map { Self.item($0, at: offset) } + items
    }
    var bound = BoundProjection(isDistinct: projection.isDistinct)
    var next = QueryScope()
    var keys: [String: ExpressionContext.Key] = [:]
    try bindItems(items, scope, &bound, &next, &keys)
    let unnamed = items.first { item in
      if case .variable = item.expression.content { return false }
      return item.alias == nil
    }
    try bindOrder(projection.order, &bound, scope, next, keys, items)
    bound.skip = try projection.skip.map { (value) throws(QueryFailure) in
      try bindCount(value, "SKIP")
    }
    bound.limit = try projection.limit.map { (value) throws(QueryFailure) in
      try bindCount(value, "LIMIT")
    }
    if let condition {
      let isOpen = bound.grouping == nil && !bound.isDistinct
      let visible = isOpen ? Self.merged(scope, next) : next
      bound.condition = try bindCondition(condition, visible)
    }
    if bound.grouping != nil { bound.grouping?.aggregates = collectedAggregates }
    if !isResult, let unnamed {
      throw QueryFailure(
        "NoExpressionAlias",
        "'\(unnamed.text)' needs a name in WITH",
        at: unnamed.expression.range.lowerBound,
        hint: "write \(unnamed.text) AS name"
      )
    }
    return (bound, next)
  }

  private var collectedAggregates: [BoundAggregate] {
    aggregateOrder.compactMap { aggregates[$0] }
  }

  private static func item(_ name: String, at offset: Int) -> QueryProjection.Item {
    QueryProjection.Item(
      expression: QueryExpression(content: .variable(name), range: offset..<offset),
      alias: QueryName(text: name, offset: offset),
      text: name
    )
  }

  /// A scope with the variables of another one before its own of the same names.
  private static func merged(_ scope: QueryScope, _ next: QueryScope) -> QueryScope {
    var result = scope
    for name in next.names { result[name] = next[name] }
    return result
  }

  private func bindItems(
    _ items: [QueryProjection.Item],
    _ scope: QueryScope,
    _ bound: inout BoundProjection,
    _ next: inout QueryScope,
    _ keys: inout [String: ExpressionContext.Key]
  ) throws(QueryFailure) {
    let isGrouped = items.contains { containsAggregate($0.expression) }
    if isGrouped { bound.grouping = BoundProjection.Grouping(keys: [], aggregates: []) }
    var columns = [BoundProjection.Column?](repeating: nil, count: items.count)
    var types = [ValueType](repeating: .unknown, count: items.count)
    for (index, item) in items.enumerated() where !containsAggregate(item.expression) {
      let typed = try bind(item.expression, ExpressionContext(scope))
      var column = BoundProjection.Column(
        name: item.alias?.text ?? item.text,
        slot: 0,
        value: typed.value
      )
      if case .slot(let slot) = typed.value {
        (column.slot, column.value) = (slot, nil)
      } else {
        column.slot = newSlot(column.name)
      }
      if isGrouped {
        bound.grouping?.keys.append((column.slot, column.value))
        column.value = nil
      }
      (columns[index], types[index]) = (column, typed.type)
      keys[item.expression.signature] = ExpressionContext.Key(
        slot: column.slot,
        type: typed.type,
        isSimple: item.expression.isSimple
      )
    }
    let groupKeys = keys
    for (index, item) in items.enumerated() where columns[index] == nil {
      var context = ExpressionContext(scope)
      context.aggregation = .allowed
      context.grouping = .item(groupKeys)
      let typed = try bind(item.expression, context)
      let name = item.alias?.text ?? item.text
      var column = BoundProjection.Column(name: name, slot: 0, value: typed.value)
      if case .slot(let own) = typed.value {
        (column.slot, column.value) = (own, nil)
      } else {
        column.slot = newSlot(name)
      }
      let slot = column.slot
      columns[index] = column
      types[index] = typed.type
      keys[item.expression.signature] = ExpressionContext.Key(
        slot: slot,
        type: typed.type,
        isSimple: false
      )
    }
    for (index, column) in columns.enumerated() {
      guard let column else { continue }
      if next[column.name] != nil {
        throw QueryFailure(
          "ColumnNameConflict",
          "two columns have the name '\(column.name)'",
          at: items[index].expression.range.lowerBound,
          hint: "name one of them otherwise with AS"
        )
      }
      bound.columns.append(column)
      next[column.name] = QueryScope.Variable(slot: column.slot, type: types[index])
    }
  }

  func containsAggregate(_ expression: QueryExpression) -> Bool {
    switch expression.content {
    case .countAll: return true
    case .call(let name, _, _) where AggregateKind.named(name.text) != nil: return true
    default: return expression.operands.contains { containsAggregate($0) }
    }
  }

  private func bindOrder(
    _ order: [(QueryExpression, isDescending: Bool)],
    _ bound: inout BoundProjection,
    _ scope: QueryScope,
    _ next: QueryScope,
    _ keys: [String: ExpressionContext.Key],
    _ items: [QueryProjection.Item]
  ) throws(QueryFailure) {
    let isClosed = bound.grouping != nil || bound.isDistinct
    for (expression, isDescending) in order {
      var context = ExpressionContext(isClosed ? next : Self.merged(scope, next))
      if isClosed {
        let keyed = items.filter {
          !$0.expression.isSimple && !containsAggregate($0.expression)
        }
        let hidden = keyed.reduce(into: Set<String>()) { $0.formUnion($1.expression.variables) }
        let isMixed = containsAggregate(expression) && keys[expression.signature] == nil
        context.grouping = .order(keys, hidden: hidden, isMixed: isMixed)
        if bound.grouping != nil { context.aggregation = .allowed }
      }
      bound.order.append((try bind(expression, context).value, isDescending))
    }
  }

  private func bindCount(
    _ expression: QueryExpression,
    _ clause: String
  ) throws(QueryFailure) -> BoundExpression {
    let offset = expression.range.lowerBound
    if !expression.variables.isEmpty || containsAggregate(expression) {
      throw QueryFailure(
        "NonConstantExpression",
        "\(clause) cannot depend on the rows",
        at: offset
      )
    }
    let typed = try bind(expression, ExpressionContext(QueryScope()))
    switch typed.value {
    case .literal(.integer(let value)) where value >= 0: break
    case .literal(.integer(let value)):
      throw QueryFailure(
        "NegativeIntegerArgument",
        "\(clause) takes no negative number, and was given \(value)",
        at: offset
      )
    case .literal(let value):
      throw QueryFailure(
        "InvalidArgumentType",
        "\(clause) takes a whole number, not \(value.sort)",
        at: offset
      )
    default: break
    }
    return typed.value
  }
}

extension QueryExpression {
  /// Whether it is a variable, or a property of a variable.
  var isSimple: Bool {
    switch content {
    case .variable: true
    case .property(let owner, _):
      if case .variable = owner.content { true } else { false }
    default: false
    }
  }
}
