/// Resolves the names of a query, and refuses what cannot be meant.
///
/// Every variable gets a slot of its own in the row that the query works with; a slot is never used
/// twice, so that subqueries work on the row of the query around them.
final class QueryBinder {
  let procedures: [String: any Procedure]
  /// The names of parameters that are given.
  let parameters: Set<String>
  /// The name of the variable of each slot; empty for one that has none.
  private(set) var slotNames: [String] = []
  /// The aggregates of the projection that is being bound, by what they say.
  var aggregates: [String: BoundAggregate] = [:]
  var aggregateOrder: [String] = []
  /// Labels, types and properties that the query names, with where.
  var namedLabels: [QueryName] = []
  var namedTypes: [QueryName] = []
  var namedProperties: [QueryName] = []

  init(procedures: [any Procedure], parameters: Set<String>) {
    self.procedures = Dictionary(
      procedures.map { ($0.name.lowercased(), $0) },
      uniquingKeysWith: { _, last in last }
    )
    self.parameters = parameters
  }

  func newSlot(_ name: String = "") -> Int {
    slotNames.append(name)
    return slotNames.count - 1
  }

  /// Resolves a whole query.
  func bind(_ text: QueryText) throws(QueryFailure) -> BoundQuery {
    if text.isStandaloneCall, case .call(let call) = text.parts[0][0].content {
      return try bindStandalone(call)
    }
    return try bind(text, QueryScope(), isSubquery: false)
  }

  /// Resolves a query within the scope of another, if there is one around it.
  func bind(
    _ text: QueryText,
    _ scope: QueryScope,
    isSubquery: Bool
  ) throws(QueryFailure) -> BoundQuery {
    var query = BoundQuery(parts: [])
    if let first = text.unions.first {
      query.keepsDoubles = first.keepsDoubles
      if let other = text.unions.first(where: { $0.keepsDoubles != first.keepsDoubles }) {
        throw QueryFailure(
          "InvalidClauseComposition",
          "UNION and UNION ALL do not go together",
          at: other.offset
        )
      }
    }
    for (index, clauses) in text.parts.enumerated() {
      let (part, names) = try bind(clauses, scope, isSubquery: isSubquery)
      if index == 0 {
        query.columns = names
      } else {
        guard Set(names) == Set(query.columns), names.count == query.columns.count else {
          throw QueryFailure(
            "DifferentColumnsInUnion",
            "the parts of a UNION return different columns: \(query.columns.joined(separator: ", "))"
              + " and \(names.joined(separator: ", "))",
            at: text.unions[index - 1].offset
          )
        }
      }
      var ordered = part
      if index > 0 {
        ordered.columns = query.columns.map { name in
          part.columns[names.firstIndex(of: name) ?? 0]
        }
      }
      query.parts.append(ordered)
    }
    return query
  }

  private func bind(
    _ clauses: [QueryClause],
    _ outer: QueryScope,
    isSubquery: Bool
  ) throws(QueryFailure) -> (BoundPart, [String]) {
    var scope = outer
    var part = BoundPart(clauses: [])
    var names: [String] = []
    for (index, clause) in clauses.enumerated() {
      let isLast = index == clauses.count - 1
      if isSubquery, clause.content.writes {
        throw QueryFailure(
          "InvalidClauseComposition",
          "a subquery cannot change the graph",
          at: clause.offset
        )
      }
      if isLast, !isSubquery, !clause.content.canBeLast {
        throw QueryFailure(
          "InvalidClauseComposition",
          "the query ends without RETURN",
          at: clause.offset
        )
      }
      switch clause.content {
      case .match(let patterns, let condition, let isOptional):
        part.clauses.append(
          .match(try bindMatch(patterns, condition, isOptional: isOptional, &scope))
        )
      case .unwind(let list, let name):
        part.clauses.append(try bindUnwind(list, name, &scope))
      case .with(let projection, let condition):
        let (bound, next) = try bindProjection(
          projection,
          condition: condition,
          isResult: false,
          scope,
          at: clause.offset
        )
        part.clauses.append(.project(bound))
        scope = next
      case .result(let projection):
        guard isLast else {
          throw QueryFailure(
            "InvalidClauseComposition",
            "RETURN ends a query; other clauses cannot follow it",
            at: clauses[index + 1].offset
          )
        }
        let (bound, _) = try bindProjection(
          projection,
          condition: nil,
          isResult: true,
          scope,
          at: clause.offset
        )
        part.clauses.append(.project(bound))
        part.columns = bound.columns.map(\.slot)
        names = bound.columns.map(\.name)
      case .call(let call): part.clauses.append(try bindCall(call, &scope))
      case .create(let patterns):
        part.clauses.append(.create(try bindCreation(patterns, &scope)))
      case .merge(let pattern, let onMatch, let onCreate):
        part.clauses.append(.merge(try bindMerge(pattern, onMatch, onCreate, &scope)))
      case .set(let changes), .remove(let changes):
        part.clauses.append(.change(try bindChanges(changes, scope)))
      case .delete(let items, let detaches):
        part.clauses.append(.delete(try bindDeletions(items, scope), detaches: detaches))
      }
    }
    return (part, names)
  }

  private func bindUnwind(
    _ list: QueryExpression,
    _ name: QueryName,
    _ scope: inout QueryScope
  ) throws(QueryFailure) -> BoundClause {
    let bound = try bind(list, ExpressionContext(scope))
    try checkFree(name, scope)
    let slot = newSlot(name.text)
    let elements = bound.type.sorts == .list ? bound.type.elements : .any
    scope[name.text] = QueryScope.Variable(
      slot: slot,
      type: ValueType(sorts: elements.isEmpty ? .any : elements)
    )
    return .unwind(bound.value, slot)
  }

  func checkFree(_ name: QueryName, _ scope: QueryScope) throws(QueryFailure) {
    if scope[name.text] != nil {
      throw QueryFailure(
        "VariableAlreadyBound",
        "'\(name.text)' is taken already",
        at: name.offset
      )
    }
  }

  func undefined(_ name: String, _ scope: QueryScope, at offset: Int) -> QueryFailure {
    QueryFailure(
      "UndefinedVariable",
      "there is no variable '\(name)'",
      at: offset,
      hint: NameHint.text(for: name, among: scope.names)
    )
  }
}

extension QueryClause.Content {
  fileprivate var writes: Bool {
    switch self {
    case .create, .merge, .set, .remove, .delete: true
    default: false
    }
  }

  fileprivate var canBeLast: Bool {
    switch self {
    case .result, .call: true
    default: writes
    }
  }
}
