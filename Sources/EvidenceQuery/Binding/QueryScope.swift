/// The variables that an expression can name.
struct QueryScope: Sendable {
  struct Variable: Sendable {
    var slot: Int
    var type: ValueType
  }

  /// In the order in which they came in, as `*` lists them.
  private(set) var names: [String] = []
  private var variables: [String: Variable] = [:]

  subscript(name: String) -> Variable? {
    get { variables[name] }
    set {
      if variables[name] == nil, newValue != nil { names.append(name) }
      if newValue == nil { names.removeAll { $0 == name } }
      variables[name] = newValue
    }
  }
}

/// What an expression may hold where it stands.
struct ExpressionContext {
  enum Aggregation { case forbidden, allowed, inside }

  /// An expression that stands for a column.
  struct Key {
    var slot: Int
    var type: ValueType
    /// A variable or a property of one.
    var isSimple: Bool
  }

  /// What may be named beside aggregates.
  enum Grouping {
    case none
    /// An item with aggregates: what is grouped by.
    case item([String: Key])
    /// A key of ORDER BY behind aggregates or DISTINCT: the columns.
    case order([String: Key], hidden: Set<String>, isMixed: Bool)
  }

  var scope: QueryScope
  /// Variables of comprehensions around the expression.
  var locals: Set<String> = []
  /// Whether a pattern may stand for its being there.
  var allowsPatterns = false
  var aggregation = Aggregation.forbidden
  var grouping = Grouping.none

  init(_ scope: QueryScope) { self.scope = scope }

  /// The same for an operand: no condition any more.
  var plain: ExpressionContext {
    var result = self
    result.allowsPatterns = false
    return result
  }

  /// The same for a condition.
  var condition: ExpressionContext {
    var result = self
    result.allowsPatterns = true
    return result
  }

  /// The same for what is asked of each element of a list.
  func element(_ name: String, _ variable: QueryScope.Variable) -> ExpressionContext {
    var result = plain
    result.scope[name] = variable
    result.locals.insert(name)
    if result.aggregation == .allowed { result.aggregation = .forbidden }
    return result
  }
}

/// An expression with what is known of its values.
struct TypedExpression {
  var value: BoundExpression
  var type: ValueType

  init(_ value: BoundExpression, _ type: ValueType) {
    self.value = value
    self.type = type
  }

  init(_ value: BoundExpression, _ sorts: ValueSorts) {
    self.init(value, ValueType(sorts: sorts))
  }
}
