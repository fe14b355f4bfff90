extension QueryBinder {
  private func procedure(_ name: QueryName) throws(QueryFailure) -> any Procedure {
    guard let procedure = procedures[name.text.lowercased()] else {
      throw QueryFailure(
        "ProcedureError",
        "ProcedureNotFound",
        "there is no procedure '\(name.text)'",
        at: name.offset,
        hint: NameHint.text(for: name.text, among: procedures.values.map(\.name).sorted())
      )
    }
    return procedure
  }

  func bindStandalone(_ call: ProcedureCall) throws(QueryFailure) -> BoundQuery {
    let procedure = try procedure(call.name)
    var whole = call
    if whole.fields == nil {
      whole.fields = procedure.outputs.map {
        let name = QueryName(text: $0.name, offset: call.name.offset)
        return (name, name)
      }
    }
    whole.takesAll = false
    var scope = QueryScope()
    let clause = try bindCall(whole, &scope, isStandalone: true)
    guard case .call(let bound) = clause else { return BoundQuery(parts: []) }
    let part = BoundPart(clauses: [clause], columns: bound.fields.map(\.slot))
    return BoundQuery(parts: [part], columns: whole.fields?.map(\.1.text) ?? [])
  }

  func bindCall(
    _ call: ProcedureCall,
    _ scope: inout QueryScope,
    isStandalone: Bool = false
  ) throws(QueryFailure) -> BoundClause {
    let procedure = try procedure(call.name)
    if call.takesAll {
      throw QueryFailure(
        "UnexpectedSyntax",
        "'YIELD *' goes with a CALL that stands alone",
        at: call.name.offset,
        hint: "name what you want: YIELD \(procedure.outputs.map(\.name).joined(separator: ", "))"
      )
    }
    let arguments = try bindArguments(call, procedure, scope, isStandalone: isStandalone)
    var fields: [(output: Int, slot: Int)] = []
    for (field, name) in call.fields ?? [] {
      guard let output = procedure.outputs.firstIndex(where: { $0.name == field.text }) else {
        throw QueryFailure(
          "UndefinedVariable",
          "'\(call.name.text)' gives no '\(field.text)'",
          at: field.offset,
          hint: NameHint.text(for: field.text, among: procedure.outputs.map(\.name))
        )
      }
      try checkFree(name, scope)
      let slot = newSlot(name.text)
      let sorts = procedure.outputs[output].sorts
      scope[name.text] = QueryScope.Variable(slot: slot, type: ValueType(sorts: sorts))
      fields.append((output, slot))
    }
    let condition = try call.condition.map { (expression) throws(QueryFailure) in
      try bindCondition(expression, scope)
    }
    return .call(
      BoundCall(
        procedure: procedure,
        arguments: arguments,
        fields: fields,
        offset: call.name.offset,
        condition: condition
      )
    )
  }

  private func bindArguments(
    _ call: ProcedureCall,
    _ procedure: any Procedure,
    _ scope: QueryScope,
    isStandalone: Bool
  ) throws(QueryFailure) -> [BoundExpression] {
    guard let arguments = call.arguments else {
      guard isStandalone || procedure.inputs.allSatisfy(\.isOptional) else {
        throw QueryFailure(
          "InvalidArgumentPassingMode",
          "the arguments of '\(call.name.text)' are missing",
          at: call.name.offset,
          hint: "it is called as \(procedure.signature)"
        )
      }
      for input in procedure.inputs where !input.isOptional && !parameters.contains(input.name) {
        throw QueryFailure(
          "ParameterMissing",
          "MissingParameter",
          "the parameter $\(input.name) is missing, which '\(call.name.text)' takes",
          at: call.name.offset
        )
      }
      return procedure.inputs.map {
        parameters.contains($0.name) ? .parameter($0.name) : .literal(.null)
      }
    }
    let fewest = procedure.inputs.count { !$0.isOptional }
    guard (fewest...procedure.inputs.count).contains(arguments.count) else {
      let wanted = fewest == procedure.inputs.count ? "\(fewest)" : "at least \(fewest)"
      throw QueryFailure(
        "InvalidNumberOfArguments",
        "'\(call.name.text)' takes \(wanted) arguments, not \(arguments.count)",
        at: call.name.offset,
        hint: "it is called as \(procedure.signature)"
      )
    }
    var bound: [BoundExpression] = []
    for (argument, input) in zip(arguments, procedure.inputs) {
      let typed = try bind(argument, ExpressionContext(scope))
      guard input.sorts.accepts(typed.type.sorts) else {
        throw QueryFailure(
          "InvalidArgumentType",
          "'\(input.name)' of '\(call.name.text)' is \(input.sorts.text), not "
            + typed.type.sorts.text,
          at: argument.range.lowerBound
        )
      }
      bound.append(typed.value)
    }
    while bound.count < procedure.inputs.count { bound.append(.literal(.null)) }
    return bound
  }
}
