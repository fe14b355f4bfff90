extension StepCompiler {
  func unary(_ sign: UnaryOperator, _ operand: @escaping Evaluation) -> Evaluation {
    switch sign {
    case .not:
      return {
        switch try operand() {
        case .boolean(let flag): return .boolean(!flag)
        case .null: return .null
        case let other: throw Self.noTruth(other)
        }
      }
    case .minus: return { try QueryArithmetic.negate(try operand()) }
    case .plus: return { try QueryArithmetic.add(.integer(0), try operand()) }
    }
  }

  /// A truth value, `nil` where it is unknown.
  private static func truth(_ value: QueryValue) throws -> Bool? {
    switch value {
    case .boolean(let flag): return flag
    case .null: return nil
    default: throw noTruth(value)
    }
  }

  private static func value(_ truth: Bool?) -> QueryValue { truth.map { .boolean($0) } ?? .null }

  func binary(_ sign: BinaryOperator, _ a: BoundExpression, _ b: BoundExpression) -> Evaluation {
    let run = run
    let (a, right) = (value(a), b)
    let b = value(b)
    switch sign {
    case .and:
      return {
        let first = try Self.truth(try a())
        if first == false { return .boolean(false) }
        let second = try Self.truth(try b())
        if second == false { return .boolean(false) }
        return first == nil || second == nil ? .null : .boolean(true)
      }
    case .or:
      return {
        let first = try Self.truth(try a())
        if first == true { return .boolean(true) }
        let second = try Self.truth(try b())
        if second == true { return .boolean(true) }
        return first == nil || second == nil ? .null : .boolean(false)
      }
    case .xor:
      return {
        guard let first = try Self.truth(try a()), let second = try Self.truth(try b()) else {
          return .null
        }
        return .boolean(first != second)
      }
    case .add: return timed(a, b, sign) { try QueryArithmetic.add($0, $1) }
    case .subtract: return timed(a, b, sign) { try QueryArithmetic.subtract($0, $1) }
    case .multiply: return timed(a, b, sign) { try QueryArithmetic.multiply($0, $1) }
    case .divide: return timed(a, b, sign) { try QueryArithmetic.divide($0, $1) }
    case .modulo: return { try QueryArithmetic.modulo(try a(), try b()) }
    case .concatenate: return { try run.made(try QueryArithmetic.concatenate(try a(), try b())) }
    case .power:
      return {
        let (base, exponent) = (try a(), try b())
        if base.isNull || exponent.isNull { return .null }
        guard let x = base.number, let y = exponent.number else {
          throw QueryFailure.runtime(
            "TypeError",
            "InvalidArgumentType",
            "'^' does not go with \(base.sort) and \(exponent.sort)"
          )
        }
        return .float(CMathematics.power(x, y))
      }
    case .isIn:
      return {
        let (value, list) = (try a(), try b())
        if case .list(let items) = list, items.count > 64 { try run.step(by: items.count / 16) }
        return Self.isIn(value, list) ?? .null
      }
    case .startsWith: return texts(a, b) { $0.utf8.starts(with: $1.utf8) }
    case .endsWith: return texts(a, b) { $0.utf8.reversed().starts(with: $1.utf8.reversed()) }
    case .contains:
      return texts(a, b) { QueryFunction.holds($0, $1) }
    case .matches: return matches(a, b, right)
    }
  }

  /// An operator of numbers that goes with durations too.
  private func timed(
    _ a: @escaping Evaluation,
    _ b: @escaping Evaluation,
    _ sign: BinaryOperator,
    _ plain: @escaping (QueryValue, QueryValue) throws -> QueryValue
  ) -> Evaluation {
    let (run, zones) = (run, run.functions.zones)
    return {
      let (x, y) = (try a(), try b())
      switch (sign, x, y) {
      case (.add, .temporal(let value), .duration(let span)),
        (.add, .duration(let span), .temporal(let value)):
        return .temporal(try zones.adding(span, to: value))
      case (.subtract, .temporal(let value), .duration(let span)):
        return .temporal(try zones.adding(-span, to: value))
      case (.add, .duration(let first), .duration(let second)): return .duration(first + second)
      case (.subtract, .duration(let first), .duration(let second)):
        return .duration(first + -second)
      case (.multiply, .duration(let span), _) where y.number != nil:
        return .duration(span.times(y.number ?? 1))
      case (.multiply, _, .duration(let span)) where x.number != nil:
        return .duration(span.times(x.number ?? 1))
      case (.divide, .duration(let span), _) where y.number != nil && y.number != 0:
        return .duration(span.times(1 / (y.number ?? 1)))
      default: return try run.made(try plain(x, y))
      }
    }
  }

  /// Whether a value is among those of a list; `nil` where that is unknown.
  private static func isIn(_ value: QueryValue, _ list: QueryValue) -> QueryValue? {
    guard case .list(let values) = list else { return nil }
    var isUnknown = false
    for other in values {
      switch value.isEqual(to: other) {
      case true?: return .boolean(true)
      case nil: isUnknown = true
      case false?: break
      }
    }
    return isUnknown ? nil : .boolean(false)
  }

  private func texts(
    _ a: @escaping Evaluation,
    _ b: @escaping Evaluation,
    _ test: @escaping (String, String) -> Bool
  ) -> Evaluation {
    {
      guard case .string(let whole) = try a(), case .string(let part) = try b() else {
        return .null
      }
      return .boolean(test(whole, part))
    }
  }

  private func matches(
    _ a: @escaping Evaluation,
    _ b: @escaping Evaluation,
    _ pattern: BoundExpression
  ) -> Evaluation {
    func regex(_ text: String) throws -> Regex<AnyRegexOutput> {
      do { return try Regex(text) } catch {
        throw QueryFailure.runtime(
          "ArgumentError",
          "InvalidRegularExpression",
          "'\(text)' is no regular expression"
        )
      }
    }
    if case .literal(.string(let text)) = pattern, let known = try? regex(text) {
      return {
        guard case .string(let whole) = try a() else { return .null }
        return .boolean(try known.wholeMatch(in: whole) != nil)
      }
    }
    return {
      guard case .string(let whole) = try a(), case .string(let text) = try b() else {
        return .null
      }
      return .boolean(try regex(text).wholeMatch(in: whole) != nil)
    }
  }

  func comparison(
    _ comparison: ComparisonOperator,
    _ a: BoundExpression,
    _ b: BoundExpression
  ) -> Evaluation {
    let (a, b) = (value(a), value(b))
    switch comparison {
    case .equal: return { Self.value((try a()).isEqual(to: try b())) }
    case .unequal: return { Self.value((try a()).isEqual(to: try b()).map { !$0 }) }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return {
        let (x, y) = (try a(), try b())
        if x.isUnordered(with: y) { return .boolean(false) }
        guard let order = x.order(to: y) else { return .null }
        return switch comparison {
        case .less: .boolean(order < 0)
        case .lessOrEqual: .boolean(order <= 0)
        case .greater: .boolean(order > 0)
        default: .boolean(order >= 0)
        }
      }
    }
  }

  // MARK: Lists

  private static func elements(_ value: QueryValue) throws -> [QueryValue]? {
    switch value {
    case .null: return nil
    case .list(let values): return values
    default:
      throw QueryFailure.runtime(
        "TypeError",
        "InvalidArgumentType",
        "\(value.sort) stands where a list is wanted"
      )
    }
  }

  func overList(_ expression: BoundExpression) -> Evaluation {
    let run = run
    switch expression {
    case .comprehension(let slot, let list, let filter, let item):
      let list = value(list)
      let test = filter.map { condition($0) }
      let item = item.map { value($0) }
      return {
        guard let values = try Self.elements(try list()) else { return .null }
        var result: [QueryValue] = []
        for value in values {
          try run.step()
          run.slots[slot] = value
          if let test, try !test() { continue }
          result.append(try item?() ?? value)
        }
        return try run.made(.list(result))
      }
    case .quantifier(let quantifier, let slot, let list, let test):
      let (list, test) = (value(list), value(test))
      return {
        guard let values = try Self.elements(try list()) else { return .null }
        var (holds, fails, unknown) = (0, 0, 0)
        for value in values {
          try run.step()
          run.slots[slot] = value
          switch try Self.truth(try test()) {
          case true?: holds += 1
          case false?: fails += 1
          case nil: unknown += 1
          }
        }
        return Self.value(
          Self.quantified(quantifier, holds: holds, fails: fails, unknown: unknown)
        )
      }
    case .reduce(let total, let first, let slot, let list, let next):
      let (list, first, next) = (value(list), value(first), value(next))
      return {
        guard let values = try Self.elements(try list()) else { return .null }
        run.slots[total] = try first()
        for value in values {
          try run.step()
          run.slots[slot] = value
          run.slots[total] = try next()
        }
        return run.slots[total]
      }
    default: return { .null }
    }
  }

  private static func quantified(
    _ quantifier: Quantifier,
    holds: Int,
    fails: Int,
    unknown: Int
  ) -> Bool? {
    switch quantifier {
    case .all: fails > 0 ? false : unknown > 0 ? nil : true
    case .any: holds > 0 ? true : unknown > 0 ? nil : false
    case .none: holds > 0 ? false : unknown > 0 ? nil : true
    case .single: holds > 1 ? false : unknown > 0 ? nil : holds == 1
    }
  }
}
