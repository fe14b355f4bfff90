/// Conditions behind WITH that ask of nothing but what a MATCH found go into that MATCH, where they are
/// asked as early as can be.
enum EarlyConditions {
  static func applied(to query: BoundQuery) -> BoundQuery {
    var query = query
    for part in query.parts.indices { rewrite(&query.parts[part].clauses) }
    return query
  }

  private static func rewrite(_ clauses: inout [BoundClause]) {
    // From the end, so that a condition moves through several projections.
    for index in clauses.indices.dropFirst().reversed() {
      guard case .project(var projection) = clauses[index], let condition = projection.condition,
        projection.skip == nil, projection.limit == nil
      else { continue }
      let kept = Set(
        projection.grouping.map { $0.keys.filter { $0.value == nil }.map(\.slot) }
          ?? projection.columns.filter { $0.value == nil }.map(\.slot)
      )
      var late: [BoundExpression] = []
      var early: [BoundExpression] = []
      for part in condition.conjuncts {
        if !part.slots.isEmpty, part.slots.isSubset(of: kept), part.isPure {
          early.append(part)
        } else {
          late.append(part)
        }
      }
      guard !early.isEmpty, move(early, before: index, &clauses) else { continue }
      projection.condition = late.reduce(nil) { whole, next in
        whole.map { .binary(.and, $0, next) } ?? next
      }
      clauses[index] = .project(projection)
    }
  }

  /// - Returns: whether there is a clause before that takes the conditions.
  private static func move(
    _ conditions: [BoundExpression],
    before index: Int,
    _ clauses: inout [BoundClause]
  ) -> Bool {
    switch clauses[index - 1] {
    case .match(var match) where !match.isOptional:
      match.conditions += conditions
      clauses[index - 1] = .match(match)
    case .project(var projection) where projection.skip == nil && projection.limit == nil:
      projection.condition = conditions.reduce(projection.condition) { whole, next in
        whole.map { .binary(.and, $0, next) } ?? next
      }
      clauses[index - 1] = .project(projection)
    default: return false
    }
    return true
  }
}
