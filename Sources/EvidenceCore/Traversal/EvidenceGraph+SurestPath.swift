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
    var search = SurestSearch()
    return search.path(
      from: start.index,
      to: end.index,
      AdjacentRows(self, direction, along: relations),
      storage.statements.confidences,
      // What is no number is surer than nothing.
      unstated: unstated.map { min(1, max(0, $0)) } ?? .nan
    )
  }
}

/// Dijkstra's search with products in place of sums: they only fall along a path.
private struct SurestSearch {
  /// What is known of a node that was reached.
  private struct Label {
    var sureness: Double
    let node: UInt32
    /// The label of the node before, and the statement that leads from it.
    var origin: UInt32
    var edge: UInt32
  }

  private struct Entry {
    var sureness: Double
    var label: UInt32
  }

  private var labels: [Label] = []
  /// By the hash of a node, the number of its label and 1; 0: free. Fewer than half are taken.
  private var table = [UInt32](repeating: 0, count: 256)
  private var heap: [Entry] = []

  mutating func path(
    from start: UInt32,
    to end: UInt32,
    _ rows: AdjacentRows,
    _ confidences: SparseColumn<UInt64>,
    unstated: Double
  ) -> SurestPath? {
    var steps = 0
    defer { WorkCounter.add(steps) }
    add(Label(sureness: 1, node: start, origin: 0, edge: 0), at: slot(of: start))
    push(Entry(sureness: 1, label: 0))
    while let top = pop() {
      let label = labels[Int(top.label)]
      if label.node == end { return path(through: Int(top.label)) }
      if top.sureness < label.sureness { continue }
      rows.forEach(of: label.node) { node, edge in
        steps += 1
        let slot = slot(of: node)
        let known = Int(table[slot]) - 1
        let best = known < 0 ? -1 : labels[known].sureness
        guard best < top.sureness else { return }
        let bits = confidences[Int(edge)]
        let stated = bits == StatementColumns.unknown ? unstated : Double(bitPattern: bits)
        let sureness = top.sureness * stated
        guard sureness > best else { return }
        let found = Label(sureness: sureness, node: node, origin: top.label, edge: edge)
        if known < 0 { add(found, at: slot) } else { labels[known] = found }
        let number = known < 0 ? labels.count - 1 : known
        push(Entry(sureness: sureness, label: UInt32(number)))
      }
    }
    return nil
  }

  private func path(through last: Int) -> SurestPath {
    var label = labels[last]
    var path = GraphPath(nodes: [NodeID(label.node)], edges: [])
    // The first label is where the path begins.
    while label.node != labels[0].node {
      path.edges.append(EdgeID(label.edge))
      label = labels[Int(label.origin)]
      path.nodes.append(NodeID(label.node))
    }
    path.nodes.reverse()
    path.edges.reverse()
    return SurestPath(path: path, confidence: labels[last].sureness)
  }

  // MARK: Labels by node

  /// Where the table holds a node's label, or would.
  private func slot(of node: UInt32) -> Int {
    let hash = UInt64(node) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(hash >> 32) & (table.count - 1)
    while table[slot] != 0, labels[Int(table[slot]) - 1].node != node {
      slot = (slot + 1) & (table.count - 1)
    }
    return slot
  }

  private mutating func add(_ label: Label, at slot: Int) {
    labels.append(label)
    table[slot] = UInt32(labels.count)
    guard labels.count * 2 > table.count else { return }
    table = [UInt32](repeating: 0, count: table.count * 4)
    for (number, label) in labels.enumerated() {
      table[self.slot(of: label.node)] = UInt32(number + 1)
    }
  }

  // MARK: Heap

  private mutating func push(_ entry: Entry) {
    heap.append(entry)
    var heap = heap.mutableSpan
    var place = heap.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      let above = heap[parent]
      if above.sureness >= entry.sureness { break }
      heap[place] = above
      place = parent
    }
    heap[place] = entry
  }

  private mutating func pop() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    var heap = heap.mutableSpan
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      var next = heap[child]
      if child + 1 < heap.count {
        let other = heap[child + 1]
        if other.sureness > next.sureness { (child, next) = (child + 1, other) }
      }
      if next.sureness <= last.sureness { break }
      heap[place] = next
      place = child
    }
    heap[place] = last
    return first
  }
}
