/// A set of places of an axis: a run of the words of a ``PlaceSets``.
struct PlaceSet: Equatable {
  fileprivate(set) var start: UInt32 = 0
  fileprivate(set) var end: UInt32 = 0

  var isEmpty: Bool { start == end }
  /// Where its words stand.
  var range: Range<Int> { Int(start)..<Int(end) }

  /// The set whose words stand so much further on.
  func moved(by count: Int) -> PlaceSet {
    isEmpty ? self : PlaceSet(start: start + UInt32(count), end: end + UInt32(count))
  }
}

/// Sets of the places of one axis, as bits in words of 64 places; words without a bit are left out.
///
/// Behind the places of the axis stands one more, ``all``, for the total over them.
struct PlaceSets {
  struct Word {
    var bits: UInt64
    /// Its first place, divided by 64.
    var index: UInt32
  }

  /// How many places the axis has, without the one for all of them.
  let count: Int
  /// The words of every set, each set's in ascending order.
  private(set) var words: [Word] = []
  /// The set that is being made.
  private var bits: [UInt64]
  private var touched: [UInt32] = []

  init(count: Int) {
    self.count = count
    bits = [UInt64](repeating: 0, count: count / 64 + 1)
  }

  /// Makes room for so many more sets of a few places.
  mutating func reserveCapacity(_ sets: Int) { words.reserveCapacity(words.count + 4 * sets) }

  /// The place that stands for all others.
  var all: Int { count }

  /// How many words hold a bit for every place.
  var wordCount: Int { bits.count }

  /// Adds a place to the set that is being made.
  mutating func insert(_ place: Int) { insert(1 << UInt64(place & 63), at: UInt32(place >> 6)) }

  /// Adds the places of a set to the one that is being made.
  mutating func insert(_ set: PlaceSet) {
    for word in set.range { insert(words[word].bits, at: words[word].index) }
  }

  private mutating func insert(_ added: UInt64, at index: UInt32) {
    if bits[Int(index)] == 0 { touched.append(index) }
    bits[Int(index)] |= added
  }

  /// The set that was being made.
  ///
  /// - Parameter withAll: whether the place for all others joins it, unless it is empty.
  mutating func take(withAll: Bool) -> PlaceSet {
    guard !touched.isEmpty else { return PlaceSet() }
    if withAll { insert(all) }
    if touched.count > 1 { touched.sort() }
    let start = UInt32(words.count)
    for index in touched {
      words.append(Word(bits: bits[Int(index)], index: index))
      bits[Int(index)] = 0
    }
    touched.removeAll(keepingCapacity: true)
    return PlaceSet(start: start, end: UInt32(words.count))
  }

  /// Takes over the sets of the same axis that were made elsewhere.
  ///
  /// - Returns: how much further on the words of each of them stand now.
  mutating func append(_ other: PlaceSets) -> Int {
    let count = words.count
    words += other.words
    return count
  }

  /// The set of one place, and of the place for all others.
  mutating func single(_ place: Int) -> PlaceSet {
    insert(place)
    return take(withAll: true)
  }

  /// What two sets share.
  mutating func intersection(_ a: PlaceSet, _ b: PlaceSet) -> PlaceSet {
    for word in a.range {
      guard let other = find(words[word].index, in: b) else { continue }
      let shared = words[word].bits & words[other].bits
      if shared != 0 { insert(shared, at: words[word].index) }
    }
    return take(withAll: false)
  }

  /// Whether a place is in a set.
  ///
  /// - Complexity: O(log *w*) for *w* words of the set.
  func contains(_ place: Int, in set: PlaceSet) -> Bool {
    guard let word = find(UInt32(place >> 6), in: set) else { return false }
    return words[word].bits & 1 << UInt64(place & 63) != 0
  }

  private func find(_ index: UInt32, in set: PlaceSet) -> Int? {
    var (low, high) = (Int(set.start), Int(set.end))
    while low < high {
      let middle = (low + high) / 2
      if words[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low < Int(set.end) && words[low].index == index ? low : nil
  }

  /// Calls a function with each place of a set but the one for all others, ascending.
  func forEach(in set: PlaceSet, _ body: (Int) -> Void) {
    for word in set.range {
      var left = words[word].bits
      while left != 0 {
        let place = Int(words[word].index) * 64 + left.trailingZeroBitCount
        left &= left - 1
        if place != all { body(place) }
      }
    }
  }
}

/// Some cells of a matrix: every one of some rows and some columns.
struct Patch {
  var rows = PlaceSet()
  var columns = PlaceSet()

  var isEmpty: Bool { rows.isEmpty || columns.isEmpty }

  /// Calls a function with each word of its cells: its row, its number in the row, its bits.
  @inline(__always)
  func forEachWord(
    _ rows: PlaceSets,
    _ columns: PlaceSets,
    _ body: (_ row: Int, _ word: Int, _ bits: UInt64) -> Void
  ) {
    for rowWord in self.rows.range {
      var left = rows.words[rowWord].bits
      let first = Int(rows.words[rowWord].index) * 64
      while left != 0 {
        let row = first + left.trailingZeroBitCount
        left &= left - 1
        for word in self.columns.range {
          body(row, Int(columns.words[word].index), columns.words[word].bits)
        }
      }
    }
  }

  /// The patch whose sets stand so much further on.
  func moved(rows: Int, columns: Int) -> Patch {
    Patch(rows: self.rows.moved(by: rows), columns: self.columns.moved(by: columns))
  }
}
