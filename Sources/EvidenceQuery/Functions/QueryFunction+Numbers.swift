extension QueryFunction {
  static let numbers: [QueryFunction] =
    CMathematics.functions.map { function in
      QueryFunction(function.name, [.number], .float) { (arguments, _) throws(QueryFailure) in
        .float(function.body(try number(function.name, arguments[0])))
      }
    } + [
      QueryFunction("abs", [.number], .number) { (arguments, _) throws(QueryFailure) in
        if case .integer(let value) = arguments[0] {
          guard value != .min else { throw QueryArithmetic.overflow }
          return .integer(abs(value))
        }
        return .float(abs(try number("abs", arguments[0])))
      },
      QueryFunction("sign", [.number], .integer) { (arguments, _) throws(QueryFailure) in
        let value = try number("sign", arguments[0])
        return .integer(value > 0 ? 1 : value < 0 ? -1 : 0)
      },
      QueryFunction("round", [.number, .integer], .float, arity: 1...2) {
        (arguments, _) throws(QueryFailure) in
        let value = try number("round", arguments[0])
        let digits = arguments.count > 1 ? try number("round", arguments[1]) : 0
        let scale = CMathematics.power(10, digits)
        let scaled = value * scale
        guard scaled.isFinite else { return .float(value) }
        return .float((scaled + 0.5).rounded(.down) / scale)
      },
      QueryFunction("isNaN", [.number], .boolean) { (arguments, _) throws(QueryFailure) in
        .boolean(try number("isNaN", arguments[0]).isNaN)
      },
      QueryFunction("atan2", [.number, .number], .float) { (arguments, _) throws(QueryFailure) in
        .float(
          CMathematics.angle(try number("atan2", arguments[0]), try number("atan2", arguments[1]))
        )
      },
      QueryFunction("pi", [], .float) { (_, _) throws(QueryFailure) in .float(.pi) },
      QueryFunction("e", [], .float) { (_, _) throws(QueryFailure) in .float(CMathematics.e) },
      QueryFunction("rand", [], .float) { (_, context) throws(QueryFailure) in
        .float(context.nextRandom())
      },
    ]

  private static func number(
    _ name: String,
    _ value: QueryValue
  ) throws(QueryFailure) -> Double {
    guard let number = value.number else { throw wrong(name, value, "a number") }
    return number
  }
}
