/// Makes dates and times of maps, texts and one another.
struct TemporalMaker {
  typealias Zone = (name: String?, offset: Int64)

  let sort: QueryTemporal.Sort
  let rules: ZoneRules

  /// A value of whatever a person gives.
  func make(_ value: QueryValue) throws(QueryFailure) -> QueryTemporal {
    switch value {
    case .temporal(let other): return try project(other)
    case .string(let text): return try read(text)
    case .map(let map): return try build(map, base: nil)
    default: throw .wrongType("\(sort.rawValue) is not made of \(value.sort)")
    }
  }

  private func project(_ other: QueryTemporal) throws(QueryFailure) -> QueryTemporal {
    if sort.hasDate, !other.sort.hasDate { throw .temporal("\(other.text) has no date") }
    if sort == .dateTime {
      return try rules.dateTime(other.day, other.nanosecond, zone: (other.zone, other.offset))
    }
    return QueryTemporal(
      sort,
      day: other.day,
      nanosecond: other.nanosecond,
      offset: other.offset
    )
  }

  private func read(_ text: String) throws(QueryFailure) -> QueryTemporal {
    let failure = QueryFailure.temporal("'\(text)' is not \(sort.rawValue)")
    var day = CalendarDay(number: 0)
    var rest = text[...]
    if sort.hasDate {
      let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = halves.first, let date = TemporalReader.day(first) else { throw failure }
      day = date
      rest = halves.count > 1 ? halves[1] : ""
      if sort == .date, halves.count > 1 { throw failure }
    }
    guard sort.hasTime, !rest.isEmpty else {
      if !sort.hasDate { throw failure }
      return sort == .dateTime
        ? try rules.dateTime(day, 0, zone: (nil, 0)) : QueryTemporal(sort, day: day)
    }
    guard let (nanosecond, zone) = TemporalReader.zoned(rest), sort.hasZone || zone == nil else {
      throw failure
    }
    if sort == .dateTime { return try rules.dateTime(day, nanosecond, zone: zone ?? (nil, 0)) }
    return QueryTemporal(sort, day: day, nanosecond: nanosecond, offset: zone?.offset ?? 0)
  }

  /// A value of parts by their names.
  ///
  /// - Parameter base: what the parts change, where a value was cut short before.
  func build(
    _ map: QueryMap,
    base: QueryTemporal?
  ) throws(QueryFailure) -> QueryTemporal {
    var (date, time) = (base, base)
    if base == nil { (date, time) = (try part("date", map), try part("time", map)) }
    var zone: Zone = (nil, 0)
    var clock = time
    if let time, time.sort.hasZone { zone = (time.zone, time.offset) }
    if let given = map["timezone"], sort.hasZone {
      guard case .string(let text) = given, let wanted = TemporalReader.zone(text[...]) else {
        throw .temporal("the time zone is a text such as '+01:00' or 'Europe/Stockholm'")
      }
      if base == nil, let time, time.sort.hasZone {
        clock = try moved(time, to: wanted, map, date)
      }
      zone = wanted
    }
    var day = CalendarDay(number: 0)
    if sort.hasDate {
      let isWhole = map["datetime"] != nil && date != nil
      day = try self.day(map, base: isWhole && clock?.sort.hasDate == true ? clock : date)
    }
    let nanosecond = sort.hasTime ? try self.time(map, base: clock, isCut: base != nil) : 0
    if sort == .dateTime { return try rules.dateTime(day, nanosecond, zone: zone) }
    if sort == .time, let name = zone.name {
      zone = (nil, try rules.dateTime(day, nanosecond, zone: (name, 0)).offset)
    }
    return QueryTemporal(sort, day: day, nanosecond: nanosecond, offset: zone.offset)
  }

  /// The same instant in another zone; of a time alone on the day that is asked for.
  private func moved(
    _ time: QueryTemporal,
    to zone: Zone,
    _ map: QueryMap,
    _ date: QueryTemporal?
  ) throws(QueryFailure) -> QueryTemporal {
    guard sort.hasDate, map["datetime"] == nil else { return try rules.moved(time, to: zone) }
    let day = try self.day(map, base: date)
    let placed = QueryTemporal(
      .dateTime,
      day: day,
      nanosecond: time.nanosecond,
      offset: time.offset,
      zone: time.zone
    )
    return try rules.moved(placed, to: zone)
  }

  private func part(_ name: String, _ map: QueryMap) throws(QueryFailure) -> QueryTemporal? {
    guard let value = map[name] ?? map["datetime"] else { return nil }
    guard case .temporal(let other) = value else {
      throw .temporal("'\(name)' is a date or a time, not \(value.sort)")
    }
    return other
  }

  private func number(_ name: String, _ map: QueryMap) throws(QueryFailure) -> Int64? {
    guard let value = map[name] else { return nil }
    guard case .integer(let number) = value else {
      throw .temporal("'\(name)' is a whole number, not \(value.sort)")
    }
    return number
  }

  private func number(
    _ name: String,
    _ map: QueryMap,
    in range: ClosedRange<Int64>
  ) throws(QueryFailure) -> Int64? {
    guard let number = try number(name, map) else { return nil }
    guard range.contains(number) else {
      throw .temporal("'\(name)' is from \(range.lowerBound) to \(range.upperBound), not \(number)")
    }
    return number
  }

  private func day(
    _ map: QueryMap,
    base: QueryTemporal?
  ) throws(QueryFailure) -> CalendarDay {
    let known = base?.sort.hasDate == true ? base?.day : nil
    let year = try number("year", map, in: -999_999_999...999_999_999)
    guard let anyYear = year ?? known?.parts.year else { throw .temporal("the year is missing") }
    let weekDay = try number("dayOfWeek", map, in: 1...7)
    if let week = try number("week", map, in: 1...53) ?? (weekDay == nil ? nil : known?.week ?? 1) {
      return CalendarDay(
        weekYear: year ?? known?.weekYear ?? anyYear,
        week: week,
        weekDay: weekDay ?? known?.weekDay ?? 1
      )
    }
    if let ordinal = try number("ordinalDay", map, in: 1...366) {
      return CalendarDay(
        number: CalendarDay(year: anyYear, month: 1, day: 1).number + ordinal - 1
      )
    }
    let dayOfQuarter = try number("dayOfQuarter", map, in: 1...92)
    let quarter = try number("quarter", map, in: 1...4)
    if quarter != nil || dayOfQuarter != nil {
      let first = (quarter ?? known?.quarter ?? 1) * 3 - 2
      let start = CalendarDay(year: anyYear, month: first, day: 1)
      return CalendarDay(number: start.number + (dayOfQuarter ?? known?.dayOfQuarter ?? 1) - 1)
    }
    let month = try number("month", map, in: 1...12) ?? known?.parts.month ?? 1
    let last = CalendarDay.daysOfMonth(anyYear, month)
    let day = try number("day", map, in: 1...31)
    if let day, day > last { throw .temporal("the month has no day \(day)") }
    return CalendarDay(
      year: anyYear,
      month: month,
      day: day ?? min(known?.parts.day ?? 1, last)
    )
  }

  private func time(
    _ map: QueryMap,
    base: QueryTemporal?,
    isCut: Bool
  ) throws(QueryFailure) -> Int64 {
    let known = base?.sort.hasTime == true ? base?.nanosecond ?? 0 : 0
    let hour = try number("hour", map, in: 0...23) ?? known / 3_600_000_000_000
    let minute = try number("minute", map, in: 0...59) ?? known / 60_000_000_000 % 60
    let second = try number("second", map, in: 0...59) ?? known / 1_000_000_000 % 60
    let milliseconds = try number("millisecond", map, in: 0...999)
    let microseconds = try number("microsecond", map, in: 0...999_999)
    let nanoseconds = try number("nanosecond", map, in: 0...999_999_999)
    var fraction = known % 1_000_000_000
    if milliseconds != nil || microseconds != nil || nanoseconds != nil {
      let given =
        (milliseconds ?? 0) * 1_000_000 + (microseconds ?? 0) * 1_000 + (nanoseconds ?? 0)
      fraction = isCut ? fraction + given : given
    }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + fraction
  }

  // MARK: Cutting short

  /// The beginning of the unit that a value lies in, with some parts set.
  func truncate(
    _ unit: String,
    _ value: QueryTemporal,
    _ map: QueryMap
  ) throws(QueryFailure) -> QueryTemporal {
    var (day, nanosecond) = (value.day, value.nanosecond)
    let year = day.parts.year
    func first(of year: Int64) -> CalendarDay { CalendarDay(year: year, month: 1, day: 1) }
    func down(_ size: Int64) -> CalendarDay { first(of: year.quotient(floored: size) * size) }
    let sizes: [String: Int64] = [
      "hour": 3_600_000_000_000, "minute": 60_000_000_000, "second": 1_000_000_000,
      "millisecond": 1_000_000, "microsecond": 1_000,
    ]
    if let size = sizes[unit.lowercased()] {
      nanosecond -= nanosecond % size
    } else {
      nanosecond = 0
      switch unit.lowercased() {
      case "millennium": day = down(1_000)
      case "century": day = down(100)
      case "decade": day = down(10)
      case "year": day = first(of: year)
      case "weekyear": day = CalendarDay(weekYear: day.weekYear, week: 1, weekDay: 1)
      case "quarter": day = CalendarDay(year: year, month: day.quarter * 3 - 2, day: 1)
      case "month": day = CalendarDay(year: year, month: day.parts.month, day: 1)
      case "week": day.number -= day.weekDay - 1
      case "day": break
      default: throw .temporal("there is no unit '\(unit)' to cut at")
      }
    }
    if sort.hasDate, !value.sort.hasDate { throw .temporal("\(value.text) has no date") }
    var cut = QueryTemporal(
      sort,
      day: day,
      nanosecond: nanosecond,
      offset: value.offset,
      zone: value.zone
    )
    if sort == .dateTime {
      cut = try rules.dateTime(day, nanosecond, zone: (value.zone, value.offset))
    }
    return map.count == 0 ? cut : try build(map, base: cut)
  }
}
