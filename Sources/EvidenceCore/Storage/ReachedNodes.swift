internal import Synchronization

/// The nodes that a breadth-first search has reached, in the order in which it did, ring by ring.
///
/// It is used again by later searches: what a search touched is cleared, and no more.
struct ReachedNodes {
  /// One bit a node.
  private var bits: [UInt64]
  /// Begins with the nodes reached; there is room for as many again as were gathered last.
  private var list: [UInt32] = []
  private(set) var count = 0
  /// Where each ring begins; no ring is empty but the last one.
  private(set) var rings: [Int] = []
  /// The rows of neighbours that were gathered last.
  var found = GatheredRows()

  init(nodeCount: Int) { bits = [UInt64](repeating: 0, count: (nodeCount + 63) / 64) }

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
  /// - Complexity: O(*r*) for *r* nodes that the last search reached.
  mutating func begin(at node: UInt32) {
    if count > bits.count {
      for word in bits.indices { bits[word] = 0 }
    } else {
      for position in 0..<count { bits[Int(list[position] >> 6)] = 0 }
    }
    count = 0
    rings = [0]
    if list.isEmpty { list = [0] }
    list[0] = node
    bits[Int(node >> 6)] |= 1 << UInt64(node & 63)
    count = 1
  }

  /// Begins a ring behind the last one.
  mutating func beginRing() { rings.append(count) }

  /// Calls a function with some of the nodes, and what was found at the nodes before.
  @inline(__always)
  mutating func gather(
    _ positions: Range<Int>,
    _ rows: (Span<UInt32>, inout GatheredRows) -> Void
  ) {
    let list = list
    rows(list.span.extracting(positions), &found)
  }

  /// Adds what was found and not reached before.
  ///
  /// - Complexity: O(*f*) for *f* nodes found.
  mutating func addFound() {
    let needed = count + found.count + 1
    if list.count < needed {
      list.append(contentsOf: repeatElement(0, count: max(needed, 2 * list.count) - list.count))
    }
    count = Self.add(found.neighbours, found.count, &bits, &list, count)
  }

  /// Every node found is written behind the list, which then takes in those that are new: nothing waits
  /// for a guess whether one is.
  private static func add(
    _ neighbours: [UInt32],
    _ found: Int,
    _ bits: inout [UInt64],
    _ list: inout [UInt32],
    _ count: Int
  ) -> Int {
    let neighbours = neighbours.span.extracting(0..<found)
    var bits = bits.mutableSpan
    var list = list.mutableSpan
    var count = count
    for index in neighbours.indices {
      let node = neighbours[index]
      let (word, shift) = (Int(node >> 6), UInt64(node & 63))
      let known = bits[word]
      bits[word] = known | (1 &<< shift)
      list[count] = node
      count += Int((~known &>> shift) & 1)
    }
    return count
  }

  /// The place of the first node found that another search has reached.
  ///
  /// - Complexity: O(*f*) for *f* nodes found.
  func firstFound(reachedBy other: ReachedNodes) -> Int? {
    let (all, words) = (found.neighbours, other.bits)
    let neighbours = all.span.extracting(0..<found.count)
    let bits = words.span
    for index in neighbours.indices {
      let node = neighbours[index]
      if bits[Int(node >> 6)] &>> UInt64(node & 63) & 1 != 0 { return index }
    }
    return nil
  }
}

/// Rows of neighbours, one after the other.
struct GatheredRows {
  /// Begins with the neighbours; what is behind them means nothing.
  var neighbours: [UInt32] = []
  /// How many there are.
  var count = 0
  /// Where the row of each node ends.
  var rows: [Int] = []
  /// The places that were looked up.
  var places: [Range<Int>] = []

  mutating func removeAll() {
    count = 0
    rows.removeAll(keepingCapacity: true)
  }

  /// Makes room for so many neighbours.
  mutating func reserve(_ count: Int) {
    guard neighbours.count < count else { return }
    let room = max(count, 2 * neighbours.count, 64)
    neighbours.append(contentsOf: repeatElement(0, count: room - neighbours.count))
  }

  /// Adds a neighbour, where there is room for it.
  mutating func add(_ neighbour: UInt32) {
    neighbours[count] = neighbour
    count += 1
  }
}

/// What searches of a graph have allocated and the next ones may use.
final class KeptSearches: Sendable {
  private let free = Mutex<[ReachedNodes]>([])
  /// More are only needed where as many threads search at the same time.
  private static let most = 16

  /// Calls a function with room for a search.
  func withReached<Result>(nodeCount: Int, _ body: (inout ReachedNodes) -> Result) -> Result {
    var reached = free.withLock { $0.popLast() } ?? ReachedNodes(nodeCount: nodeCount)
    defer { free.withLock { if $0.count < Self.most { $0.append(reached) } } }
    return body(&reached)
  }

  /// Calls a function with room for two searches.
  func withTwoReached<Result>(
    nodeCount: Int,
    _ body: (inout ReachedNodes, inout ReachedNodes) -> Result
  ) -> Result {
    withReached(nodeCount: nodeCount) { first in
      withReached(nodeCount: nodeCount) { second in body(&first, &second) }
    }
  }
}
