extension QueryExpression {
  /// The expressions that it is made of, without patterns and subqueries.
  var operands: [QueryExpression] {
    switch content {
    case .literal, .parameter, .variable, .countAll, .pattern, .exists: []
    case .property(let owner, _), .unary(_, let owner), .isNull(let owner, _),
      .hasLabels(let owner, _):
      [owner]
    case .element(let a, let b), .binary(_, let a, let b): [a, b]
    case .slice(let owner, let from, let to): [owner] + [from, to].compactMap(\.self)
    case .list(let items), .call(_, _, let items): items
    case .map(let entries): entries.map(\.1)
    case .comparison(let first, let links): [first] + links.map(\.1)
    case .choice(let subject, let branches, let otherwise):
      [subject, otherwise].compactMap(\.self) + branches.flatMap { $0.conditions + [$0.result] }
    case .comprehension(_, let list, let filter, let value):
      [list] + [filter, value].compactMap(\.self)
    case .quantifier(_, _, let list, let condition): [list, condition]
    case .reduce(_, let first, _, let list, let step): [first, list, step]
    case .patternComprehension(_, let filter, let value): [value] + [filter].compactMap(\.self)
    case .projection(let owner, let selectors):
      [owner]
        + selectors.compactMap { if case .entry(_, let value) = $0 { value } else { nil } }
    }
  }

  /// Every variable that it names, wherever.
  var variables: Set<String> {
    var names = operands.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
    if case .variable(let name) = content { names.insert(name) }
    return names
  }

  /// A text that two expressions share where they say the same.
  var signature: String {
    let parts = operands.map(\.signature).joined(separator: ",")
    return switch content {
    case .literal(let value): "literal \(value)"
    case .parameter(let name): "$\(name)"
    case .variable(let name): "`\(name)`"
    case .property(_, let name): "(\(parts)).`\(name)`"
    case .element: "element(\(parts))"
    case .slice(_, let from, let to): "slice\(from == nil)\(to == nil)(\(parts))"
    case .list: "[\(parts)]"
    case .map(let entries): "{\(entries.map(\.0.text)):\(parts)}"
    case .unary(let sign, _): "\(sign)(\(parts))"
    case .binary(let sign, _, _): "\(sign)(\(parts))"
    case .comparison(_, let links): "\(links.map(\.0))(\(parts))"
    case .isNull(_, let negated): "null\(negated)(\(parts))"
    case .hasLabels(_, let labels): "labels \(labels)(\(parts))"
    case .choice(let subject, let branches, let otherwise):
      "case\(subject == nil)\(branches.map(\.conditions.count))\(otherwise == nil)(\(parts))"
    case .call(let name, let isDistinct, _):
      "\(name.text.lowercased())\(isDistinct ? " distinct" : "")(\(parts))"
    case .countAll: "count(*)"
    case .comprehension(let name, _, let filter, let value):
      "each \(name.text)\(filter == nil)\(value == nil)(\(parts))"
    case .quantifier(let quantifier, let name, _, _): "\(quantifier) \(name.text)(\(parts))"
    case .reduce(let total, _, let name, _, _): "reduce \(total.text) \(name.text)(\(parts))"
    // Patterns are taken as equal only to themselves.
    case .patternComprehension, .pattern, .exists: "at \(range)"
    case .projection(_, let selectors): "project \(selectors)(\(parts))"
    }
  }
}
