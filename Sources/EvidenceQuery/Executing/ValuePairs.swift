/// Which values each group has had, by their numbers.
///
/// It is a hash table with open addressing: half as many pairs as places at most. Where the rows of a
/// group all come one behind another, only the values of the last group are kept, and the table stays
/// small: what another group has left counts as free.
final class ValuePairs {
  private let keepsLastGroupOnly: Bool
  /// Group + 1 and value in one number; 0 is free.
  @exclusivity(unchecked) private var pairs = [UInt64](repeating: 0, count: 64)
  @exclusivity(unchecked) private var last: UInt64 = 0
  /// How many pairs are kept.
  @exclusivity(unchecked) private var kept = 0

  init(keepsLastGroupOnly: Bool) { self.keepsLastGroupOnly = keepsLastGroupOnly }

  /// Notes a value of a group.
  ///
  /// - Returns: whether the group has not had it yet.
  /// - Complexity: O(1), amortised.
  func insert(_ value: Int32, in group: Int) -> Bool {
    let group = UInt64(group + 1)
    if keepsLastGroupOnly, group != last { (last, kept) = (group, 0) }
    let pair = group << 32 | UInt64(UInt32(bitPattern: value))
    var place = place(of: pair)
    if pairs[place] == pair { return false }
    if kept * 2 >= pairs.count {
      grow()
      place = self.place(of: pair)
    }
    pairs[place] = pair
    kept += 1
    return true
  }

  /// Where a pair stands, or would stand.
  private func place(of pair: UInt64) -> Int {
    let mixed = (pair ^ (pair >> 32)) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 20) & (pairs.count - 1)
    while pairs[place] != pair, !isFree(pairs[place]) { place = (place + 1) & (pairs.count - 1) }
    return place
  }

  private func isFree(_ pair: UInt64) -> Bool {
    keepsLastGroupOnly ? pair >> 32 != last : pair == 0
  }

  private func grow() {
    let old = pairs
    pairs = [UInt64](repeating: 0, count: old.count * 2)
    for pair in old where !isFree(pair) { pairs[place(of: pair)] = pair }
  }
}
