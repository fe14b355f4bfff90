/// A number for each cell of a matrix, for the totals of its rows and columns, and for the whole.
///
/// Eight cells that lie side by side are counted in one step: a byte of their bits says which, and a
/// table has the eight numbers to add. What is added is kept in 16 bits a cell, and taken over into
/// whole numbers before it can be too much for them.
struct CellNumbers {
  /// How many groups of eight a row has.
  private let stride: Int
  /// What was counted since it was last taken over.
  private var small: [SIMD8<UInt16>]
  private var large: [SIMD8<UInt32>]
  /// How much may be added to any number of ``small`` before it is full.
  private var room = Self.steps
  private let lanes = Self.lanesOfByte

  private static let steps = Int(UInt16.max)
  /// For each byte the lanes whose bits it has.
  private static let lanesOfByte: [SIMD8<UInt16>] = (0..<256).map { byte in
    var lanes = SIMD8<UInt16>.zero
    for lane in 0..<8 where byte >> lane & 1 == 1 { lanes[lane] = 1 }
    return lanes
  }

  /// Nought for all of so many rows and columns.
  init(_ height: Int, _ width: Int) {
    stride = (width + 8) / 8
    small = [SIMD8<UInt16>](repeating: .zero, count: (height + 1) * stride)
    large = [SIMD8<UInt32>](repeating: .zero, count: small.count)
  }

  /// Adds the numbers of the same cells.
  mutating func add(_ other: CellNumbers) {
    takeOver()
    for group in large.indices {
      large[group] &+= other.large[group] &+ SIMD8<UInt32>(truncatingIfNeeded: other.small[group])
    }
  }

  /// Takes away the numbers of the same cells; what is less than nought is right again once the rest is
  /// added.
  mutating func subtract(_ other: CellNumbers) {
    takeOver()
    for group in large.indices {
      large[group] &-= other.large[group] &+ SIMD8<UInt32>(truncatingIfNeeded: other.small[group])
    }
  }

  /// Counts each of some cells that lie side by side in a row.
  ///
  /// - Parameters:
  ///   - bits: which of them.
  ///   - row: their row, or the one for all.
  ///   - column: the column of the first of them, a multiple of 64.
  ///   - times: how often they are counted.
  @inline(__always)
  mutating func count(_ bits: UInt64, _ row: Int, _ column: Int, times: Int = 1) {
    guard bits != 0 else { return }
    var times = times
    while times > Self.steps {
      add(Self.steps, to: bits, row, column)
      times -= Self.steps
    }
    add(times, to: bits, row, column)
  }

  @inline(__always)
  private mutating func add(_ number: Int, to bits: UInt64, _ row: Int, _ column: Int) {
    if room < number { takeOver() }
    room -= number
    var group = row * stride + column >> 3
    var left = bits
    let factor = UInt16(truncatingIfNeeded: number)
    repeat {
      small[group] &+= lanes[Int(left & 0xFF)] &* factor
      left >>= 8
      group += 1
    } while left != 0
  }

  private mutating func takeOver() {
    for group in small.indices {
      large[group] &+= SIMD8<UInt32>(truncatingIfNeeded: small[group])
      small[group] = .zero
    }
    room = Self.steps
  }

  /// The number of a cell; a total's row or column is the one for all.
  subscript(row: Int, column: Int) -> Int {
    let (group, lane) = (row * stride + column >> 3, column & 7)
    return Int(large[group][lane]) + Int(small[group][lane])
  }
}
