/// The nodes that Dijkstra's search has reached, each with the surest way there that is known: with
/// products in place of sums, which only fall along a path.
///
/// It is used again by later searches, which need not clear what it touched.
struct SurestNodes {
  /// What is known of a node that was reached.
  struct Label {
    var sureness: Double
    let node: UInt32
    /// The label of the node before, and the statement that leads from it.
    var origin: UInt32
    var edge: UInt32
  }

  /// A statement that leads on.
  struct Step {
    var node: UInt32
    var edge: UInt32
    var confidence: Double
  }

  private struct Entry {
    var sureness: Double
    var label: UInt32
  }

  /// In the order in which the nodes were reached.
  private(set) var labels: [Label] = []
  /// Where the label of each node is, if it has one: only a label there that is the node's own says so.
  ///
  /// Of P. Briggs and L. Torczon, "An efficient representation for sparse sets", 1993.
  private var places: Column<UInt32>
  private var heap: [Entry] = []

  init(nodeCount: Int) { places = Column(noughts: nodeCount) }

  /// Begins a search at a node.
  mutating func begin(at node: UInt32) {
    labels.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
    places[Int(node)] = 0
    labels.append(Label(sureness: 1, node: node, origin: 0, edge: 0))
    heap.append(Entry(sureness: 1, label: 0))
  }

  /// The number of the label of the surest node that the search has not gone on from; `nil` where
  /// there is none left.
  ///
  /// - Complexity: O(log *r*) for *r* statements that led to nodes.
  mutating func next() -> Int? {
    while let top = Self.pop(&heap) {
      if top.sureness == labels[Int(top.label)].sureness { return Int(top.label) }
    }
    return nil
  }

  /// Goes on from a node.
  ///
  /// - Complexity: O(log *r*) a step for *r* statements that led to nodes.
  mutating func follow(_ steps: [Step], from origin: Int) {
    Self.follow(steps, UInt32(origin), &places, &labels, &heap)
  }

  private static func follow(
    _ steps: [Step],
    _ origin: UInt32,
    _ places: inout Column<UInt32>,
    _ labels: inout [Label],
    _ heap: inout [Entry]
  ) {
    let before = labels[Int(origin)].sureness
    places.withMutableValues { places in
      var places = places.mutableSpan
      for step in steps {
        let node = Int(step.node)
        var number = Int(places[node])
        let isKnown = number < labels.count && labels[number].node == step.node
        let sureness = before * step.confidence
        // What has no confidence is surer than nothing known, or less.
        guard sureness > (isKnown ? labels[number].sureness : -1) else { continue }
        let label = Label(sureness: sureness, node: step.node, origin: origin, edge: step.edge)
        if isKnown {
          labels[number] = label
        } else {
          number = labels.count
          places[node] = UInt32(number)
          labels.append(label)
        }
        push(Entry(sureness: sureness, label: UInt32(number)), &heap)
      }
    }
  }

  private static func push(_ entry: Entry, _ entries: inout [Entry]) {
    entries.append(entry)
    var heap = entries.mutableSpan
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

  private static func pop(_ entries: inout [Entry]) -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    if entries.isEmpty { return first }
    var heap = entries.mutableSpan
    var place = 0
    var child = 1
    while child < heap.count {
      // Nothing waits for a guess which of two is the surer.
      let other = min(child + 1, heap.count - 1)
      child = heap[other].sureness > heap[child].sureness ? other : child
      let next = heap[child]
      if next.sureness <= last.sureness { break }
      heap[place] = next
      place = child
      child = 2 * place + 1
    }
    heap[place] = last
    return first
  }
}
