extension QueryBinder {
  func bindOperator(
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    switch expression.content {
    case .unary(.not, let operand):
      let bound = try bind(operand, context)
      try check(bound, accepts: .boolean, operand, "the operand of NOT")
      return TypedExpression(.unary(.not, bound.value), [.boolean, .null])
    case .unary(let sign, let operand):
      let bound = try bind(operand, context.plain)
      try check(bound, accepts: .number, operand, "the operand of '\(sign.rawValue)'")
      return TypedExpression(.unary(sign, bound.value), bound.type.sorts)
    case .binary(let sign, let a, let b): return try bindBinary(sign, a, b, context)
    case .comparison(let first, let links):
      var left = try bind(first, context.plain).value
      var all: BoundExpression?
      for (comparison, operand) in links {
        let right = try bind(operand, context.plain).value
        let one = BoundExpression.comparison(comparison, left, right)
        all = all.map { .binary(.and, $0, one) } ?? one
        left = right
      }
      return TypedExpression(all ?? left, [.boolean, .null])
    case .isNull(let operand, let negated):
      let bound = try bind(operand, context.plain)
      return TypedExpression(.isNull(bound.value, negated: negated), .boolean)
    case .hasLabels(let operand, let labels):
      let bound = try bind(operand, context.plain)
      try check(bound, accepts: [.node, .relationship], operand, "what has labels")
      note(labels: labels, at: expression.range.lowerBound)
      return TypedExpression(.hasLabels(bound.value, labels), [.boolean, .null])
    default: return TypedExpression(.literal(.null), .null)
    }
  }

  private func bindBinary(
    _ sign: BinaryOperator,
    _ a: QueryExpression,
    _ b: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    let isLogic = sign == .and || sign == .or || sign == .xor
    let inner = isLogic ? context : context.plain
    let (left, right) = (try bind(a, inner), try bind(b, inner))
    let bound = BoundExpression.binary(sign, left.value, right.value)
    let name = "an operand of \(sign.rawValue)"
    switch sign {
    case .and, .or, .xor:
      try check(left, accepts: .boolean, a, name)
      try check(right, accepts: .boolean, b, name)
      return TypedExpression(bound, [.boolean, .null])
    case .isIn:
      try check(right, accepts: .list, b, "what stands behind IN")
      return TypedExpression(bound, [.boolean, .null])
    case .startsWith, .endsWith, .contains, .matches:
      return TypedExpression(bound, [.boolean, .null])
    case .subtract, .multiply, .divide, .modulo, .power:
      let isTimed = sign == .subtract || sign == .multiply || sign == .divide
      let wanted: ValueSorts = isTimed ? [.number, .temporal, .duration] : .number
      try check(left, accepts: wanted, a, name)
      try check(right, accepts: wanted, b, name)
      let sorts = left.type.sorts.union(right.type.sorts)
      let isWhole = sorts == .integer && sign != .power
      let isNumber = ValueSorts.number.union(.null).isSuperset(of: sorts) || !isTimed
      return TypedExpression(bound, isWhole ? .integer : isNumber ? [.number, .null] : .any)
    case .add:
      let sorts = left.type.sorts.union(right.type.sorts)
      if sorts == .integer || sorts == .string { return TypedExpression(bound, sorts) }
      if ValueSorts.number.isSuperset(of: sorts) { return TypedExpression(bound, .number) }
      return TypedExpression(bound, .unknown)
    case .concatenate: return TypedExpression(bound, [.string, .list, .null])
    }
  }

  /// Resolves what goes over the elements of a list.
  func bindOverList(
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    switch expression.content {
    case .comprehension(let name, let list, let filter, let value):
      let bound = try bind(list, context.plain)
      try check(bound, accepts: .list, list, "what stands behind IN")
      let variable = element(of: bound, name)
      let inner = context.element(name.text, variable)
      let boundFilter = try filter.map { (filter) throws(QueryFailure) in
        try bindCondition(filter, inner)
      }
      let result = try value.map { (value) throws(QueryFailure) in try bind(value, inner) }
      return TypedExpression(
        .comprehension(variable.slot, in: bound.value, boundFilter, result?.value),
        ValueType(
          sorts: bound.type.sorts == .list ? .list : [.list, .null],
          elements: (result?.type ?? variable.type).sorts
        )
      )
    case .quantifier(let quantifier, let name, let list, let condition):
      let bound = try bind(list, context.plain)
      try check(bound, accepts: .list, list, "what stands behind IN")
      let variable = element(of: bound, name)
      let inner = context.element(name.text, variable)
      let test = try bindCondition(condition, inner)
      return TypedExpression(
        .quantifier(quantifier, variable.slot, in: bound.value, test),
        [.boolean, .null]
      )
    case .reduce(let total, let first, let name, let list, let step):
      let start = try bind(first, context.plain)
      let bound = try bind(list, context.plain)
      try check(bound, accepts: .list, list, "what stands behind IN")
      let sum = QueryScope.Variable(slot: newSlot(total.text), type: .unknown)
      let variable = element(of: bound, name)
      var inner = context.element(total.text, sum)
      inner = inner.element(name.text, variable)
      let next = try bind(step, inner).value
      return TypedExpression(
        .reduce(sum.slot, start.value, variable.slot, in: bound.value, next),
        .unknown
      )
    default: return TypedExpression(.literal(.null), .null)
    }
  }

  private func element(of list: TypedExpression, _ name: QueryName) -> QueryScope.Variable {
    let elements = list.type.sorts == .list ? list.type.elements : .any
    return QueryScope.Variable(
      slot: newSlot(name.text),
      type: ValueType(sorts: elements.isEmpty ? .any : elements)
    )
  }

  func bindPatternComprehension(
    _ pattern: PathPattern,
    _ filter: QueryExpression?,
    _ value: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> TypedExpression {
    var scope = context.scope
    let match = try bindMatch([pattern], filter, isOptional: false, &scope)
    let query = BoundQuery(parts: [BoundPart(clauses: [.match(match)])])
    var inner = ExpressionContext(scope)
    inner.locals = Set(scope.names)
    let bound = try bind(value, inner)
    return TypedExpression(
      .collect(query, bound.value),
      ValueType(sorts: .list, elements: bound.type.sorts)
    )
  }
}
