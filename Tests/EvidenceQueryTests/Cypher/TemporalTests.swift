import EvidenceCore
import Foundation
import Testing

@testable import EvidenceQuery

/// Dates and times made of one another, and cut short.
@Suite struct TemporalTests {
  static func value(_ expression: String, header: GraphHeader = GraphHeader()) throws -> String {
    var options = QueryOptions()
    options.zoneOffset = { zone, second in
      TimeZone(identifier: zone).map {
        Int64($0.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
      }
    }
    let graph = try GraphBuilder(header: header).build()
    let rows = try CypherQuery("RETURN toString(\(expression))").run(on: graph, options: options)
    guard case .string(let text)? = rows.rows.first?.first else { return "null" }
    return text
  }

  static let date = "date({year: 1984, month: 11, day: 11})"
  static let local = """
    localdatetime({year: 1984, month: 11, day: 11, hour: 12, minute: 31, second: 14, \
    nanosecond: 645876123})
    """
  static let zoned = """
    datetime({year: 1984, month: 11, day: 11, hour: 12, minute: 31, second: 14, \
    nanosecond: 645876123, timezone: '+01:00'})
    """

  @Test(
    "a part taken over from another value can be changed",
    arguments: [
      ("date(\(date))", "1984-11-11"), ("date(\(zoned))", "1984-11-11"),
      ("date({date: \(local), year: 28})", "0028-11-11"),
      ("date({date: \(zoned), day: 28})", "1984-11-28"),
      ("date({date: \(date), week: 1})", "1984-01-08"),
      ("date({date: \(date), ordinalDay: 28})", "1984-01-28"),
      ("date({date: \(date), quarter: 3})", "1984-08-11"),
      ("localtime(\(zoned))", "12:31:14.645876123"),
      ("localtime({time: \(local), second: 42})", "12:31:42.645876123"),
      ("time(\(local))", "12:31:14.645876123Z"),
      ("time(\(zoned))", "12:31:14.645876123+01:00"),
      ("time({time: \(local), timezone: '+05:00'})", "12:31:14.645876123+05:00"),
      ("time({time: \(zoned), second: 42, timezone: '+05:00'})", "16:31:42.645876123+05:00"),
      ("localdatetime({date: \(zoned), hour: 10, minute: 10})", "1984-11-11T10:10"),
      (
        "localdatetime({year: 2000, month: 1, day: 2, time: \(zoned), second: 42})",
        "2000-01-02T12:31:42.645876123"
      ),
      (
        "localdatetime({date: \(date), time: time('10:35-08:00'), day: 28})",
        "1984-11-28T10:35"
      ),
      ("localdatetime({datetime: \(zoned), day: 28})", "1984-11-28T12:31:14.645876123"),
      ("datetime({date: \(zoned), hour: 10})", "1984-11-11T10:00Z"),
      ("datetime({date: \(zoned), hour: 10, timezone: '+05:00'})", "1984-11-11T10:00+05:00"),
      (
        "datetime({year: 1984, month: 10, day: 11, time: \(zoned), second: 42, "
          + "timezone: 'Pacific/Honolulu'})",
        "1984-10-11T01:31:42.645876123-10:00[Pacific/Honolulu]"
      ),
      (
        "datetime({datetime: \(zoned), day: 28, second: 42, timezone: 'Pacific/Honolulu'})",
        "1984-11-28T01:31:42.645876123-10:00[Pacific/Honolulu]"
      ),
      ("datetime({datetime: \(local), timezone: '+05:00'})", "1984-11-11T12:31:14.645876123+05:00"),
      ("datetime(\(local))", "1984-11-11T12:31:14.645876123Z"),
    ]
  )
  func partsAreTakenOver(expression: String, text: String) throws {
    #expect(try Self.value(expression) == text)
  }

  @Test(
    "a value is cut at a unit, and parts are set",
    arguments: [
      ("date.truncate('millennium', date('2017-10-11'), {day: 2})", "2000-01-02"),
      ("date.truncate('century', date('1984-10-11'))", "1900-01-01"),
      ("date.truncate('decade', \(local), {day: 2})", "1980-01-02"),
      ("date.truncate('weekYear', date('1984-01-01'), {day: 5})", "1983-01-05"),
      ("date.truncate('quarter', \(zoned))", "1984-10-01"),
      ("date.truncate('week', \(date), {dayOfWeek: 2})", "1984-11-06"),
      (
        "datetime.truncate('millennium', \(zoned), {timezone: 'Europe/Stockholm'})",
        "1000-01-01T00:00+00:53:28[Europe/Stockholm]"
      ),
      (
        "datetime.truncate('hour', \(zoned), {nanosecond: 2})",
        "1984-11-11T12:00:00.000000002+01:00"
      ),
      ("datetime.truncate('day', \(date), {nanosecond: 2})", "1984-11-11T00:00:00.000000002Z"),
      (
        "localdatetime.truncate('millisecond', \(local), {nanosecond: 2})",
        "1984-11-11T12:31:14.645000002"
      ),
      ("localdatetime.truncate('month', \(date), {day: 5})", "1984-11-05T00:00"),
      ("localtime.truncate('microsecond', \(zoned))", "12:31:14.645876"),
      ("time.truncate('minute', \(zoned), {second: 3})", "12:31:03+01:00"),
      ("time.truncate('day', \(local), {timezone: '+01:00'})", "00:00+01:00"),
    ]
  )
  func valuesAreCut(expression: String, text: String) throws {
    #expect(try Self.value(expression) == text)
  }

  @Test("today is the as-of date of the graph") func todayIsTheAsOfDate() throws {
    let header = GraphHeader(asOf: "2025-12-03")
    #expect(try Self.value("date()", header: header) == "2025-12-03")
    #expect(try Self.value("date().year - 1", header: header) == "2024")
  }

  @Test("a day is the same by every way of naming it", arguments: -200..<200)
  func daysAgree(step: Int64) {
    let day = CalendarDay(number: step * 3_653 + step)
    let (year, month, date) = day.parts
    #expect(CalendarDay(year: year, month: month, day: date) == day)
    #expect(CalendarDay(weekYear: day.weekYear, week: day.week, weekDay: day.weekDay) == day)
    #expect((1...53).contains(day.week) && (1...7).contains(day.weekDay))
    #expect(TemporalReader.day(day.text[...]) == day)
    #expect(CalendarDay(number: day.number + 7).weekDay == day.weekDay)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "date('2024-13-01')", "date('2023-02-29')", "date('today')", "localtime('25:00')",
      "duration('five')", "date({month: 1})", "date({year: 2024, month: 2, day: 30})",
      "date.truncate('fortnight', date())", "datetime('2024-01-01T00:00[Nowhere/Here]')",
    ]
  )
  func wrongDatesAreRefused(expression: String) {
    #expect(throws: EvidenceError.self) { try Self.value(expression) }
  }
}
