/// Facts of 64 cells that lie side by side, each fact a lane of a bit a cell.
protocol CellFacts: Sendable {
  /// No fact of any cell.
  static var none: Self { get }
  var isNone: Bool { get }
  static var laneCount: Int { get }
  /// Reads the facts that stand at a place in some words, lane by lane, the lower half of each first.
  init(_ words: [UInt32], at place: Int)
  func lane(_ number: Int) -> UInt64
  /// The facts of a mask, which has all bits in their lanes, in some cells.
  static func facts(_ mask: Self, in bits: UInt64) -> Self
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
}

extension UInt64: CellFacts {
  static var none: UInt64 { 0 }
  var isNone: Bool { self == 0 }
  static var laneCount: Int { 1 }

  @inline(__always)
  init(_ words: [UInt32], at place: Int) {
    self = UInt64(words[place]) | UInt64(words[place + 1]) << 32
  }

  func lane(_ number: Int) -> UInt64 { self }
  static func facts(_ mask: UInt64, in bits: UInt64) -> UInt64 { mask & bits }
}

extension CellFacts where Self: SIMD, Scalar == UInt64 {
  static var none: Self { .zero }
  var isNone: Bool { self == .zero }
  static var laneCount: Int { scalarCount }

  @inline(__always)
  init(_ words: [UInt32], at place: Int) {
    self = .zero
    for lane in 0..<Self.scalarCount { self[lane] = UInt64(words, at: place + 2 * lane) }
  }

  func lane(_ number: Int) -> UInt64 { self[number] }

  @inline(__always)
  static func facts(_ mask: Self, in bits: UInt64) -> Self { mask & Self(repeating: bits) }
}

extension SIMD2<UInt64>: CellFacts {}
extension SIMD4<UInt64>: CellFacts {}
extension SIMD8<UInt64>: CellFacts {}

/// Gathers, for one thing after the other, the cells in which it stands, with some facts a cell.
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
    patch.forEachWord(rows, columns) { row, word, bits in
      note(.facts(mask, in: bits), row * words + word)
    }
  }

  /// Notes facts of the thing in some columns of one row.
  mutating func gather(_ columns: PlaceSet, _ mask: Facts, row: Int, _ sets: PlaceSets) {
    for word in columns.range {
      note(.facts(mask, in: sets.words[word].bits), row * words + Int(sets.words[word].index))
    }
  }

  /// Notes what a group of stencils says of the thing.
  mutating func gather(_ group: CellStencils<Facts>.Place, of stencils: CellStencils<Facts>) {
    stencils.forEach(at: group) { row, word, facts in note(facts, row * words + word) }
  }

  /// Notes what one more group says of the thing, and calls a function with what was noted before in the
  /// same cells.
  ///
  /// - Parameters:
  ///   - rows: a bit for each row that is looked at, many rows a bit.
  ///   - all: the row for all, which is looked at in any case.
  @inline(__always)
  mutating func gather(
    _ group: CellStencils<Facts>.Place,
    of stencils: CellStencils<Facts>,
    among rows: UInt64,
    _ all: Int,
    again body: (_ row: Int, _ column: Int, _ facts: Facts) -> Void
  ) {
    stencils.forEach(at: group) { row, word, facts in
      guard rows >> UInt64(row & 63) & 1 != 0 || row == all else { return }
      let place = row * words + word
      let shared = self.facts[place] & facts
      if !shared.isNone { body(row, word * 64, shared) }
      note(facts, place)
    }
  }

  @inline(__always)
  private mutating func note(_ added: Facts, _ place: Int) {
    if facts[place].isNone {
      touched[work] = UInt32(place)
      work += 1
    }
    facts[place] = facts[place] | added
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
