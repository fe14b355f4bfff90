/// An expression whose names are resolved: variables are slots of a row.
indirect enum BoundExpression: Sendable {
  case literal(QueryValue)
  case parameter(String)
  case slot(Int)
  case property(BoundExpression, String)
  case element(BoundExpression, BoundExpression)
  case slice(BoundExpression, from: BoundExpression?, to: BoundExpression?)
  case list([BoundExpression])
  case map([(name: String, value: BoundExpression)])
  case unary(UnaryOperator, BoundExpression)
  case binary(BinaryOperator, BoundExpression, BoundExpression)
  case comparison(ComparisonOperator, BoundExpression, BoundExpression)
  case isNull(BoundExpression, negated: Bool)
  case hasLabels(BoundExpression, LabelPattern)
  case choice(subject: BoundExpression?, [BoundBranch], otherwise: BoundExpression?)
  case call(QueryFunction, [BoundExpression])
  case comprehension(Int, in: BoundExpression, BoundExpression?, BoundExpression?)
  case quantifier(Quantifier, Int, in: BoundExpression, BoundExpression)
  case reduce(Int, BoundExpression, Int, in: BoundExpression, BoundExpression)
  /// Whether a subquery has a row.
  case exists(BoundQuery)
  /// The values of an expression at each row of a subquery.
  case collect(BoundQuery, BoundExpression)
  case projection(BoundExpression, [BoundSelector])
}

/// A branch of a CASE.
struct BoundBranch: Sendable {
  var conditions: [BoundExpression]
  var result: BoundExpression
}

/// What a map projection takes over.
enum BoundSelector: Sendable {
  case property(String)
  case all
  case entry(String, BoundExpression)
}

extension BoundExpression {
  /// The expressions that it is made of.
  var operands: [BoundExpression] {
    switch self {
    case .literal, .parameter, .slot, .exists: []
    case .property(let owner, _), .unary(_, let owner), .isNull(let owner, _),
      .hasLabels(let owner, _):
      [owner]
    case .element(let a, let b), .binary(_, let a, let b), .comparison(_, let a, let b): [a, b]
    case .slice(let owner, let from, let to): [owner] + [from, to].compactMap(\.self)
    case .list(let items), .call(_, let items): items
    case .map(let entries): entries.map(\.value)
    case .choice(let subject, let branches, let otherwise):
      [subject, otherwise].compactMap(\.self) + branches.flatMap { $0.conditions + [$0.result] }
    case .comprehension(_, let list, let filter, let value):
      [list] + [filter, value].compactMap(\.self)
    case .quantifier(_, _, let list, let condition): [list, condition]
    case .reduce(_, let first, _, let list, let step): [first, list, step]
    case .collect(_, let value): [value]
    case .projection(let owner, let selectors):
      [owner]
        + selectors.compactMap { if case .entry(_, let value) = $0 { value } else { nil } }
    }
  }

  /// Every slot that is read, within subqueries too.
  var slots: Set<Int> {
    var result: Set<Int> = []
    gather(&result)
    return result
  }

  private func gather(_ slots: inout Set<Int>) {
    switch self {
    case .slot(let slot): slots.insert(slot)
    case .exists(let query): slots.formUnion(query.slots)
    case .collect(let query, let value):
      slots.formUnion(query.slots)
      value.gather(&slots)
    default: for operand in operands { operand.gather(&slots) }
    }
  }

  /// Whether it has the same value wherever its slots have, and asks no subquery.
  var isPure: Bool {
    switch self {
    case .exists, .collect: false
    case .call(let function, let arguments):
      function.name != "rand" && arguments.allSatisfy(\.isPure)
    default: operands.allSatisfy(\.isPure)
    }
  }

  /// The conditions that all have to hold for this one to hold.
  var conjuncts: [BoundExpression] {
    if case .binary(.and, let a, let b) = self { return a.conjuncts + b.conjuncts }
    return [self]
  }
}
