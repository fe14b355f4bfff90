/// Numbers pairs of numbers, the first pair 0.
///
/// It is a hash table with open addressing: half as many pairs as places at most.
final class PairNumbers {
  private struct Place {
    var pair: UInt64 = 0
    /// Below 0: the place is free.
    var number: Int32 = -1
  }

  @exclusivity(unchecked) private var places = [Place](repeating: Place(), count: 16)
  @exclusivity(unchecked) private var count = 0

  /// The number of a pair, a new one where it was not met before.
  ///
  /// - Complexity: O(1), amortised.
  func number(_ a: Int32, _ b: Int32) -> Int32 {
    if count * 2 >= places.count { grow() }
    return Self.number(a, b, &places, &count)
  }

  /// Replaces each first number by that of the pair which it makes with the second one.
  ///
  /// - Complexity: O(1) a pair, amortised.
  func number(_ firsts: inout [Int32], _ seconds: [Int32]) {
    var row = 0
    while row < firsts.count {
      if count * 2 >= places.count { grow() }
      row = Self.number(&firsts, seconds, from: row, &places, &count)
    }
  }

  /// Numbers pairs as long as there are places.
  ///
  /// - Returns: the first row that has no number yet.
  private static func number(
    _ firsts: inout [Int32],
    _ seconds: [Int32],
    from start: Int,
    _ places: inout [Place],
    _ count: inout Int
  ) -> Int {
    var firsts = firsts.mutableSpan
    let seconds = seconds.span
    for row in start..<firsts.count {
      if count * 2 >= places.count { return row }
      firsts[row] = number(firsts[row], seconds[row], &places, &count)
    }
    return firsts.count
  }

  @inline(__always)
  private static func number(
    _ a: Int32,
    _ b: Int32,
    _ places: inout [Place],
    _ count: inout Int
  ) -> Int32 {
    let pair = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    var place = Self.place(pair, places.count)
    while true {
      let known = places[place]
      if known.number < 0 { break }
      if known.pair == pair { return known.number }
      place = (place + 1) & (places.count - 1)
    }
    places[place] = Place(pair: pair, number: Int32(count))
    count += 1
    return Int32(count - 1)
  }

  private static func place(_ pair: UInt64, _ count: Int) -> Int {
    let mixed = (pair ^ (pair >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int((mixed ^ (mixed >> 29)) & UInt64(count - 1))
  }

  private func grow() {
    var larger = [Place](repeating: Place(), count: places.count * 4)
    for old in places where old.number >= 0 {
      var place = Self.place(old.pair, larger.count)
      while larger[place].number >= 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = old
    }
    places = larger
  }
}
