internal import Synchronization

/// What searches of a graph have allocated and the next ones may use.
final class KeptSearches: Sendable {
  private let reached = Mutex<[ReachedNodes]>([])
  private let surest = Mutex<[SurestNodes]>([])
  /// More are only needed where as many threads search at the same time.
  private static let most = 16

  /// Calls a function with room for a search.
  func withReached<Result>(nodeCount: Int, _ body: (inout ReachedNodes) -> Result) -> Result {
    Self.with(reached, ReachedNodes(nodeCount: nodeCount), body)
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
