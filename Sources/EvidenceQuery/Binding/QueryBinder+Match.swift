extension QueryBinder {
  func bindMatch(
    _ patterns: [PathPattern],
    _ condition: QueryExpression?,
    isOptional: Bool,
    _ scope: inout QueryScope
  ) throws(QueryFailure) -> BoundMatch {
    var binding = MatchBinding(scope)
    binding.match.isOptional = isOptional
    for pattern in patterns { try bind(pattern, &binding) }
    scope = binding.scope
    try bindContents(&binding)
    if let condition {
      binding.match.conditions += try bindCondition(condition, scope).conjuncts
    }
    binding.match.takeLabels()
    return binding.match
  }

  /// Resolves a pattern that stands for its being there: it brings in no variable.
  func bindPredicate(
    _ pattern: PathPattern,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> BoundQuery {
    let names = [pattern.start.variable] + pattern.steps.flatMap { [$0.0.variable, $0.1.variable] }
    for name in names.compactMap(\.self) where context.scope[name.text] == nil {
      throw undefined(name.text, context.scope, at: name.offset)
    }
    var scope = context.scope
    let match = try bindMatch([pattern], nil, isOptional: false, &scope)
    return BoundQuery(parts: [BoundPart(clauses: [.match(match)])])
  }

  func bindCondition(
    _ expression: QueryExpression,
    _ scope: QueryScope
  ) throws(QueryFailure) -> BoundExpression {
    try bindCondition(expression, ExpressionContext(scope))
  }

  func bindCondition(
    _ expression: QueryExpression,
    _ context: ExpressionContext
  ) throws(QueryFailure) -> BoundExpression {
    let typed = try bind(expression, context.condition)
    try check(typed, accepts: .boolean, expression, "a condition")
    return typed.value
  }

  /// What is known while a pattern is bound.
  struct MatchBinding {
    /// Variables of earlier clauses.
    let outer: QueryScope
    var scope: QueryScope
    var match = BoundMatch()
    /// The relationships that this clause names.
    var relationships: Set<String> = []
    /// Maps and conditions, which may name anything in the clause.
    var contents: [(slot: Int, QueryExpression)] = []
    var conditions: [(QueryExpression, element: Int?)] = []
    var elementContents: [(relationship: Int, QueryExpression)] = []

    init(_ scope: QueryScope) {
      outer = scope
      self.scope = scope
    }
  }

  private func bind(_ pattern: PathPattern, _ binding: inout MatchBinding) throws(QueryFailure) {
    let start = try bind(pattern.start, &binding)
    var path = BoundMatch.Path(slot: 0, start: start, steps: [])
    var last = start
    for (relationship, node) in pattern.steps {
      let index = binding.match.relationships.count
      let slot = try bindVariable(of: relationship, &binding)
      let end = try bind(node, &binding)
      try append(
        relationship,
        slot: slot,
        from: last,
        to: end,
        pattern.selection,
        &binding
      )
      if let group = relationship.group {
        guard pattern.selection == .all else {
          throw QueryFailure(
            "UnexpectedSyntax",
            "a shortest path has one relationship, repeated or not",
            at: relationship.offset
          )
        }
        binding.match.relationships[index].group = try bindGroup(group, &binding)
      }
      path.steps.append((index, end))
      last = end
    }
    guard let variable = pattern.variable else { return }
    try checkFree(variable, binding.scope)
    path.slot = newSlot(variable.text)
    binding.scope[variable.text] = QueryScope.Variable(
      slot: path.slot,
      type: ValueType(sorts: .path)
    )
    binding.match.paths.append(path)
  }

  /// Resolves a path that is repeated: within it its variables are single, behind it they are lists.
  private func bindGroup(
    _ group: QuantifiedGroup,
    _ binding: inout MatchBinding
  ) throws(QueryFailure) -> BoundMatch.Group {
    var inner = binding.outer
    var match = try bindMatch(group.patterns, group.condition, isOptional: false, &inner)
    var lists: [(inner: Int, outer: Int)] = []
    for name in inner.names where binding.outer[name] == nil {
      guard let variable = inner[name] else { continue }
      try checkFree(QueryName(text: name, offset: group.patterns[0].offset), binding.scope)
      let slot = newSlot(name)
      binding.scope[name] = QueryScope.Variable(
        slot: slot,
        type: ValueType(sorts: .list, elements: variable.type.sorts)
      )
      lists.append((variable.slot, slot))
    }
    match.nodes[0].isBound = true
    let last = match.relationships[match.relationships.count - 1].to
    return BoundMatch.Group(
      matches: [match],
      start: match.nodes[0].slot,
      end: last,
      relationships: match.relationships.map(\.slot),
      lists: lists
    )
  }

  /// Resolves a node, and returns its slot.
  private func bind(
    _ node: NodePattern,
    _ binding: inout MatchBinding
  ) throws(QueryFailure) -> Int {
    let slot: Int
    if let variable = node.variable {
      if let known = binding.scope[variable.text] {
        guard ValueSorts.node.accepts(known.type.sorts) else {
          throw QueryFailure(
            "VariableTypeConflict",
            "'\(variable.text)' is \(known.type.sorts.text), not a node",
            at: variable.offset
          )
        }
        slot = known.slot
      } else {
        slot = newSlot(variable.text)
        binding.scope[variable.text] = QueryScope.Variable(
          slot: slot,
          type: ValueType(sorts: .node)
        )
      }
    } else {
      slot = newSlot()
    }
    let isBound = node.variable.map { binding.outer[$0.text] != nil } ?? false
    if !binding.match.nodes.contains(where: { $0.slot == slot }) {
      binding.match.nodes.append(BoundMatch.Node(slot: slot, isBound: isBound))
    }
    if let labels = node.labels {
      note(labels: labels, at: node.offset)
      let index = binding.match.nodes.firstIndex { $0.slot == slot }
      if let names = labels.conjunction, let index {
        binding.match.nodes[index].labels += names
      } else {
        binding.match.conditions.append(.hasLabels(.slot(slot), labels))
      }
    }
    if let properties = node.properties { binding.contents.append((slot, properties)) }
    if let condition = node.condition { binding.conditions.append((condition, nil)) }
    return slot
  }

  private func bindVariable(
    of relationship: RelationshipPattern,
    _ binding: inout MatchBinding
  ) throws(QueryFailure) -> Int {
    guard let variable = relationship.variable else { return newSlot() }
    let wanted: ValueSorts = relationship.length == nil ? .relationship : .list
    if !binding.relationships.insert(variable.text).inserted {
      throw QueryFailure(
        "RelationshipUniquenessViolation",
        "no relationship matches twice in one pattern: '\(variable.text)'",
        at: variable.offset
      )
    }
    if let known = binding.scope[variable.text] {
      let fits =
        wanted.accepts(known.type.sorts)
        && (wanted != .list || known.type.elements.isEmpty
          || ValueSorts.relationship.accepts(known.type.elements))
      guard fits else {
        throw QueryFailure(
          "VariableTypeConflict",
          "'\(variable.text)' is \(known.type.sorts.text), not "
            + (relationship.length == nil ? "a relationship" : "a list of relationships"),
          at: variable.offset
        )
      }
      return known.slot
    }
    let slot = newSlot(variable.text)
    binding.scope[variable.text] = QueryScope.Variable(
      slot: slot,
      type: ValueType(sorts: wanted, elements: .relationship)
    )
    return slot
  }

  private func append(
    _ relationship: RelationshipPattern,
    slot: Int,
    from: Int,
    to: Int,
    _ selection: PathPattern.Selection,
    _ binding: inout MatchBinding
  ) throws(QueryFailure) {
    let isBound = relationship.variable.map { binding.outer[$0.text] != nil } ?? false
    var bound = BoundMatch.Relationship(
      slot: slot,
      from: from,
      to: to,
      arrow: relationship.arrow,
      length: relationship.length,
      elementSlot: newSlot(),
      isBound: isBound,
      selection: selection
    )
    if selection != .all, bound.length == nil { bound.length = PathLength(least: 1, most: 1) }
    if selection != .all, let least = bound.length?.least, least > 1 {
      throw QueryFailure(
        "UnexpectedSyntax",
        "the least length of a shortest path is 0 or 1",
        at: relationship.offset
      )
    }
    let index = binding.match.relationships.count
    if let types = relationship.types {
      namedTypes += types.names.map { QueryName(text: $0, offset: relationship.offset) }
      if let names = types.alternatives {
        bound.types = names
      } else {
        let element = bound.length == nil ? slot : bound.elementSlot
        let condition = BoundExpression.hasLabels(.slot(element), types)
        if bound.length == nil {
          binding.match.conditions.append(condition)
        } else {
          bound.elementConditions.append(condition)
        }
      }
    }
    binding.match.relationships.append(bound)
    if let properties = relationship.properties {
      if bound.length == nil {
        binding.contents.append((slot, properties))
      } else {
        binding.elementContents.append((index, properties))
      }
    }
    if let condition = relationship.condition {
      binding.conditions.append((condition, bound.length == nil ? nil : index))
    }
  }

  /// Resolves maps and conditions, once every variable of the clause is known.
  private func bindContents(_ binding: inout MatchBinding) throws(QueryFailure) {
    let scope = binding.scope
    for (slot, properties) in binding.contents {
      binding.match.conditions += try bindProperties(properties, of: slot, scope)
    }
    for (index, properties) in binding.elementContents {
      let slot = binding.match.relationships[index].elementSlot
      binding.match.relationships[index].elementConditions += try bindProperties(
        properties,
        of: slot,
        scope
      )
    }
    for (condition, index) in binding.conditions {
      guard let index else {
        binding.match.conditions += try bindCondition(condition, scope).conjuncts
        continue
      }
      // Within a row of relationships the variable stands for each of them.
      let relationship = binding.match.relationships[index]
      var inner = scope
      for name in scope.names where scope[name]?.slot == relationship.slot {
        inner[name] = QueryScope.Variable(
          slot: relationship.elementSlot,
          type: ValueType(sorts: .relationship)
        )
      }
      binding.match.relationships[index].elementConditions +=
        try bindCondition(condition, inner).conjuncts
    }
  }

  private func bindProperties(
    _ properties: QueryExpression,
    of slot: Int,
    _ scope: QueryScope
  ) throws(QueryFailure) -> [BoundExpression] {
    guard case .map(let entries) = properties.content else {
      throw QueryFailure(
        "InvalidParameterUse",
        "a parameter cannot stand for the properties of a pattern here",
        at: properties.range.lowerBound,
        hint: "name the properties, as in {name: $name}"
      )
    }
    var conditions: [BoundExpression] = []
    for (name, value) in entries {
      namedProperties.append(name)
      let bound = try bind(value, ExpressionContext(scope)).value
      conditions.append(.comparison(.equal, .property(.slot(slot), name.text), bound))
    }
    return conditions
  }

  func note(labels: LabelPattern, at offset: Int) {
    namedLabels += labels.names.map { QueryName(text: $0, offset: offset) }
  }
}

extension BoundMatch {
  /// Makes plain labels that a condition wants of a node labels of the node, which a plan can start
  /// from.
  fileprivate mutating func takeLabels() {
    var nodes = nodes
    conditions.removeAll { condition in
      guard case .hasLabels(.slot(let slot), let labels) = condition,
        let names = labels.conjunction,
        let index = nodes.firstIndex(where: { $0.slot == slot })
      else { return false }
      nodes[index].labels += names
      return true
    }
    self.nodes = nodes
  }
}
