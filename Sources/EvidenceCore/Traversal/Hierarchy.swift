/// The concepts of a graph as BROADER orders them.
///
/// A concept may have several parents; it then counts under each of them, and once above them.
/// A circle in BROADER is an error that validation reports; here it ends at the first repeat.
public struct Hierarchy: Sendable {
  private let parentLists: [NodeID: [NodeID]]
  private let childLists: [NodeID: [NodeID]]
  private let levels: [NodeID: Int]

  /// Reads the hierarchy of a graph.
  ///
  /// - Complexity: O(*n* + *b*) for *n* nodes and *b* BROADER statements.
  public init(_ graph: EvidenceGraph) {
    var parents: [NodeID: [NodeID]] = [:]
    var children: [NodeID: [NodeID]] = [:]
    for node in graph.nodes {
      for edge in graph.outgoing(node, .broader) where !graph.isNegated(edge) {
        let parent = graph.to(edge)
        guard parent != node, parents[node]?.contains(parent) != true else { continue }
        parents[node, default: []].append(parent)
        children[parent, default: []].append(node)
      }
    }
    parentLists = parents
    childLists = children
    levels = Self.levels(parents: parents, children: children)
  }

  /// The concepts right above one, in the order of keys.
  public func parents(of node: NodeID) -> [NodeID] { parentLists[node] ?? [] }

  /// The concepts right below one, in the order of keys.
  public func children(of node: NodeID) -> [NodeID] { childLists[node] ?? [] }

  /// The level of a concept: 1 at the top, else one more than the least level of its parents.
  public func level(of node: NodeID) -> Int { levels[node] ?? 1 }

  /// A concept and everything above it, each once, nearest first.
  ///
  /// - Complexity: O(size of the result).
  public func upwards(from node: NodeID) -> [NodeID] { closure(of: node, parentLists) }

  /// A concept and everything below it, each once, nearest first.
  ///
  /// - Complexity: O(size of the result).
  public func downwards(from node: NodeID) -> [NodeID] { closure(of: node, childLists) }

  private func closure(of node: NodeID, _ lists: [NodeID: [NodeID]]) -> [NodeID] {
    guard lists[node] != nil else { return [node] }
    var result = [node]
    var seen: Set<NodeID> = [node]
    var next = 0
    while next < result.count {
      for other in lists[result[next]] ?? [] where seen.insert(other).inserted {
        result.append(other)
      }
      next += 1
    }
    return result
  }

  /// Breadth-first from the tops, so that each concept gets its least level first.
  private static func levels(
    parents: [NodeID: [NodeID]],
    children: [NodeID: [NodeID]]
  ) -> [NodeID: Int] {
    var levels: [NodeID: Int] = [:]
    var queue = children.keys.filter { parents[$0] == nil }.sorted()
    for top in queue { levels[top] = 1 }
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      let level = (levels[node] ?? 1) + 1
      for child in children[node] ?? [] where levels[child] == nil {
        levels[child] = level
        queue.append(child)
      }
    }
    return levels
  }
}
