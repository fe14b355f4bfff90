/// A path and how sure its statements are together.
public struct SurestPath: Hashable, Sendable {
  /// The path.
  public var path: GraphPath
  /// The product of the statements' confidences, from 0 to 1.
  public var confidence: Double
}

extension EvidenceGraph {
  /// The path whose statements are the surest together: with the greatest product of confidences.
  ///
  /// The product is a measure of the way alone; how strong a chain is as evidence, EvidenceAnalysis
  /// says.
  ///
  /// - Parameters:
  ///   - start: where the path begins.
  ///   - end: where it ends.
  ///   - direction: which way statements are walked.
  ///   - relations: the relations that are walked; `nil` is every one.
  ///   - unstated: the confidence, from 0 to 1, of statements that state none; `nil`: these are not
  ///     walked.
  /// - Returns: one of the surest paths, the same one in each run, with confidence 1 for the node
  ///   itself; `nil` where there is none.
  /// - Complexity: O((*n* + *m*) log *m*) at most.
  /// - Note: E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959.
  public func surestPath(
    from start: NodeID,
    to end: NodeID,
    direction: Direction = .outgoing,
    along relations: Set<Relation>? = nil,
    assuming unstated: Double? = nil
  ) -> SurestPath? {
    withRows(direction, along: relations) { rows in
      SurestSearch(self, unstated).path(from: start.index, to: end.index, rows)
    }
  }
}

/// Dijkstra's search with products in place of sums: they only fall along a path.
private struct SurestSearch {
  private struct Entry {
    var sureness: Double
    var node: UInt32
  }

  private let graph: EvidenceGraph
  private let unstated: Double?
  /// By node; below 0: not reached.
  private var best: [Double]
  private var origins: [UInt32: (node: UInt32, place: Int)] = [:]
  private var heap: [Entry] = []

  init(_ graph: EvidenceGraph, _ unstated: Double?) {
    self.graph = graph
    self.unstated = unstated.map { min(1, max(0, $0)) }
    best = [Double](repeating: -1, count: graph.nodeCount)
  }

  consuming func path(from start: UInt32, to end: UInt32, _ rows: AdjacentRows) -> SurestPath? {
    var search = self
    var steps = 0
    defer { WorkCounter.add(steps) }
    search.best[Int(start)] = 1
    search.push(Entry(sureness: 1, node: start))
    while let top = search.pop() {
      if top.node == end { return search.result(end, top.sureness, rows) }
      if top.sureness < search.best[Int(top.node)] { continue }
      _ = rows.forEach(of: top.node) { node, place in
        steps += 1
        guard search.best[Int(node)] < top.sureness,
          let stated = search.graph.confidence(of: rows.edge(at: place)) ?? search.unstated
        else { return true }
        let sureness = top.sureness * stated
        if sureness > search.best[Int(node)] {
          search.best[Int(node)] = sureness
          search.origins[node] = (top.node, place)
          search.push(Entry(sureness: sureness, node: node))
        }
        return true
      }
    }
    return nil
  }

  private func result(_ end: UInt32, _ sureness: Double, _ rows: AdjacentRows) -> SurestPath {
    var path = GraphPath(nodes: [NodeID(end)], edges: [])
    var node = end
    while let (before, place) = origins[node] {
      path.edges.append(rows.edge(at: place))
      path.nodes.append(NodeID(before))
      node = before
    }
    path.nodes.reverse()
    path.edges.reverse()
    return SurestPath(path: path, confidence: sureness)
  }

  private mutating func push(_ entry: Entry) {
    var place = heap.count
    heap.append(entry)
    while place > 0 {
      let parent = (place - 1) / 2
      if heap[parent].sureness >= entry.sureness { break }
      heap[place] = heap[parent]
      place = parent
    }
    heap[place] = entry
  }

  private mutating func pop() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].sureness > heap[child].sureness { child += 1 }
      if heap[child].sureness <= last.sureness { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = last
    return first
  }
}
