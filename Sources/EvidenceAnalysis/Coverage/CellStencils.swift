/// Cells in groups, laid out for gathering them very often, in any order: what belongs to a group stands
/// together, and names no word of a row twice.
struct CellStencils<Facts: CellFacts>: Sendable {
  /// Some cells, and facts that hold in all of them.
  struct Part {
    var cells: Patch
    /// All bits in the lanes of the facts.
    var mask: Facts
  }

  /// Stencil after stencil: how many words of columns it has, how many rows; then the words, each as its
  /// index and its facts, and the rows.
  private var words: [UInt32] = []
  private var ends: [UInt32] = []
  /// Of each group that is one stencil a bit for each of its rows, many rows a bit; the row for all, which
  /// it has, left out. All bits for other groups.
  private(set) var outlines: [UInt64] = []
  /// Of the groups that have an outline their facts in the row for all, where rows are one word wide;
  /// empty where they are wider.
  private(set) var totals: [Facts] = []
  private let rowSets: PlaceSets
  private let columnSets: PlaceSets
  private let isNarrow: Bool
  /// For joining the parts of a group.
  private var bits: CellBits<Facts>

  init(rows: PlaceSets, columns: PlaceSets) {
    rowSets = rows
    columnSets = columns
    isNarrow = columns.wordCount == 1
    bits = CellBits(height: rows.count + 1, words: columns.wordCount)
  }

  /// Makes room for so many groups of a few rows.
  mutating func reserveCapacity(groups count: Int) {
    words.reserveCapacity(count * (12 + 2 * Facts.laneCount))
    ends.reserveCapacity(count)
    outlines.reserveCapacity(count)
    if isNarrow { totals.reserveCapacity(count) }
  }

  /// How many groups there are.
  var groupCount: Int { ends.count }

  /// Adds a group of parts, which may overlap; its number is the count before.
  mutating func add(_ parts: [Part]) {
    outlines.append(.max)
    if isNarrow { totals.append(.none) }
    if parts.count == 1 {
      let cells = parts[0].cells
      let header = begin(columns: cells.columns.range.count)
      for word in cells.columns.range {
        let word = columnSets.words[word]
        add(.facts(parts[0].mask, in: word.bits), at: Int(word.index))
      }
      add(rows: cells.rows, header)
    } else if let rows = parts.first?.cells.rows, parts.allSatisfy({ $0.cells.rows == rows }) {
      bits.begin()
      for part in parts { bits.gather(part.cells.columns, part.mask, row: 0, columnSets) }
      let header = begin(columns: bits.work)
      for index in 0..<bits.work { add(bits[index].facts, at: bits[index].column / 64) }
      add(rows: rows, header)
    } else {
      bits.begin()
      for part in parts { bits.gather(part.cells, part.mask, rowSets, columnSets) }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        let header = begin(columns: 1)
        add(facts, at: column / 64)
        words.append(UInt32(row))
        words[header + 1] = 1
      }
    }
    ends.append(UInt32(words.count))
  }

  /// Begins a stencil; the number of its rows is set later, behind the place of that of its columns.
  private mutating func begin(columns: Int) -> Int {
    words.append(UInt32(columns))
    words.append(0)
    return words.count - 2
  }

  private mutating func add(_ facts: Facts, at index: Int) {
    words.append(UInt32(index))
    if isNarrow { totals[totals.count - 1] = facts }
    for lane in 0..<Facts.laneCount {
      words.append(UInt32(truncatingIfNeeded: facts.lane(lane)))
      words.append(UInt32(truncatingIfNeeded: facts.lane(lane) >> 32))
    }
  }

  private mutating func add(rows: PlaceSet, _ header: Int) {
    var outline: UInt64 = 0
    let start = words.count
    for word in rows.range {
      let first = Int(rowSets.words[word].index) * 64
      var left = rowSets.words[word].bits
      while left != 0 {
        let row = first + left.trailingZeroBitCount
        words.append(UInt32(row))
        if row != rowSets.all { outline |= 1 << UInt64(row & 63) }
        left &= left - 1
      }
    }
    words[header + 1] = UInt32(words.count - start)
    // The row for all comes last.
    if let last = words.last, last == rowSets.all { outlines[outlines.count - 1] = outline }
  }

  /// Where a group stands, read ahead of it: its cells lie anywhere in memory, and what is asked for by
  /// many groups at a time comes sooner.
  struct Place {
    fileprivate var start: UInt32
    fileprivate var end: UInt32
    /// The columns of its first stencil.
    fileprivate var columns: UInt32
  }

  /// Where a group stands.
  @inline(__always)
  func place(of group: Int) -> Place {
    let (start, end) = (group == 0 ? 0 : ends[group - 1], ends[group])
    return Place(start: start, end: end, columns: start < end ? words[Int(start)] : 0)
  }

  /// Calls a function with each word of the cells of a group: its row, its number in the row, its facts.
  @inline(__always)
  func forEach(at place: Place, _ body: (_ row: Int, _ word: Int, _ facts: Facts) -> Void) {
    var at = Int(place.start)
    let step = 1 + 2 * Facts.laneCount
    while at < Int(place.end) {
      let columns = at + 2
      let rows = columns + step * Int(words[at])
      at = rows + Int(words[at + 1])
      for column in stride(from: columns, to: rows, by: step) {
        let (word, facts) = (Int(words[column]), Facts(words, at: column + 1))
        for row in rows..<at { body(Int(words[row]), word, facts) }
      }
    }
  }

  /// Calls a function with each row of a group that has an outline, and whose bit is in another one.
  @inline(__always)
  func forEachRow(at place: Place, among outline: UInt64, _ body: (Int) -> Void) {
    for index in rows(at: place) {
      let row = words[index]
      if outline >> UInt64(row & 63) & 1 != 0 { body(Int(row)) }
    }
  }

  /// Whether a row is one of a group that has an outline.
  @inline(__always)
  func has(_ row: Int, at place: Place) -> Bool {
    for index in rows(at: place) where words[index] == row { return true }
    return false
  }

  /// Where the rows of a group that is one stencil stand.
  private func rows(at place: Place) -> Range<Int> {
    let step = 1 + 2 * Facts.laneCount
    return Int(place.start) + 2 + step * Int(place.columns)..<Int(place.end)
  }
}
