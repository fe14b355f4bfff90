/// The nodes that a breadth-first search has reached, in the order in which it did, ring by ring.
///
/// It is used again by later searches, which need not clear what it touched.
struct ReachedNodes {
  /// For each node the mark of the last search that reached it.
  private var marks: [UInt8]
  /// The mark of this search; 0 is that of none.
  private var mark: UInt8 = 0
  /// Begins with the nodes reached; there is room for as many again as were gathered last.
  private var list: [UInt32] = []
  private(set) var count = 0
  /// Where each ring begins; no ring is empty but the last one.
  private(set) var rings: [Int] = []
  /// The rows of neighbours that were gathered last.
  var found = GatheredRows()

  init(nodeCount: Int) { marks = [UInt8](repeating: 0, count: nodeCount) }

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
  /// - Complexity: O(1); O(*n*) for *n* nodes once in 255 searches.
  mutating func begin(at node: UInt32) {
    if mark == .max {
      marks = [UInt8](repeating: 0, count: marks.count)
      mark = 0
    }
    mark += 1
    rings = [0]
    if list.isEmpty { list = [0] }
    list[0] = node
    marks[Int(node)] = mark
    count = 1
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

  /// Adds what was found and not reached before.
  ///
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func addFound() {
    makeRoom()
    count = Self.add(found.neighbours, found.count, mark, &marks, &list, count)
  }

  /// Adds what was found and not reached before, up to the first node that another search has reached.
  ///
  /// - Returns: that node.
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func addFound(upTo other: ReachedNodes) -> UInt32? {
    makeRoom()
    return Self.add(
      found.neighbours,
      found.count,
      mark,
      &marks,
      &list,
      &count,
      upTo: other.marks,
      other.mark
    )
  }

  private mutating func makeRoom() {
    let needed = count + found.count + 1
    if list.count < needed {
      list.append(contentsOf: repeatElement(0, count: max(needed, 2 * list.count) - list.count))
    }
  }

  /// Every node found is written behind the list, which then takes in those that are new: nothing waits
  /// for a guess whether one is.
  private static func add(
    _ neighbours: [UInt32],
    _ found: Int,
    _ mark: UInt8,
    _ marks: inout [UInt8],
    _ list: inout [UInt32],
    _ count: Int
  ) -> Int {
    let neighbours = neighbours.span.extracting(0..<found)
    var marks = marks.mutableSpan
    var list = list.mutableSpan
    var count = count
    for index in neighbours.indices {
      let node = neighbours[index]
      let known = marks[Int(node)]
      marks[Int(node)] = mark
      list[count] = node
      count += known == mark ? 0 : 1
    }
    return count
  }

  private static func add(
    _ neighbours: [UInt32],
    _ found: Int,
    _ mark: UInt8,
    _ marks: inout [UInt8],
    _ list: inout [UInt32],
    _ size: inout Int,
    upTo others: [UInt8],
    _ other: UInt8
  ) -> UInt32? {
    let (neighbours, others) = (neighbours.span.extracting(0..<found), others.span)
    var marks = marks.mutableSpan
    var list = list.mutableSpan
    var count = size
    for index in neighbours.indices {
      let node = neighbours[index]
      if others[Int(node)] == other { return node }
      let known = marks[Int(node)]
      marks[Int(node)] = mark
      list[count] = node
      count += known == mark ? 0 : 1
    }
    size = count
    return nil
  }

  /// How much of what was found was not reached before; it is reached from now on, but in no list.
  ///
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func countFound() -> Int {
    Self.count(found.neighbours, found.count, mark, &marks)
  }

  private static func count(
    _ neighbours: [UInt32],
    _ found: Int,
    _ mark: UInt8,
    _ marks: inout [UInt8]
  ) -> Int {
    let neighbours = neighbours.span.extracting(0..<found)
    var marks = marks.mutableSpan
    var count = 0
    for index in neighbours.indices {
      let node = Int(neighbours[index])
      let known = marks[node]
      marks[node] = mark
      count += known == mark ? 0 : 1
    }
    return count
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
