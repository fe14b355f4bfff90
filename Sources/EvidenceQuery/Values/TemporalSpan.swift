/// What lies between two dates or times.
struct TemporalSpan {
  private let rules: ZoneRules
  private let first: QueryTemporal
  private let second: QueryTemporal
  /// Whether both have a date of their own.
  private let isDated: Bool
  private let isZoned: Bool

  /// One without a date is of the day of the other; one without a zone is on the clock of the other.
  init(
    _ first: QueryTemporal,
    _ second: QueryTemporal,
    _ rules: ZoneRules
  ) throws(QueryFailure) {
    self.rules = rules
    isDated = first.sort.hasDate && second.sort.hasDate
    isZoned = first.sort.hasZone || second.sort.hasZone
    let dayOfFirst = first.sort.hasDate ? first.day : second.day
    let dayOfSecond = second.sort.hasDate ? second.day : first.day
    func zone(_ value: QueryTemporal, _ other: QueryTemporal) -> (name: String?, offset: Int64) {
      value.sort.hasZone ? (value.zone, value.offset) : (other.zone, other.offset)
    }
    let zoneOfFirst = zone(first, second)
    let start = try rules.dateTime(dayOfFirst, first.nanosecond, zone: zoneOfFirst)
    let end = try rules.dateTime(dayOfSecond, second.nanosecond, zone: zone(second, first))
    self.first = start
    self.second = try rules.moved(end, to: (start.zone, start.offset))
  }

  /// Months, days and seconds, each as many as there are whole ones.
  func between() throws(QueryFailure) -> QueryDuration {
    guard isDated else { return inSeconds() }
    let months = wholeMonths
    let later = try rules.adding(QueryDuration(months: months), to: first)
    let days = Self.wholeDays(from: later, to: second)
    let last = try rules.adding(QueryDuration(days: days), to: later)
    return QueryDuration(
      months: months,
      days: days,
      seconds: second.epochSecond - last.epochSecond,
      nanoseconds: second.nanosecondOfSecond - last.nanosecondOfSecond
    )
  }

  func inMonths() -> QueryDuration { QueryDuration(months: isDated ? wholeMonths : 0) }

  func inDays() -> QueryDuration {
    QueryDuration(days: isDated ? Self.wholeDays(from: first, to: second) : 0)
  }

  func inSeconds() -> QueryDuration {
    QueryDuration(
      seconds: second.epochSecond - first.epochSecond,
      nanoseconds: second.nanosecondOfSecond - first.nanosecondOfSecond
    )
  }

  private var wholeMonths: Int64 {
    let (a, b) = (first.day.parts, second.day.parts)
    var months = (b.year - a.year) * 12 + b.month - a.month
    func rest(_ day: Int64, _ nanosecond: Int64) -> (Int64, Int64) { (day, nanosecond) }
    let (start, end) = (rest(a.day, first.nanosecond), rest(b.day, second.nanosecond))
    if months > 0, end < start { months -= 1 }
    if months < 0, end > start { months += 1 }
    return months
  }

  private static func wholeDays(from first: QueryTemporal, to second: QueryTemporal) -> Int64 {
    var days = second.day.number - first.day.number
    if days > 0, second.nanosecond < first.nanosecond { days -= 1 }
    if days < 0, second.nanosecond > first.nanosecond { days += 1 }
    return days
  }
}
