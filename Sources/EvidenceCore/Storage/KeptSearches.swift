internal import Synchronization

/// Room for a breadth-first search, or two that go towards each other.
struct BreadthFirst {
  var marks: NodeMarks
  var near = ReachedNodes()
  var far = ReachedNodes()

  init(nodeCount: Int) { marks = NodeMarks(nodeCount: nodeCount) }

  /// Begins a search at a node.
  mutating func begin(at start: NodeID) { near.begin(at: start.index, as: marks.next(), &marks) }

  /// Begins a search at either of two nodes.
  mutating func begin(at start: NodeID, _ end: NodeID) {
    let (mark, other) = marks.next()
    near.begin(at: start.index, as: (mark, other), &marks)
    far.begin(at: end.index, as: (other, mark), &marks)
  }
}

/// What searches of a graph have allocated and the next ones may use.
final class KeptSearches: Sendable {
  private let breadthFirst = Mutex<[BreadthFirst]>([])
  private let surest = Mutex<[SurestNodes]>([])
  /// More are only needed where as many threads search at the same time.
  private static let most = 16

  /// Calls a function with room for breadth-first searches.
  func withBreadthFirst<Result>(
    nodeCount: Int,
    _ body: (inout BreadthFirst) -> Result
  ) -> Result {
    Self.with(breadthFirst, BreadthFirst(nodeCount: nodeCount), body)
  }

  /// Calls a function with room for a search of the surest ways.
  func withSurest<Result>(nodeCount: Int, _ body: (inout SurestNodes) -> Result) -> Result {
    Self.with(surest, SurestNodes(nodeCount: nodeCount), body)
  }

  private static func with<Search: Sendable, Result>(
    _ free: borrowing Mutex<[Search]>,
    _ new: @autoclosure () -> Search,
    _ body: (inout Search) -> Result
  ) -> Result {
    var search = free.withLock { $0.popLast() } ?? new()
    defer { free.withLock { if $0.count < most { $0.append(search) } } }
    return body(&search)
  }
}
