/// Facts of 64 cells that lie side by side, a bit a cell.
protocol CellFacts: Sendable {
  /// No fact of any cell.
  static var none: Self { get }
  var isNone: Bool { get }
  /// Adds the facts of a mask, which has all bits in their lanes, to some cells.
  mutating func note(_ bits: UInt64, _ mask: Self)
}

extension UInt64: CellFacts {
  static var none: UInt64 { 0 }
  var isNone: Bool { self == 0 }
  mutating func note(_ bits: UInt64, _ mask: UInt64) { self |= bits & mask }
}

extension SIMD4<UInt64>: CellFacts {
  static var none: Self { .zero }
  var isNone: Bool { self == .zero }
  mutating func note(_ bits: UInt64, _ mask: Self) { self |= Self(repeating: bits) & mask }
}

/// Gathers, for one thing after the other, the cells in which it stands, with one fact a cell or with
/// four.
///
/// A cell is a bit of a row's word of 64 columns.
struct CellBits<Facts: CellFacts> {
  private let words: Int
  private var facts: [Facts]
  /// The words that hold a bit, in the order in which they were met.
  private var touched: [UInt32]
  /// How many words were touched since the last thing began.
  private(set) var work = 0

  /// - Parameters:
  ///   - height: how many rows, with the one for all of them.
  ///   - words: how many words a row has.
  init(height: Int, words: Int) {
    self.words = words
    facts = [Facts](repeating: .none, count: height * words)
    touched = [UInt32](repeating: 0, count: height * words)
  }

  /// Begins the next thing.
  mutating func begin() {
    for index in 0..<work { facts[Int(touched[index])] = .none }
    work = 0
  }

  /// Notes facts of the thing in every cell of a patch; a fact has at least one bit set in `mask`.
  mutating func gather(_ patch: Patch, _ mask: Facts, _ rows: PlaceSets, _ columns: PlaceSets) {
    for rowWord in patch.rows.range {
      var left = rows.words[rowWord].bits
      let first = Int(rows.words[rowWord].index) * 64
      while left != 0 {
        let start = (first + left.trailingZeroBitCount) * words
        left &= left - 1
        for columnWord in patch.columns.range { note(columns.words[columnWord], mask, start) }
      }
    }
  }

  /// Notes what a group of stencils says of the thing.
  ///
  /// - Parameter masks: those of the numbers that the stencils were added with.
  mutating func gather(_ group: Int, of stencils: CellStencils, _ masks: [Facts]) {
    let range = stencils.range(of: group)
    var at = range.lowerBound
    while at < range.upperBound {
      let mask = masks[Int(stencils.words[at])]
      let columns = at + 3
      let rows = columns + 3 * Int(stencils.words[at + 1])
      let end = rows + Int(stencils.words[at + 2])
      for row in rows..<end {
        let start = Int(stencils.words[row]) * words
        for column in stride(from: columns, to: rows, by: 3) {
          let bits =
            UInt64(stencils.words[column + 1]) | UInt64(stencils.words[column + 2]) << 32
          note(PlaceSets.Word(bits: bits, index: stencils.words[column]), mask, start)
        }
      }
      at = end
    }
  }

  @inline(__always)
  private mutating func note(_ word: PlaceSets.Word, _ mask: Facts, _ start: Int) {
    let place = start + Int(word.index)
    if facts[place].isNone {
      touched[work] = UInt32(place)
      work += 1
    }
    facts[place].note(word.bits, mask)
  }

  /// A word that holds facts: its row, its first column, its facts.
  ///
  /// - Parameter index: below ``work``.
  subscript(index: Int) -> (row: Int, column: Int, facts: Facts) {
    let place = Int(touched[index])
    if words == 1 { return (place, 0, facts[place]) }
    let (row, word) = place.quotientAndRemainder(dividingBy: words)
    return (row, word * 64, facts[place])
  }
}

/// Patches of cells in groups, laid out for gathering them very often, in any order: what belongs to a
/// group stands together.
struct CellStencils: Sendable {
  /// Stencil after stencil: the number of its mask, how many words of columns it has, how many rows; then
  /// the words, each as its index and its bits, and the rows.
  fileprivate var words: [UInt32] = []
  private var ends: [UInt32] = []

  /// How many groups there are.
  var groupCount: Int { ends.count }

  /// Adds a patch to the group that is being made.
  ///
  /// - Parameter mask: the number of the facts in its cells.
  mutating func add(_ patch: Patch, _ rowSets: PlaceSets, _ columnSets: PlaceSets, mask: Int = 0) {
    words.append(UInt32(mask))
    words.append(UInt32(patch.columns.range.count))
    let count = words.count
    words.append(0)
    for columnWord in patch.columns.range {
      let word = columnSets.words[columnWord]
      words.append(word.index)
      words.append(UInt32(truncatingIfNeeded: word.bits))
      words.append(UInt32(truncatingIfNeeded: word.bits >> 32))
    }
    let first = words.count
    for rowWord in patch.rows.range {
      var left = rowSets.words[rowWord].bits
      while left != 0 {
        words.append(rowSets.words[rowWord].index * 64 + UInt32(left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    words[count] = UInt32(words.count - first)
  }

  /// Ends a group; its number is the count before.
  mutating func endGroup() { ends.append(UInt32(words.count)) }

  fileprivate func range(of group: Int) -> Range<Int> {
    (group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])
  }
}
