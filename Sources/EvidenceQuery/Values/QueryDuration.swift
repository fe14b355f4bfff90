/// A length of time: months, days and seconds, which are not the same everywhere.
public struct QueryDuration: Hashable, Sendable {
  public let months: Int64
  public let days: Int64
  public let seconds: Int64
  /// From 0 up to 999,999,999: of −0.1 s the seconds are −1.
  public let nanoseconds: Int64

  /// Seconds of an average month.
  private static let secondsOfMonth = 2_629_746.0

  /// Makes a duration; nanoseconds beyond a second go into the seconds.
  public init(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds &+ nanoseconds.quotient(floored: 1_000_000_000)
    self.nanoseconds = nanoseconds.remainder(floored: 1_000_000_000)
  }

  /// Makes a duration of parts that may have decimals: what is left of months goes into days, and
  /// what is left of days into seconds.
  init(
    months: Double,
    days: Double,
    seconds: Double,
    whole: (months: Int64, days: Int64, seconds: Int64, nanoseconds: Int64) = (0, 0, 0, 0)
  ) {
    let wholeMonths = months.rounded(.towardZero)
    let monthSeconds = (months - wholeMonths) * Self.secondsOfMonth
    let monthDays = (monthSeconds / 86_400).rounded(.towardZero)
    let wholeDays = days.rounded(.towardZero)
    let rest = monthSeconds - monthDays * 86_400 + (days - wholeDays) * 86_400
    let restSeconds = rest.rounded(.towardZero)
    let ownSeconds = seconds.rounded(.towardZero)
    let nanoseconds = ((rest - restSeconds) * 1e9 + (seconds - ownSeconds) * 1e9).rounded()
    self.init(
      months: whole.months + Self.clamped(wholeMonths),
      days: whole.days + Self.clamped(wholeDays + monthDays),
      seconds: whole.seconds + Self.clamped(restSeconds + ownSeconds),
      nanoseconds: whole.nanoseconds + Self.clamped(nanoseconds)
    )
  }

  private static func clamped(_ value: Double) -> Int64 {
    value.isNaN ? 0 : Int64(max(-9e18, min(9e18, value)))
  }

  /// The duration as ISO 8601 writes it.
  public var text: String {
    var text = "P"
    func add(_ number: Int64, _ letter: String) { if number != 0 { text += "\(number)\(letter)" } }
    add(months / 12, "Y")
    add(months % 12, "M")
    add(days, "D")
    // One sign for seconds and what is below them.
    let isNegative = seconds < 0 && nanoseconds > 0
    let whole = isNegative ? seconds + 1 : seconds
    let fraction = isNegative ? 1_000_000_000 - nanoseconds : nanoseconds
    guard whole != 0 || fraction != 0 else { return text == "P" ? "PT0S" : text }
    text += "T"
    add(whole / 3_600, "H")
    add(whole / 60 % 60, "M")
    let rest = whole % 60
    if rest != 0 || fraction != 0 {
      text += (rest == 0 && isNegative ? "-0" : "\(rest)")
      if fraction != 0 {
        var digits = String(String(1_000_000_000 + fraction).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        text += ".\(digits)"
      }
      text += "S"
    }
    return text
  }

  /// About how long it is, by which durations are sorted.
  var length: Double {
    Double(months) * Self.secondsOfMonth + Double(days) * 86_400 + Double(seconds)
      + Double(nanoseconds) / 1e9
  }

  static func + (a: QueryDuration, b: QueryDuration) -> QueryDuration {
    QueryDuration(
      months: a.months &+ b.months,
      days: a.days &+ b.days,
      seconds: a.seconds &+ b.seconds,
      nanoseconds: a.nanoseconds + b.nanoseconds
    )
  }

  static prefix func - (a: QueryDuration) -> QueryDuration {
    QueryDuration(
      months: 0 &- a.months,
      days: 0 &- a.days,
      seconds: 0 &- a.seconds,
      nanoseconds: -a.nanoseconds
    )
  }

  func times(_ factor: Double) -> QueryDuration {
    let nanosecond = (Double(nanoseconds) * factor).rounded(.towardZero)
    let part = QueryDuration(
      months: Double(months) * factor,
      days: Double(days) * factor,
      seconds: Double(seconds) * factor
    )
    return part + QueryDuration(nanoseconds: Self.clamped(nanosecond))
  }

  /// A part of it, by its name; `nil` where it has none such.
  func component(_ name: String) -> Int64? {
    switch name {
    case "years": months / 12
    case "quarters": months / 3
    case "months": months
    case "weeks": days / 7
    case "days": days
    case "hours": seconds / 3_600
    case "minutes": seconds / 60
    case "seconds": seconds
    case "milliseconds": seconds &* 1_000 &+ nanoseconds / 1_000_000
    case "microseconds": seconds &* 1_000_000 &+ nanoseconds / 1_000
    case "nanoseconds": seconds &* 1_000_000_000 &+ nanoseconds
    case "quartersOfYear": months / 3 % 4
    case "monthsOfQuarter": months % 3
    case "monthsOfYear": months % 12
    case "daysOfWeek": days % 7
    case "minutesOfHour": seconds / 60 % 60
    case "secondsOfMinute": seconds % 60
    case "millisecondsOfSecond": nanoseconds / 1_000_000
    case "microsecondsOfSecond": nanoseconds / 1_000
    case "nanosecondsOfSecond": nanoseconds
    default: nil
    }
  }
}
