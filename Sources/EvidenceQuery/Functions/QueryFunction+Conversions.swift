extension QueryFunction {
  static let conversions: [QueryFunction] = [
    QueryFunction("toString", [.any], .string) { (arguments, _) throws(QueryFailure) in
      guard let text = text(arguments[0]) else {
        throw wrong("toString", arguments[0], "a boolean, a number or a text")
      }
      return .string(text)
    },
    QueryFunction("toInteger", [.any], .integer) { (arguments, _) throws(QueryFailure) in
      guard let value = integer(arguments[0]) else {
        throw wrong("toInteger", arguments[0], "a number or a text")
      }
      return value
    },
    QueryFunction("toFloat", [.any], .float) { (arguments, _) throws(QueryFailure) in
      guard let value = float(arguments[0]) else {
        throw wrong("toFloat", arguments[0], "a number or a text")
      }
      return value
    },
    QueryFunction("toBoolean", [.any], .boolean) { (arguments, _) throws(QueryFailure) in
      guard let value = boolean(arguments[0]) else {
        throw wrong("toBoolean", arguments[0], "a boolean or a text")
      }
      return value
    },
    orNull("toStringOrNull", .string) { text($0).map { .string($0) } },
    orNull("toIntegerOrNull", .integer) { integer($0) },
    orNull("toFloatOrNull", .float) { float($0) },
    orNull("toBooleanOrNull", .boolean) { boolean($0) },
  ]

  private static func orNull(
    _ name: String,
    _ result: ValueSorts,
    _ body: @escaping @Sendable (QueryValue) -> QueryValue?
  ) -> QueryFunction {
    QueryFunction(name, [.any], result) { (arguments, _) throws(QueryFailure) in
      body(arguments[0]) ?? .null
    }
  }

  private static func text(_ value: QueryValue) -> String? {
    switch value {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .float(let value): value.queryText
    case .string(let text): text
    case .temporal(let value): value.text
    case .duration(let value): value.text
    default: nil
    }
  }

  /// A value as a whole number: `nil` where its sort has none, null where its text is none.
  private static func integer(_ value: QueryValue) -> QueryValue? {
    switch value {
    case .integer: return value
    case .float(let number): return whole(number)
    case .boolean(let value): return .integer(value ? 1 : 0)
    case .string(let text):
      let text = text.filter { !$0.isWhitespace }
      if let number = Int64(text) { return .integer(number) }
      return Double(text).map { whole($0) } ?? .null
    default: return nil
    }
  }

  private static func whole(_ number: Double) -> QueryValue {
    guard number.isFinite, abs(number) < 9.3e18 else { return .null }
    return Int64(exactly: number.rounded(.towardZero)).map { .integer($0) } ?? .null
  }

  private static func float(_ value: QueryValue) -> QueryValue? {
    switch value {
    case .integer(let number): return .float(Double(number))
    case .float: return value
    case .string(let text): return Double(text).map { .float($0) } ?? .null
    default: return nil
    }
  }

  private static func boolean(_ value: QueryValue) -> QueryValue? {
    switch value {
    case .boolean: return value
    case .string(let text):
      switch text.lowercased() {
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default: return .null
      }
    default: return nil
    }
  }
}
