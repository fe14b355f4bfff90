/// Numbers pairs of numbers, the first pair 0.
///
/// It is a hash table with open addressing: half as many pairs as places at most.
final class PairNumbers {
  @exclusivity(unchecked) private var pairs: [UInt64]
  @exclusivity(unchecked) private var numbers: [Int32]
  @exclusivity(unchecked) private var count = 0

  init() {
    pairs = [UInt64](repeating: 0, count: 16)
    numbers = [Int32](repeating: -1, count: 16)
  }

  /// The number of a pair, a new one where it was not met before.
  ///
  /// - Complexity: O(1), amortised.
  func number(_ a: Int32, _ b: Int32) -> Int32 {
    let pair = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    var place = Self.place(pair, pairs.count)
    while numbers[place] >= 0 {
      if pairs[place] == pair { return numbers[place] }
      place = (place + 1) & (pairs.count - 1)
    }
    if count * 2 >= pairs.count {
      grow()
      place = free(for: pair)
    }
    pairs[place] = pair
    numbers[place] = Int32(count)
    count += 1
    return numbers[place]
  }

  private static func place(_ pair: UInt64, _ count: Int) -> Int {
    let mixed = (pair ^ (pair >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int((mixed ^ (mixed >> 29)) & UInt64(count - 1))
  }

  private func free(for pair: UInt64) -> Int {
    var place = Self.place(pair, pairs.count)
    while numbers[place] >= 0 { place = (place + 1) & (pairs.count - 1) }
    return place
  }

  private func grow() {
    let (oldPairs, oldNumbers) = (pairs, numbers)
    pairs = [UInt64](repeating: 0, count: oldPairs.count * 2)
    numbers = [Int32](repeating: -1, count: oldPairs.count * 2)
    for (pair, number) in zip(oldPairs, oldNumbers) where number >= 0 {
      let place = free(for: pair)
      pairs[place] = pair
      numbers[place] = number
    }
  }
}
