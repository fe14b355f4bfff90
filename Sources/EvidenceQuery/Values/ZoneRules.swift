/// The offsets of named time zones, which somebody who knows them supplies.
struct ZoneRules: Sendable {
  /// Seconds east of Greenwich of a zone at a second from 1970-01-01; `nil` for an unknown zone.
  let offset: @Sendable (_ zone: String, _ second: Int64) -> Int64?

  init(_ offset: @escaping @Sendable (String, Int64) -> Int64?) { self.offset = offset }

  private func known(_ zone: String, _ second: Int64) throws(QueryFailure) -> Int64 {
    if let offset = offset(zone, second) { return offset }
    throw .temporal("'\(zone)' is no time zone that is known here")
  }

  /// The value at the same instant on the clock of a zone.
  func moved(
    _ value: QueryTemporal,
    to zone: (name: String?, offset: Int64)
  ) throws(QueryFailure) -> QueryTemporal {
    var offset = zone.offset
    if let name = zone.name { offset = try known(name, value.epochSecond) }
    let local = value.epochSecond + offset
    return QueryTemporal(
      value.sort,
      day: CalendarDay(number: local.quotient(floored: 86_400)),
      nanosecond: local.remainder(floored: 86_400) * 1_000_000_000 + value.nanosecondOfSecond,
      offset: offset,
      zone: zone.name
    )
  }

  /// A date with time on the clock of a zone: of an hour that comes twice the first one, and of one
  /// that does not come the one that the clock shows instead.
  func dateTime(
    _ day: CalendarDay,
    _ nanosecond: Int64,
    zone: (name: String?, offset: Int64)
  ) throws(QueryFailure) -> QueryTemporal {
    let plain = QueryTemporal(.dateTime, day: day, nanosecond: nanosecond, offset: zone.offset)
    guard let name = zone.name else { return plain }
    let local = plain.localSecond
    let before = try known(name, local - 86_400 - (try known(name, local)))
    let after = try known(name, local + 86_400)
    if try known(name, local - before) == before || before == after {
      return QueryTemporal(
        .dateTime,
        day: day,
        nanosecond: nanosecond,
        offset: before,
        zone: name
      )
    }
    if try known(name, local - after) == after {
      return QueryTemporal(.dateTime, day: day, nanosecond: nanosecond, offset: after, zone: name)
    }
    let late = local + after - before
    return QueryTemporal(
      .dateTime,
      day: CalendarDay(number: late.quotient(floored: 86_400)),
      nanosecond: late.remainder(floored: 86_400) * 1_000_000_000 + plain.nanosecondOfSecond,
      offset: after,
      zone: name
    )
  }

  /// A value later by a duration.
  func adding(
    _ duration: QueryDuration,
    to value: QueryTemporal
  ) throws(QueryFailure) -> QueryTemporal {
    var day = value.day
    if value.sort.hasDate {
      day = day.adding(months: duration.months)
      day.number += duration.days
    }
    guard value.sort.hasTime else {
      return QueryTemporal(.date, day: CalendarDay(number: day.number + duration.seconds / 86_400))
    }
    var start = QueryTemporal(
      value.sort,
      day: day,
      nanosecond: value.nanosecond,
      offset: value.offset,
      zone: value.zone
    )
    if value.sort == .dateTime {
      start = try dateTime(day, value.nanosecond, zone: (value.zone, value.offset))
    }
    let nanoseconds = start.nanosecondOfSecond + duration.nanoseconds
    let local =
      start.localSecond + duration.seconds + nanoseconds.quotient(floored: 1_000_000_000)
    let moved = QueryTemporal(
      value.sort,
      day: CalendarDay(number: local.quotient(floored: 86_400)),
      nanosecond: local.remainder(floored: 86_400) * 1_000_000_000
        + nanoseconds.remainder(floored: 1_000_000_000),
      offset: start.offset,
      zone: start.zone
    )
    guard value.sort == .dateTime, let zone = value.zone else { return moved }
    return try self.moved(moved, to: (zone, start.offset))
  }
}

extension QueryFailure {
  static func temporal(_ message: String) -> QueryFailure {
    runtime("ArgumentError", "InvalidArgumentValue", message)
  }
}
