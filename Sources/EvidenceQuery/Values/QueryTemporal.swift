/// A date, a time of day, or both, with a time zone or without.
public struct QueryTemporal: Hashable, Sendable {
  /// What it says.
  public enum Sort: String, Hashable, Sendable, CaseIterable {
    // In the order in which they are sorted.
    case dateTime = "a date with time and zone"
    case localDateTime = "a date with time"
    case date = "a date"
    case time = "a time with zone"
    case localTime = "a time"

    var hasDate: Bool { self == .dateTime || self == .localDateTime || self == .date }
    var hasTime: Bool { self != .date }
    var hasZone: Bool { self == .dateTime || self == .time }
  }

  public let sort: Sort
  /// 1970-01-01 where there is no date.
  var day: CalendarDay
  /// Since midnight, where it is; 0 where there is no time.
  var nanosecond: Int64
  /// East of Greenwich, in seconds.
  var offset: Int64
  /// The name of the zone, where it is not an offset alone.
  var zone: String?

  static let nanosecondsOfDay: Int64 = 86_400_000_000_000

  init(
    _ sort: Sort,
    day: CalendarDay = CalendarDay(number: 0),
    nanosecond: Int64 = 0,
    offset: Int64 = 0,
    zone: String? = nil
  ) {
    self.sort = sort
    self.day = sort.hasDate ? day : CalendarDay(number: 0)
    self.nanosecond = sort.hasTime ? nanosecond : 0
    self.offset = sort.hasZone ? offset : 0
    self.zone = sort == .dateTime ? zone : nil
  }

  /// Seconds from 1970-01-01 on the clock where it is.
  var localSecond: Int64 {
    day.number * 86_400 + nanosecond.quotient(floored: 1_000_000_000)
  }

  /// Seconds from 1970-01-01 in Greenwich.
  var epochSecond: Int64 { localSecond - offset }

  var nanosecondOfSecond: Int64 { nanosecond.remainder(floored: 1_000_000_000) }

  /// The value as ISO 8601 writes it.
  public var text: String {
    var text = ""
    if sort.hasDate { text += day.text }
    if sort.hasDate, sort.hasTime { text += "T" }
    if sort.hasTime { text += timeText }
    if sort.hasZone { text += Self.text(offset: offset) }
    if let zone { text += "[\(zone)]" }
    return text
  }

  private var timeText: String {
    let seconds = nanosecond / 1_000_000_000
    let fraction = nanosecondOfSecond
    var text = "\((seconds / 3_600).twoDigits):\((seconds / 60 % 60).twoDigits)"
    if seconds % 60 > 0 || fraction > 0 { text += ":\((seconds % 60).twoDigits)" }
    if fraction > 0 {
      var digits = String(String(1_000_000_000 + fraction).dropFirst())
      while digits.hasSuffix("000") { digits.removeLast(3) }
      text += ".\(digits)"
    }
    return text
  }

  static func text(offset: Int64) -> String {
    if offset == 0 { return "Z" }
    let size = abs(offset)
    let seconds = size % 60 > 0 ? ":\((size % 60).twoDigits)" : ""
    return "\(offset < 0 ? "-" : "+")\((size / 3_600).twoDigits):\((size / 60 % 60).twoDigits)"
      + seconds
  }

  /// Below 0 where it comes before another one of its sort.
  func order(to other: QueryTemporal) -> Int {
    func sign(_ a: Int64, _ b: Int64) -> Int { a == b ? 0 : a < b ? -1 : 1 }
    let first = sign(epochSecond, other.epochSecond)
    if first != 0 { return first }
    let second = sign(nanosecondOfSecond, other.nanosecondOfSecond)
    if second != 0 { return second }
    let third = sign(offset, other.offset)
    if third != 0 || zone == other.zone { return third }
    return (zone ?? "").precedes(other.zone ?? "") ? -1 : 1
  }

  /// A part of it, by its name; `nil` where it has none such.
  func component(_ name: String) -> QueryValue? {
    if sort.hasDate, let number = dateComponent(name) { return .integer(number) }
    if sort.hasTime {
      switch name {
      case "hour": return .integer(nanosecond / 3_600_000_000_000)
      case "minute": return .integer(nanosecond / 60_000_000_000 % 60)
      case "second": return .integer(nanosecond / 1_000_000_000 % 60)
      case "millisecond": return .integer(nanosecondOfSecond / 1_000_000)
      case "microsecond": return .integer(nanosecondOfSecond / 1_000)
      case "nanosecond": return .integer(nanosecondOfSecond)
      default: break
      }
    }
    if sort.hasZone {
      switch name {
      case "timezone": return .string(zone ?? Self.text(offset: offset))
      case "offset": return .string(Self.text(offset: offset))
      case "offsetMinutes": return .integer(offset / 60)
      case "offsetSeconds": return .integer(offset)
      default: break
      }
    }
    guard sort == .dateTime else { return nil }
    switch name {
    case "epochSeconds": return .integer(epochSecond)
    case "epochMillis": return .integer(epochSecond * 1_000 + nanosecondOfSecond / 1_000_000)
    default: return nil
    }
  }

  private func dateComponent(_ name: String) -> Int64? {
    switch name {
    case "year": day.parts.year
    case "quarter": day.quarter
    case "month": day.parts.month
    case "week": day.week
    case "weekYear": day.weekYear
    case "day": day.parts.day
    case "ordinalDay": day.ordinal
    case "weekDay", "dayOfWeek": day.weekDay
    case "dayOfQuarter": day.dayOfQuarter
    default: nil
    }
  }
}

extension String {
  fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
