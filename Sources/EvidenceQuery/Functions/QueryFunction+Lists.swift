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
      let range = try range(arguments)
      guard range.count <= mostNumbers else {
        throw .runtime(
          "ResourceError",
          "TooManyValues",
          "range() makes a list of at most \(mostNumbers) numbers",
          hint: "UNWIND range(…) counts without a list"
        )
      }
      return .list(range.map { .integer($0) })
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

  /// The numbers that `range` stands for.
  static func range(_ arguments: [QueryValue]) throws(QueryFailure) -> NumberRange {
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
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0 else {
      throw .runtime("ArgumentError", "NumberOutOfRange", "the step of range() cannot be 0")
    }
    return NumberRange(start: numbers[0], end: numbers[1], step: step)
  }
}

/// Whole numbers at equal distances, both ends included.
struct NumberRange: Sequence, IteratorProtocol {
  private var upcoming: Int64?
  private let start: Int64
  private let end: Int64
  private let step: Int64

  /// - Precondition: the step is not 0.
  init(start: Int64, end: Int64, step: Int64) {
    (self.start, self.end, self.step) = (start, end, step)
    upcoming = (step > 0 ? start <= end : start >= end) ? start : nil
  }

  /// How many numbers there are, or the greatest number where there are more.
  var count: Int {
    guard step > 0 ? start <= end : start >= end else { return 0 }
    let (low, high) = step > 0 ? (start, end) : (end, start)
    let distance = UInt64(bitPattern: high) &- UInt64(bitPattern: low)
    let (count, overflows) = (distance / step.magnitude).addingReportingOverflow(1)
    return overflows ? .max : Int(clamping: count)
  }

  mutating func next() -> Int64? {
    guard let number = upcoming else { return nil }
    let (following, overflows) = number.addingReportingOverflow(step)
    upcoming = overflows || (step > 0 ? following > end : following < end) ? nil : following
    return number
  }
}
