/// Gathers, for one thing after the other, the cells in which it stands, four facts a cell at once.
///
/// A cell is a bit of a row's word of 64 columns. What was gathered for one thing is dropped by going on
/// to the next; nothing is cleared.
struct CellBits {
  typealias Facts = SIMD4<UInt64>

  private let words: Int
  private var thing: UInt32 = 0
  private var things: [UInt32]
  private var facts: [Facts]
  /// The words that hold a bit, in the order in which they were met.
  private var touched: [Int32] = []

  /// - Parameters:
  ///   - height: how many rows, with the one for all of them.
  ///   - words: how many words a row has.
  init(height: Int, words: Int) {
    self.words = words
    things = [UInt32](repeating: 0, count: height * words)
    facts = [Facts](repeating: .zero, count: height * words)
  }

  /// How many words were touched since the last thing began.
  var work: Int { touched.count }

  /// Begins the next thing.
  mutating func begin() {
    thing += 1
    touched.removeAll(keepingCapacity: true)
  }

  /// Notes facts of the thing in every cell of a patch; `mask` has all bits in the lanes of the facts.
  mutating func gather(_ patch: Patch, _ mask: Facts, _ rows: PlaceSets, _ columns: PlaceSets) {
    for rowWord in patch.rows.range {
      var left = rows.words[rowWord].bits
      let first = Int(rows.words[rowWord].index) * 64
      while left != 0 {
        let start = (first + left.trailingZeroBitCount) * words
        left &= left - 1
        for columnWord in patch.columns.range {
          let word = columns.words[columnWord]
          let place = start + Int(word.index)
          if things[place] != thing {
            things[place] = thing
            facts[place] = .zero
            touched.append(Int32(truncatingIfNeeded: place))
          }
          facts[place] |= Facts(repeating: word.bits) & mask
        }
      }
    }
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
