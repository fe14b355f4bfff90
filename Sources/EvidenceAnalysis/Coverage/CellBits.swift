/// Facts of 64 cells that lie side by side, a bit a cell.
protocol CellFacts {
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

  /// Notes facts of the thing in every cell of a stencil.
  mutating func gather(_ stencil: Int, of stencils: CellStencils, _ mask: Facts) {
    let (rows, columns) = (stencils.rows(of: stencil), stencils.columns(of: stencil))
    for row in rows {
      let start = Int(stencils.rows[row]) * words
      for column in columns { note(stencils.columns[column], mask, start) }
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

/// Patches of cells laid out for gathering them very often: the rows of each one after the other, and the
/// words of its columns.
struct CellStencils {
  fileprivate var rows: [UInt32] = []
  fileprivate var columns: [PlaceSets.Word] = []
  private var rowEnds: [UInt32] = [0]
  private var columnEnds: [UInt32] = [0]

  /// How many there are.
  var count: Int { rowEnds.count - 1 }

  /// Adds a patch; its number is the count before.
  mutating func add(_ patch: Patch, _ rowSets: PlaceSets, _ columnSets: PlaceSets) {
    for rowWord in patch.rows.range {
      var left = rowSets.words[rowWord].bits
      let first = rowSets.words[rowWord].index * 64
      while left != 0 {
        rows.append(first + UInt32(left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    for columnWord in patch.columns.range { columns.append(columnSets.words[columnWord]) }
    rowEnds.append(UInt32(rows.count))
    columnEnds.append(UInt32(columns.count))
  }

  fileprivate func rows(of stencil: Int) -> Range<Int> {
    Int(rowEnds[stencil])..<Int(rowEnds[stencil + 1])
  }

  fileprivate func columns(of stencil: Int) -> Range<Int> {
    Int(columnEnds[stencil])..<Int(columnEnds[stencil + 1])
  }
}
