/// The nodes that a breadth-first search has reached, in the order in which it did, ring by ring.
///
/// It is used again by later searches, which need not clear what it touched.
struct ReachedNodes {
  /// The mark of this search, and the one of the search that it goes towards.
  private var mark: UInt8 = 0
  private var otherMark: UInt8 = 0
  /// Begins with the nodes reached; there is room for as many again as were gathered last.
  private var list: [UInt32] = []
  private(set) var count = 0
  /// Where each ring begins; no ring is empty but the last one.
  private(set) var rings: [Int] = []
  /// The rows of neighbours that were gathered last.
  var found = GatheredRows()

  /// The nodes reached.
  var nodes: ArraySlice<UInt32> { list[..<count] }

  subscript(_ position: Int) -> UInt32 { list[position] }

  /// The positions of each ring; none is empty.
  var ringRanges: [Range<Int>] {
    rings.indices.map { rings[$0]..<($0 + 1 < rings.count ? rings[$0 + 1] : count) }
      .filter { !$0.isEmpty }
  }

  /// The positions of the last ring.
  var lastRing: Range<Int> { (rings.last ?? 0)..<count }

  /// Begins a search at a node.
  ///
  /// - Parameters:
  ///   - node: where it begins.
  ///   - pair: the marks of the search and of its counterpart, as ``NodeMarks/next()`` gives them.
  ///   - marks: those of the nodes.
  /// - Complexity: O(1).
  mutating func begin(at node: UInt32, as pair: (UInt8, UInt8), _ marks: inout NodeMarks) {
    (mark, otherMark) = pair
    rings.removeAll(keepingCapacity: true)
    rings.append(0)
    if list.isEmpty { list = [0] }
    list[0] = node
    count = 1
    marks.set(mark, at: node)
  }

  /// Begins a ring behind the last one.
  mutating func beginRing() { rings.append(count) }

  /// Forgets the nodes of the last ring, after which the search does not go on.
  mutating func forgetLastRing() { count = rings.popLast() ?? count }

  /// Calls a function with some of the nodes.
  @inline(__always)
  func withNodes<Result>(_ positions: Range<Int>, _ body: (Span<UInt32>) -> Result) -> Result {
    let list = list
    return body(list.span.extracting(positions))
  }

  /// Calls a function with some of the nodes, and room for what is found at them.
  @inline(__always)
  mutating func gather(
    _ positions: Range<Int>,
    _ rows: (Span<UInt32>, inout GatheredRows) -> Int
  ) -> Int {
    let list = list
    return rows(list.span.extracting(positions), &found)
  }

  /// Adds what was found and not reached before, up to the first node that the counterpart has
  /// reached.
  ///
  /// - Returns: that node.
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func addFound(_ marks: inout NodeMarks) -> UInt32? {
    let needed = count + found.count + 1
    if list.count < needed {
      list.append(contentsOf: repeatElement(0, count: max(needed, 2 * list.count) - list.count))
    }
    return Self.add(found.neighbours, found.count, mark, otherMark, &marks, &list, &count)
  }

  private static func add(
    _ neighbours: [UInt32],
    _ found: Int,
    _ mark: UInt8,
    _ other: UInt8,
    _ marks: inout NodeMarks,
    _ list: inout [UInt32],
    _ count: inout Int
  ) -> UInt32? {
    var list = list.mutableSpan
    let nodes = neighbours.span.extracting(0..<found)
    return marks.set(mark, at: nodes, upTo: other, takingNewInto: &list, &count)
  }

  /// How much of what was found was not reached before; it is reached from now on, but in no list.
  ///
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func countFound(_ marks: inout NodeMarks) -> Int {
    let neighbours = found.neighbours
    return marks.set(mark, at: neighbours.span.extracting(0..<found.count))
  }
}

/// Rows of neighbours, one after the other.
struct GatheredRows {
  /// How many nodes may be looked at together.
  static let mostNodes = 32
  /// How many neighbours are enough.
  static let mostNeighbours = 256

  /// Begins with the neighbours; what is behind them means nothing.
  var neighbours: [UInt32] = []
  /// How many there are.
  var count = 0
  /// The places that were looked up, of each node those of either way.
  var places = [Range<Int>](repeating: 0..<0, count: 2 * mostNodes)

  /// Makes room for so many neighbours.
  mutating func reserve(_ count: Int) {
    guard neighbours.count < count else { return }
    let room = max(count, 2 * neighbours.count, 64)
    neighbours.append(contentsOf: repeatElement(0, count: room - neighbours.count))
  }

  /// Adds what the statements at a node lead to.
  mutating func add(_ steps: GatheredSteps) {
    reserve(count + steps.count)
    for place in 0..<steps.count { neighbours[count + place] = steps.neighbours[place] }
    count += steps.count
  }
}

/// The statements at a node and what they lead to.
struct GatheredSteps {
  /// Both begin with what was gathered; what is behind it means nothing.
  var neighbours: [UInt32] = []
  var edges: [UInt32] = []
  /// How many there are.
  var count = 0

  /// Makes room for so many.
  mutating func reserve(_ count: Int) {
    guard neighbours.count < count else { return }
    let room = max(count, 2 * neighbours.count, 64)
    neighbours = [UInt32](repeating: 0, count: room)
    edges = neighbours
  }
}
