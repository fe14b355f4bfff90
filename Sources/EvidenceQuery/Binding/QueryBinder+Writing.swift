extension QueryBinder {
  func bindCreation(
    _ patterns: [PathPattern],
    _ scope: inout QueryScope
  ) throws(QueryFailure) -> BoundCreation {
    var creation = BoundCreation()
    for pattern in patterns {
      try bindCreation(of: pattern, isMerge: false, scope, &scope, &creation)
    }
    return creation
  }

  func bindMerge(
    _ pattern: PathPattern,
    _ onMatch: [PropertyChange],
    _ onCreate: [PropertyChange],
    _ scope: inout QueryScope
  ) throws(QueryFailure) -> BoundMerge {
    let outer = scope
    var creation = BoundCreation()
    try bindCreation(of: pattern, isMerge: true, outer, &scope, &creation)
    let match = try mergeMatch(pattern, outer, scope)
    return BoundMerge(
      match: match,
      creation: creation,
      onMatch: try bindChanges(onMatch, scope),
      onCreate: try bindChanges(onCreate, scope)
    )
  }

  /// The pattern of a MERGE as one to look for, which gives the slots of what would be made.
  private func mergeMatch(
    _ pattern: PathPattern,
    _ outer: QueryScope,
    _ scope: QueryScope
  ) throws(QueryFailure) -> BoundMatch {
    var inner = outer
    var match = try bindMatch([pattern], nil, isOptional: false, &inner)
    // Both sides of a MERGE give the same variables: what is looked for takes the slots of what
    // is made.
    var slots: [Int: Int] = [:]
    for name in inner.names where outer[name] == nil {
      if let mine = inner[name]?.slot, let theirs = scope[name]?.slot { slots[mine] = theirs }
    }
    match = match.renamed(slots)
    return match
  }

  private func bindCreation(
    of pattern: PathPattern,
    isMerge: Bool,
    _ outer: QueryScope,
    _ scope: inout QueryScope,
    _ creation: inout BoundCreation
  ) throws(QueryFailure) {
    let isAlone = pattern.steps.isEmpty
    var nodes = [try bindNew(pattern.start, isAlone: isAlone, isMerge: isMerge, &scope, &creation)]
    var relationships: [Int] = []
    var pending: [(RelationshipPattern, Int, Int)] = []
    for (relationship, node) in pattern.steps {
      let end = try bindNew(node, isAlone: false, isMerge: isMerge, &scope, &creation)
      pending.append((relationship, nodes[nodes.count - 1], end))
      nodes.append(end)
    }
    for (relationship, from, to) in pending {
      let bound = try bindNew(relationship, from, to, isMerge: isMerge, &scope)
      creation.items.append(.relationship(bound))
      relationships.append(bound.slot)
    }
    guard let variable = pattern.variable else { return }
    try checkFree(variable, scope)
    let slot = newSlot(variable.text)
    scope[variable.text] = QueryScope.Variable(slot: slot, type: ValueType(sorts: .path))
    creation.items.append(.path(slot, nodes: nodes, relationships: relationships))
  }

  private func bindNew(
    _ node: NodePattern,
    isAlone: Bool,
    isMerge: Bool,
    _ scope: inout QueryScope,
    _ creation: inout BoundCreation
  ) throws(QueryFailure) -> Int {
    if let variable = node.variable, let known = scope[variable.text] {
      if isAlone || node.labels != nil || node.properties != nil {
        throw QueryFailure(
          "VariableAlreadyBound",
          "'\(variable.text)' is there already and cannot be made again",
          at: variable.offset
        )
      }
      guard ValueSorts.node.accepts(known.type.sorts) else {
        throw QueryFailure(
          "VariableTypeConflict",
          "'\(variable.text)' is \(known.type.sorts.text), not a node",
          at: variable.offset
        )
      }
      return known.slot
    }
    guard let labels = node.labels.map({ $0.conjunction }) ?? [] else {
      throw QueryFailure(
        "UnexpectedSyntax",
        "a node that is made has plain labels, as in ':A:B'",
        at: node.offset
      )
    }
    let properties = try bindNew(node.properties, isMerge: isMerge, scope)
    let slot = newSlot(node.variable?.text ?? "")
    if let variable = node.variable {
      scope[variable.text] = QueryScope.Variable(slot: slot, type: ValueType(sorts: .node))
    }
    creation.items.append(
      .node(BoundCreation.Node(slot: slot, labels: labels, properties: properties))
    )
    return slot
  }

  private func bindNew(
    _ properties: QueryExpression?,
    isMerge: Bool,
    _ scope: QueryScope
  ) throws(QueryFailure) -> BoundExpression? {
    guard let properties else { return nil }
    if isMerge, case .parameter = properties.content {
      throw QueryFailure(
        "InvalidParameterUse",
        "a parameter cannot stand for the properties of a MERGE",
        at: properties.range.lowerBound,
        hint: "name the properties, as in {name: $name}"
      )
    }
    return try bind(properties, ExpressionContext(scope)).value
  }

  private func bindNew(
    _ relationship: RelationshipPattern,
    _ from: Int,
    _ to: Int,
    isMerge: Bool,
    _ scope: inout QueryScope
  ) throws(QueryFailure) -> BoundCreation.Relationship {
    if let variable = relationship.variable { try checkFree(variable, scope) }
    if relationship.length != nil {
      throw QueryFailure(
        "CreatingVarLength",
        "relationships that are made are written one by one, without '*'",
        at: relationship.offset
      )
    }
    guard let names = relationship.types?.alternatives, names.count == 1 else {
      throw QueryFailure(
        "NoSingleRelationshipType",
        "a relationship that is made has one type, as in '-[:CITES]->'",
        at: relationship.offset
      )
    }
    if relationship.arrow == .either, !isMerge {
      throw QueryFailure(
        "RequiresDirectedRelationship",
        "a relationship that is made has a direction",
        at: relationship.offset
      )
    }
    let properties = try bindNew(relationship.properties, isMerge: isMerge, scope)
    let slot = newSlot(relationship.variable?.text ?? "")
    if let variable = relationship.variable {
      scope[variable.text] = QueryScope.Variable(slot: slot, type: ValueType(sorts: .relationship))
    }
    let isLeft = relationship.arrow == .left
    return BoundCreation.Relationship(
      slot: slot,
      type: names[0],
      start: isLeft ? to : from,
      end: isLeft ? from : to,
      properties: properties
    )
  }

  // MARK: Changes

  func bindChanges(
    _ changes: [PropertyChange],
    _ scope: QueryScope
  ) throws(QueryFailure) -> [BoundChange] {
    try changes.map { (change) throws(QueryFailure) -> BoundChange in
      let context = ExpressionContext(scope)
      switch change {
      case .property(let owner, let name, let value):
        return .property(try bind(owner, context).value, name, try bind(value, context).value)
      case .replace(let name, let value):
        return .replace(try slot(of: name, scope), try bind(value, context).value)
      case .merge(let name, let value):
        return .merge(try slot(of: name, scope), try bind(value, context).value)
      case .addLabels(let name, let labels): return .addLabels(try slot(of: name, scope), labels)
      case .removeLabels(let name, let labels):
        return .removeLabels(try slot(of: name, scope), labels)
      case .removeProperty(let owner, let name):
        return .property(try bind(owner, context).value, name, .literal(.null))
      }
    }
  }

  private func slot(of name: QueryName, _ scope: QueryScope) throws(QueryFailure) -> Int {
    guard let variable = scope[name.text] else {
      throw undefined(name.text, scope, at: name.offset)
    }
    return variable.slot
  }

  func bindDeletions(
    _ items: [QueryExpression],
    _ scope: QueryScope
  ) throws(QueryFailure) -> [BoundExpression] {
    try items.map { (item) throws(QueryFailure) in
      if case .hasLabels = item.content {
        throw QueryFailure(
          "InvalidDelete",
          "DELETE takes nodes and relationships whole",
          at: item.range.lowerBound,
          hint: "labels and properties go with REMOVE"
        )
      }
      let typed = try bind(item, ExpressionContext(scope))
      try check(typed, accepts: [.node, .relationship, .path], item, "what is deleted")
      return typed.value
    }
  }
}

extension BoundMatch {
  /// The same pattern with other slots for some of its own.
  func renamed(_ slots: [Int: Int]) -> BoundMatch {
    func new(_ slot: Int) -> Int { slots[slot] ?? slot }
    var result = self
    for index in nodes.indices { result.nodes[index].slot = new(nodes[index].slot) }
    for index in relationships.indices {
      result.relationships[index].slot = new(relationships[index].slot)
      result.relationships[index].from = new(relationships[index].from)
      result.relationships[index].to = new(relationships[index].to)
    }
    for index in paths.indices {
      result.paths[index].slot = new(paths[index].slot)
      result.paths[index].start = new(paths[index].start)
      result.paths[index].steps = paths[index].steps.map { ($0.relationship, new($0.node)) }
    }
    result.conditions = conditions.map { $0.renamed(slots) }
    return result
  }
}

extension BoundExpression {
  /// The same condition of a pattern with other slots: what a map in a pattern becomes.
  fileprivate func renamed(_ slots: [Int: Int]) -> BoundExpression {
    switch self {
    case .slot(let slot): .slot(slots[slot] ?? slot)
    case .property(let owner, let name): .property(owner.renamed(slots), name)
    case .comparison(let comparison, let a, let b):
      .comparison(comparison, a.renamed(slots), b.renamed(slots))
    default: self
    }
  }
}
