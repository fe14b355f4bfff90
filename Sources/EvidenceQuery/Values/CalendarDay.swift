/// A day of the Gregorian calendar, before 1582 too, as a number of days from 1970-01-01.
struct CalendarDay: Hashable, Sendable {
  var number: Int64

  init(number: Int64) { self.number = number }

  /// The day of a date (Hinnant 2013: days from civil).
  init(year: Int64, month: Int64, day: Int64) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// A day of a week by ISO 8601; Monday is 1.
  init(weekYear: Int64, week: Int64, weekDay: Int64) {
    let fourth = CalendarDay(year: weekYear, month: 1, day: 4)
    number = fourth.number - (fourth.weekDay - 1) + (week - 1) * 7 + weekDay - 1
  }

  /// The date of a day (Hinnant 2013: civil from days).
  var parts: (year: Int64, month: Int64, day: Int64) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted + (shifted < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Monday is 1.
  var weekDay: Int64 { (number + 3).remainder(floored: 7) + 1 }

  var ordinal: Int64 { number - CalendarDay(year: parts.year, month: 1, day: 1).number + 1 }

  var quarter: Int64 { (parts.month - 1) / 3 + 1 }

  var dayOfQuarter: Int64 {
    number - CalendarDay(year: parts.year, month: quarter * 3 - 2, day: 1).number + 1
  }

  /// The year to which the week belongs.
  var weekYear: Int64 { CalendarDay(number: number - weekDay + 4).parts.year }

  var week: Int64 {
    let first = CalendarDay(weekYear: weekYear, week: 1, weekDay: 1)
    return (number - first.number) / 7 + 1
  }

  static func daysOfMonth(_ year: Int64, _ month: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The day some months later; the last of its month where the month is too short.
  func adding(months: Int64) -> CalendarDay {
    let (year, month, day) = parts
    let total = year * 12 + month - 1 + months
    let (newYear, newMonth) = (total.quotient(floored: 12), total.remainder(floored: 12) + 1)
    return CalendarDay(
      year: newYear,
      month: newMonth,
      day: min(day, Self.daysOfMonth(newYear, newMonth))
    )
  }

  var text: String {
    let (year, month, day) = parts
    let digits = String(year.magnitude)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
    return "\(sign)\(padded)-\(month.twoDigits)-\(day.twoDigits)"
  }
}

extension Int64 {
  func quotient(floored divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }

  func remainder(floored divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }

  var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
