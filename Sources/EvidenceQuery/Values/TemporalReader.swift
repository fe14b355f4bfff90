/// Reads dates, times, zones and durations as ISO 8601 writes them.
enum TemporalReader {
  static func day(_ text: Substring) -> CalendarDay? {
    var text = text
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text = text.dropFirst() }
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
    func number(_ text: Substring?) -> Int64? {
      guard let text, !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      return Int64(text)
    }
    var year: Int64?
    var rest: Substring
    var last: Substring?
    if pieces.count > 1 {
      year = number(pieces[0])
      rest = pieces[1]
      last = pieces.count > 2 ? pieces[2] : nil
      if pieces.count > 3 { return nil }
    } else {
      year = number(text.prefix(4))
      rest = text.dropFirst(4)
      if rest.hasPrefix("W"), rest.count == 4 { last = rest.suffix(1) }
      if rest.hasPrefix("W") { rest = rest.prefix(3) }
      if !rest.hasPrefix("W"), rest.count == 4 {
        last = rest.suffix(2)
        rest = rest.prefix(2)
      }
    }
    guard var year else { return nil }
    if isNegative { year = -year }
    if rest.isEmpty, last == nil { return CalendarDay(year: year, month: 1, day: 1) }
    if rest.hasPrefix("W") {
      guard let week = number(rest.dropFirst()), (1...53).contains(week) else { return nil }
      let weekDay = last == nil ? 1 : number(last)
      return weekDay.map { CalendarDay(weekYear: year, week: week, weekDay: $0) }
    }
    guard let second = number(rest) else { return nil }
    if rest.count == 3, last == nil {
      guard (1...(CalendarDay.isLeap(year) ? 366 : 365)).contains(second) else { return nil }
      return CalendarDay(number: CalendarDay(year: year, month: 1, day: 1).number + second - 1)
    }
    guard (1...12).contains(second) else { return nil }
    guard let day = last == nil ? 1 : number(last),
      (1...CalendarDay.daysOfMonth(year, second)).contains(day)
    else { return nil }
    return CalendarDay(year: year, month: second, day: day)
  }

  /// Nanoseconds since midnight.
  static func time(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first else { return nil }
    let digits = first.filter { $0 != ":" }
    guard [2, 4, 6].contains(digits.count), digits.allSatisfy(\.isASCII),
      let number = Int64(digits)
    else { return nil }
    let padded = number * (digits.count == 2 ? 10_000 : digits.count == 4 ? 100 : 1)
    let (hour, minute, second) = (padded / 10_000, padded / 100 % 100, padded % 100)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    var result = ((hour * 60 + minute) * 60 + second) * 1_000_000_000
    if parts.count == 2 {
      let fraction = parts[1]
      guard (1...9).contains(fraction.count), let value = Int64(fraction), value >= 0 else {
        return nil
      }
      result += (fraction.count..<9).reduce(value) { value, _ in value * 10 }
    }
    return result
  }

  /// `Z`, `+01:00` and its like, or the name of a zone.
  static func zone(_ text: Substring) -> (name: String?, offset: Int64)? {
    if text == "Z" || text == "z" { return (nil, 0) }
    guard text.hasPrefix("+") || text.hasPrefix("-") else {
      return text.isEmpty ? nil : (String(text), 0)
    }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard [2, 4, 6].contains(digits.count), let number = Int64(digits), number >= 0 else {
      return nil
    }
    let padded = number * (digits.count == 2 ? 10_000 : digits.count == 4 ? 100 : 1)
    let seconds = (padded / 10_000 * 60 + padded / 100 % 100) * 60 + padded % 100
    guard seconds <= 18 * 3_600 else { return nil }
    return (nil, text.hasPrefix("-") ? -seconds : seconds)
  }

  /// A time with the zone behind it, if one is there.
  static func zoned(
    _ text: Substring
  ) -> (nanosecond: Int64, zone: (name: String?, offset: Int64)?)? {
    var text = text
    var name: String?
    if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") {
      name = String(text[text.index(after: bracket)...].dropLast())
      text = text[..<bracket]
    }
    let place = text.firstIndex { "Zz+-".contains($0) } ?? text.endIndex
    guard let nanosecond = time(text[..<place]) else { return nil }
    let offset = zone(text[place...])
    if place < text.endIndex, offset == nil { return nil }
    if let name { return (nanosecond, (name, offset?.offset ?? 0)) }
    return (nanosecond, offset)
  }

  static func duration(_ text: String) -> QueryDuration? {
    let isNegative = text.hasPrefix("-P")
    guard isNegative || text.hasPrefix("P") else { return nil }
    let body = text.dropFirst(isNegative ? 2 : 1)
    let halves = body.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    var result: QueryDuration?
    if halves[0].contains("-"), let date = dated(halves[0]), halves[0].first != "-" {
      let time = halves.count > 1 ? self.time(halves[1]) : 0
      result = time.map {
        QueryDuration(months: date.0 * 12 + date.1, days: date.2, nanoseconds: $0)
      }
    } else {
      var parts: [Character: Double] = [:]
      var isTime = false
      for half in halves {
        guard let values = numbers(half) else { return nil }
        for (letter, value) in values { parts[isTime && letter == "M" ? "m" : letter] = value }
        isTime = true
      }
      func part(_ letter: Character) -> Double { parts[letter] ?? 0 }
      guard parts.keys.allSatisfy({ "YMWDHmS".contains($0) }) else { return nil }
      result = QueryDuration(
        months: part("Y") * 12 + part("M"),
        days: part("W") * 7 + part("D"),
        seconds: part("H") * 3_600 + part("m") * 60 + part("S")
      )
    }
    return isNegative ? result.map { -$0 } : result
  }

  private static func dated(_ text: Substring) -> (Int64, Int64, Int64)? {
    let pieces = text.split(separator: "-").compactMap { Int64($0) }
    return pieces.count == 3 ? (pieces[0], pieces[1], pieces[2]) : nil
  }

  /// Numbers with the letter behind each.
  private static func numbers(_ text: Substring) -> [(Character, Double)]? {
    var result: [(Character, Double)] = []
    var digits = ""
    for character in text {
      if character.isNumber || "+-.,".contains(character) {
        digits.append(character == "," ? "." : character)
      } else {
        guard let value = Double(digits) else { return nil }
        result.append((character, value))
        digits = ""
      }
    }
    return digits.isEmpty ? result : nil
  }
}
