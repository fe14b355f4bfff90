extension QueryFunction {
  private static let sorts: [(name: String, sort: QueryTemporal.Sort)] = [
    ("date", .date), ("time", .time), ("localtime", .localTime), ("datetime", .dateTime),
    ("localdatetime", .localDateTime),
  ]

  static let temporal: [QueryFunction] =
    sorts.flatMap { name, sort in
      ["", ".transaction", ".statement", ".realtime"].map { clock in
        QueryFunction(name + clock, [.any], .temporal, arity: 0...1) {
          (arguments, context) throws(QueryFailure) in
          let maker = TemporalMaker(sort: sort, rules: context.zones)
          guard let value = arguments.first, clock.isEmpty else {
            let now = QueryTemporal.epoch(context.now.second, context.now.nanosecond)
            return .temporal(try maker.make(.temporal(now)))
          }
          return .temporal(try maker.make(value))
        }
      } + [
        QueryFunction(name + ".truncate", [.string, .temporal, .map], .temporal, arity: 2...3) {
          (arguments, context) throws(QueryFailure) in
          guard case .string(let unit) = arguments[0], case .temporal(let value) = arguments[1]
          else { throw wrong(name + ".truncate", arguments[1], "a unit and a date or time") }
          var map = QueryMap()
          if arguments.count > 2, case .map(let given) = arguments[2] { map = given }
          let maker = TemporalMaker(sort: sort, rules: context.zones)
          return .temporal(try maker.truncate(unit, value, map))
        }
      ]
    } + [
      QueryFunction("datetime.fromepoch", [.number, .number], .temporal) {
        (arguments, _) throws(QueryFailure) in
        guard case .integer(let second) = arguments[0], case .integer(let rest) = arguments[1]
        else {
          throw wrong("datetime.fromepoch", arguments[0], "whole numbers")
        }
        return .temporal(.epoch(second, rest))
      },
      QueryFunction("datetime.fromepochmillis", [.number], .temporal) {
        (arguments, _) throws(QueryFailure) in
        guard case .integer(let millis) = arguments[0] else {
          throw wrong("datetime.fromepochmillis", arguments[0], "a whole number")
        }
        return .temporal(
          .epoch(
            millis.quotient(floored: 1_000),
            millis.remainder(floored: 1_000) * 1_000_000
          )
        )
      },
      QueryFunction("duration", [[.string, .map, .duration]], .duration) {
        (arguments, _) throws(QueryFailure) in
        switch arguments[0] {
        case .duration: return arguments[0]
        case .string(let text):
          guard let duration = TemporalReader.duration(text) else {
            throw QueryFailure.temporal("'\(text)' is no duration")
          }
          return .duration(duration)
        case .map(let map): return .duration(try duration(of: map))
        default: throw wrong("duration", arguments[0], "a text or a map")
        }
      },
      span("duration.between") { span throws(QueryFailure) in try span.between() },
      span("duration.inMonths") { span throws(QueryFailure) in span.inMonths() },
      span("duration.inDays") { span throws(QueryFailure) in span.inDays() },
      span("duration.inSeconds") { span throws(QueryFailure) in span.inSeconds() },
    ]

  private static func span(
    _ name: String,
    _ body: @escaping @Sendable (TemporalSpan) throws(QueryFailure) -> QueryDuration
  ) -> QueryFunction {
    QueryFunction(name, [.temporal, .temporal], .duration) {
      (arguments, context) throws(QueryFailure) in
      guard case .temporal(let first) = arguments[0], case .temporal(let second) = arguments[1]
      else { throw wrong(name, arguments[0], "two dates or times") }
      return .duration(try body(try TemporalSpan(first, second, context.zones)))
    }
  }

  private static let units: [String: (months: Double, days: Double, seconds: Double)] = [
    "years": (12, 0, 0), "quarters": (3, 0, 0), "months": (1, 0, 0), "weeks": (0, 7, 0),
    "days": (0, 1, 0), "hours": (0, 0, 3_600), "minutes": (0, 0, 60), "seconds": (0, 0, 1),
    "milliseconds": (0, 0, 1e-3), "microseconds": (0, 0, 1e-6), "nanoseconds": (0, 0, 1e-9),
  ]

  private static func duration(of map: QueryMap) throws(QueryFailure) -> QueryDuration {
    var (months, days, seconds) = (0.0, 0.0, 0.0)
    var whole: (months: Int64, days: Int64, seconds: Int64, nanoseconds: Int64) = (0, 0, 0, 0)
    for pair in map.pairs {
      guard let unit = units[pair.name] else {
        throw QueryFailure.temporal("a duration has no '\(pair.name)'")
      }
      switch pair.value {
      case .integer(let number):
        // Whole numbers keep all their digits.
        switch pair.name {
        case "milliseconds", "microseconds", "nanoseconds":
          let size: Int64 =
            pair.name == "milliseconds"
            ? 1_000 : pair.name == "microseconds" ? 1_000_000 : 1_000_000_000
          whole.seconds += number / size
          whole.nanoseconds += number % size * (1_000_000_000 / size)
        default:
          whole.months += number * Int64(unit.months)
          whole.days += number * Int64(unit.days)
          whole.seconds += number * Int64(unit.seconds)
        }
      case .float(let number):
        months += number * unit.months
        days += number * unit.days
        seconds += number * unit.seconds
      default: throw QueryFailure.temporal("'\(pair.name)' is a number, not \(pair.value.sort)")
      }
    }
    return QueryDuration(months: months, days: days, seconds: seconds, whole: whole)
  }
}

extension QueryTemporal {
  /// An instant in Greenwich.
  static func epoch(_ second: Int64, _ nanosecond: Int64) -> QueryTemporal {
    let whole = second + nanosecond.quotient(floored: 1_000_000_000)
    return QueryTemporal(
      .dateTime,
      day: CalendarDay(number: whole.quotient(floored: 86_400)),
      nanosecond: whole.remainder(floored: 86_400) * 1_000_000_000
        + nanosecond.remainder(floored: 1_000_000_000)
    )
  }
}
