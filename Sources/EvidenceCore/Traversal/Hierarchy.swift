/// The concepts of a graph as BROADER orders them.
///
/// A concept may have several parents; it then counts under each of them, and once above them.
/// A circle in BROADER is an error that validation reports; here it ends at the first repeat.
public struct Hierarchy: Sendable {
  private let parentLists: [NodeID: [NodeID]]
  private let childLists: [NodeID: [NodeID]]
  private let levels: [NodeID: Int]
  /// A bit for each node that has one above or below it.
  private let members: [UInt64]

  /// Reads the hierarchy of a graph.
  ///
  /// - Complexity: O(*m*) for *m* statements.
  public init(_ graph: EvidenceGraph) {
    var parents: [NodeID: [NodeID]] = [:]
    var children: [NodeID: [NodeID]] = [:]
    for (node, parent) in RelationWalk(graph, .broader, outgoing: true).pairs() {
      // Statements of one pair stand side by side.
      guard parent != node, parents[node]?.last != parent else { continue }
      parents[node, default: []].append(parent)
      children[parent, default: []].append(node)
    }
    WorkCounter.add(graph.statementCount + parents.count)
    var members = [UInt64](repeating: 0, count: graph.nodeCount / 64 + 1)
    for nodes in [parents, children].map(\.keys) {
      for node in nodes { members[node.position / 64] |= 1 << UInt64(node.position % 64) }
    }
    self.members = members
    parentLists = parents
    childLists = children
    levels = Self.levels(parents: parents, children: children)
  }

  /// Whether anything stands above or below a node.
  package func contains(_ node: NodeID) -> Bool {
    members[node.position / 64] & 1 << UInt64(node.position % 64) != 0
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
  public func upwards(from node: NodeID) -> [NodeID] { closure(of: [node], parentLists) }

  /// Some concepts and everything above any of them, each once.
  package func upwards(from nodes: [NodeID]) -> [NodeID] { closure(of: nodes, parentLists) }

  /// A concept and everything below it, each once, nearest first.
  ///
  /// - Complexity: O(size of the result).
  public func downwards(from node: NodeID) -> [NodeID] { closure(of: [node], childLists) }

  /// Some concepts and everything above or below any of them.
  ///
  /// - Complexity: O(size of the result).
  package func closure(of nodes: [NodeID]) -> Set<NodeID> {
    Set(closure(of: nodes, parentLists)).union(closure(of: nodes, childLists))
  }

  /// For each concept the nearest one above it that is among some, where there is one.
  ///
  /// - Complexity: O(*b*) for *b* BROADER statements.
  package func nearestAbove(among wanted: Set<NodeID>) -> [NodeID: NodeID] {
    var distance: [NodeID: Int] = [:]
    var nearest: [NodeID: NodeID] = [:]
    var ring = Array(wanted)
    var hops = 0
    while !ring.isEmpty {
      hops += 1
      var reached: [NodeID] = []
      for node in ring {
        for child in childLists[node] ?? [] where distance[child] == nil {
          distance[child] = hops
          reached.append(child)
        }
      }
      for node in reached {
        for parent in parentLists[node] ?? [] where nearest[node] == nil {
          if wanted.contains(parent) {
            if hops == 1 { nearest[node] = parent }
          } else if distance[parent] == hops - 1 {
            nearest[node] = nearest[parent]
          }
        }
      }
      ring = reached.filter { !wanted.contains($0) }
    }
    return nearest
  }

  private func closure(of nodes: [NodeID], _ lists: [NodeID: [NodeID]]) -> [NodeID] {
    var result = nodes
    var seen = Set(nodes)
    var next = 0
    while next < result.count {
      for other in lists[result[next]] ?? [] where seen.insert(other).inserted {
        result.append(other)
      }
      next += 1
    }
    WorkCounter.add(result.count)
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
