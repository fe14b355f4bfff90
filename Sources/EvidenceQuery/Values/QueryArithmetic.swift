/// The operators of numbers, texts and lists.
enum QueryArithmetic {
  static let overflow = QueryFailure.runtime(
    "ArithmeticError",
    "IntegerOverflow",
    "the result is too large for a whole number",
    hint: "make one operand a float, as in 1.0 * x"
  )

  static let divisionByZero = QueryFailure.runtime(
    "ArithmeticError",
    "DivisionByZero",
    "a whole number cannot be divided by 0",
    hint: "make one operand a float, as in 1.0 * x"
  )

  private static func mismatch(
    _ name: String,
    _ a: QueryValue,
    _ b: QueryValue
  ) -> QueryFailure {
    .runtime(
      "TypeError",
      "InvalidArgumentType",
      "'\(name)' does not go with \(a.sort) and \(b.sort)"
    )
  }

  static func add(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    switch (a, b) {
    case (.null, _), (_, .null): return .null
    case (.integer(let a), .integer(let b)):
      let (sum, overflows) = a.addingReportingOverflow(b)
      if overflows { throw overflow }
      return .integer(sum)
    case (.list(let a), .list(let b)): return .list(a + b)
    case (.list(let a), _): return .list(a + [b])
    case (_, .list(let b)): return .list([a] + b)
    case (.string(let a), .string(let b)): return .string(a + b)
    case (.string(let text), _):
      guard let other = numberText(b) else { throw mismatch("+", a, b) }
      return .string(text + other)
    case (_, .string(let text)):
      guard let other = numberText(a) else { throw mismatch("+", a, b) }
      return .string(other + text)
    default:
      guard let x = a.number, let y = b.number else { throw mismatch("+", a, b) }
      return .float(x + y)
    }
  }

  private static func numberText(_ value: QueryValue) -> String? {
    switch value {
    case .integer(let value): String(value)
    case .float(let value): value.queryText
    case .boolean(let value): value ? "true" : "false"
    default: nil
    }
  }

  static func concatenate(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    switch (a, b) {
    case (.null, _), (_, .null): return .null
    case (.list(let a), .list(let b)): return .list(a + b)
    case (.string(let a), .string(let b)): return .string(a + b)
    default: throw mismatch("||", a, b)
    }
  }

  static func subtract(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    try combine("-", a, b, { $0.subtractingReportingOverflow($1) }, { $0 - $1 })
  }

  static func multiply(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    try combine("*", a, b, { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 })
  }

  static func divide(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    if case .integer = a, case .integer(0) = b { throw divisionByZero }
    return try combine("/", a, b, { $0.dividedReportingOverflow(by: $1) }, { $0 / $1 })
  }

  static func modulo(_ a: QueryValue, _ b: QueryValue) throws(QueryFailure) -> QueryValue {
    if case .integer = a, case .integer(0) = b { throw divisionByZero }
    return try combine(
      "%",
      a,
      b,
      { $0.remainderReportingOverflow(dividingBy: $1) },
      { $0.truncatingRemainder(dividingBy: $1) }
    )
  }

  static func negate(_ value: QueryValue) throws(QueryFailure) -> QueryValue {
    if case .float(let number) = value { return .float(-number) }
    return try subtract(.integer(0), value)
  }

  private static func combine(
    _ name: String,
    _ a: QueryValue,
    _ b: QueryValue,
    _ whole: (Int64, Int64) -> (partialValue: Int64, overflow: Bool),
    _ real: (Double, Double) -> Double
  ) throws(QueryFailure) -> QueryValue {
    switch (a, b) {
    case (.null, _), (_, .null): return .null
    case (.integer(let a), .integer(let b)):
      let (result, overflows) = whole(a, b)
      if overflows { throw overflow }
      return .integer(result)
    default:
      guard let x = a.number, let y = b.number else { throw mismatch(name, a, b) }
      return .float(real(x, y))
    }
  }
}

extension Double {
  /// The number as Cypher writes it.
  var queryText: String {
    isNaN ? "NaN" : isInfinite ? (self < 0 ? "-Infinity" : "Infinity") : description
  }
}
