extension QueryFunction {
  static let lists: [QueryFunction] = [
    QueryFunction("size", [[.list, .string, .map]], .integer) {
      (arguments, _) throws(QueryFailure) in
      switch arguments[0] {
      case .list(let values): return .integer(Int64(values.count))
      case .string(let text): return .integer(Int64(text.unicodeScalars.count))
      case .map(let map): return .integer(Int64(map.count))
      default: throw wrong("size", arguments[0], "a list or a text")
      }
    },
    QueryFunction("isEmpty", [[.list, .string, .map]], .boolean) {
      (arguments, _) throws(QueryFailure) in
      switch arguments[0] {
      case .list(let values): return .boolean(values.isEmpty)
      case .string(let text): return .boolean(text.isEmpty)
      case .map(let map): return .boolean(map.count == 0)
      default: throw wrong("isEmpty", arguments[0], "a list, a text or a map")
      }
    },
    QueryFunction("head", [.list], .any) { (arguments, _) throws(QueryFailure) in
      try list("head", arguments[0]).first ?? .null
    },
    QueryFunction("last", [.list], .any) { (arguments, _) throws(QueryFailure) in
      try list("last", arguments[0]).last ?? .null
    },
    QueryFunction("tail", [.list], .list) { (arguments, _) throws(QueryFailure) in
      .list(Array(try list("tail", arguments[0]).dropFirst()))
    },
    QueryFunction("reverse", [[.list, .string]], [.list, .string]) {
      (arguments, _) throws(QueryFailure) in
      switch arguments[0] {
      case .list(let values): return .list(values.reversed())
      case .string(let text):
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.reversed())
        return .string(String(result))
      default: throw wrong("reverse", arguments[0], "a list or a text")
      }
    },
    QueryFunction("range", [.any], .list, arity: 2...3, isStrict: false) {
      (arguments, _) throws(QueryFailure) in
      var numbers: [Int64] = []
      for argument in arguments {
        guard case .integer(let number) = argument else {
          throw .runtime(
            "ArgumentError",
            "InvalidArgumentType",
            "range() takes integers, not \(argument.sort)"
          )
        }
        numbers.append(number)
      }
      return .list(try range(numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 1))
    },
    QueryFunction("coalesce", [.any], .any, arity: 1...Int.max, isStrict: false) {
      (arguments, _) throws(QueryFailure) in
      arguments.first { !$0.isNull } ?? .null
    },
    QueryFunction("exists", [.any], .boolean, isStrict: false) {
      (arguments, _) throws(QueryFailure) in
      .boolean(!arguments[0].isNull)
    },
  ]

  private static func list(
    _ name: String,
    _ value: QueryValue
  ) throws(QueryFailure) -> [QueryValue] {
    guard case .list(let values) = value else { throw wrong(name, value, "a list") }
    return values
  }

  /// The most numbers that `range` makes a list of.
  private static let mostNumbers = 10_000_000

  private static func range(
    _ start: Int64,
    _ end: Int64,
    _ step: Int64
  ) throws(QueryFailure) -> [QueryValue] {
    guard step != 0 else {
      throw .runtime("ArgumentError", "NumberOutOfRange", "the step of range() cannot be 0")
    }
    if step > 0 ? start > end : start < end { return [] }
    let count =
      (step > 0
        ? end.subtractingReportingOverflow(start)
        : start.subtractingReportingOverflow(end))
    guard !count.overflow, count.partialValue.magnitude / step.magnitude < mostNumbers else {
      throw .runtime(
        "ResourceError",
        "TooManyValues",
        "range() makes at most \(mostNumbers) numbers"
      )
    }
    return stride(from: start, through: end, by: Int(step)).map { .integer($0) }
  }
}
