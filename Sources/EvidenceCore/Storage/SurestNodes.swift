/// The nodes that Dijkstra's search has reached, each with the surest way there that is known: with
/// products in place of sums, which only fall along a path.
///
/// It is used again by later searches, which need not clear what it touched.
struct SurestNodes {
  /// What is known of a node that was reached.
  struct Label {
    var sureness = 0.0
    var node: UInt32 = 0
    /// The label of the node before, and the statement that leads from it.
    var origin: UInt32 = 0
    var edge: UInt32 = 0
  }

  private struct Entry {
    var sureness = 0.0
    var label: UInt32 = 0
  }

  /// What lists begin with; what is behind it means nothing.
  private struct Counts {
    var labels = 0
    var heap = 0
  }

  /// In the order in which the nodes were reached.
  private var labels: [Label] = []
  private var heap: [Entry] = []
  private var counts = Counts()
  /// Where the label of each node is, if it has one: only a label there that is the node's own says so.
  ///
  /// Of P. Briggs and L. Torczon, "An efficient representation for sparse sets", 1993.
  private var places: Column<UInt32>
  /// The statements of the node that the search goes on from.
  var steps = GatheredSteps()

  init(nodeCount: Int) { places = Column(noughts: nodeCount) }

  /// What is known of a node, by the number of its label; 0 is where the search began.
  subscript(_ number: Int) -> Label { labels[number] }

  /// Begins a search at a node.
  mutating func begin(at node: UInt32) {
    reserve(1)
    labels[0] = Label(sureness: 1, node: node)
    heap[0] = Entry(sureness: 1)
    places[Int(node)] = 0
    counts = Counts(labels: 1, heap: 1)
  }

  private mutating func reserve(_ added: Int) {
    let (labelCount, heapCount) = (counts.labels + added, counts.heap + added)
    if labels.count < labelCount {
      labels += repeatElement(Label(), count: max(labelCount, 2 * labels.count) - labels.count)
    }
    if heap.count < heapCount {
      heap += repeatElement(Entry(), count: max(heapCount, 2 * heap.count) - heap.count)
    }
  }

  /// The number of the label of the surest node that the search has not gone on from; `nil` where
  /// there is none left.
  ///
  /// - Complexity: O(log *r*) for *r* statements that led to nodes.
  mutating func next() -> Int? { Self.next(&heap, labels, &counts) }

  private static func next(_ heap: inout [Entry], _ labels: [Label], _ counts: inout Counts) -> Int? {
    var heap = heap.mutableSpan
    let labels = labels.span
    while counts.heap > 0 {
      let top = heap[0]
      counts.heap -= 1
      sink(heap[counts.heap], in: &heap, counts.heap)
      if top.sureness == labels[Int(top.label)].sureness { return Int(top.label) }
    }
    return nil
  }

  /// Goes along the steps that were gathered, to each node to which no way is known that is as sure.
  ///
  /// - Parameters:
  ///   - origin: the label of the node whose steps they are.
  ///   - confidences: by statement, the bits of its confidence.
  ///   - unstated: the confidence where none is stated; what is no number leads nowhere.
  /// - Complexity: O(log *r*) a step for *r* statements that led to nodes.
  mutating func follow(
    from origin: Int,
    _ confidences: SparseColumn<UInt64>,
    unstated: Double
  ) {
    reserve(steps.count)
    Self.follow(steps, origin, confidences, unstated, &places, &labels, &heap, &counts)
  }

  private static func follow(
    _ steps: GatheredSteps,
    _ origin: Int,
    _ confidences: SparseColumn<UInt64>,
    _ unstated: Double,
    _ places: inout Column<UInt32>,
    _ labels: inout [Label],
    _ heap: inout [Entry],
    _ counts: inout Counts
  ) {
    places.withMutableValues { places in
      var places = places.mutableSpan
      var labels = labels.mutableSpan
      var heap = heap.mutableSpan
      let (nodes, edges) = (steps.neighbours.span, steps.edges.span)
      let before = labels[origin].sureness
      for index in 0..<steps.count {
        let (node, edge) = (nodes[index], edges[index])
        let bits = confidences[Int(edge)]
        let stated = bits == StatementColumns.unknown ? unstated : Double(bitPattern: bits)
        let sureness = before * stated
        var number = Int(places[Int(node)])
        let isKnown = number < counts.labels && labels[number].node == node
        guard sureness > (isKnown ? labels[number].sureness : -1) else { continue }
        if !isKnown {
          number = counts.labels
          counts.labels += 1
          places[Int(node)] = UInt32(number)
        }
        labels[number] = Label(sureness: sureness, node: node, origin: UInt32(origin), edge: edge)
        rise(Entry(sureness: sureness, label: UInt32(number)), in: &heap, counts.heap)
        counts.heap += 1
      }
    }
  }

  /// Puts an entry at the end of a heap of so many others.
  @inline(__always)
  private static func rise(_ entry: Entry, in heap: inout MutableSpan<Entry>, _ count: Int) {
    var place = count
    while place > 0 {
      let parent = (place &- 1) >> 1
      let above = heap[parent]
      if above.sureness >= entry.sureness { break }
      heap[place] = above
      place = parent
    }
    heap[place] = entry
  }

  /// Puts an entry in the place of the first one in a heap of so many.
  @inline(__always)
  private static func sink(_ entry: Entry, in heap: inout MutableSpan<Entry>, _ count: Int) {
    var (place, child) = (0, 1)
    while child < count {
      // Nothing waits for a guess which of two is the surer.
      if child &+ 1 < count {
        child &+= heap[child &+ 1].sureness > heap[child].sureness ? 1 : 0
      }
      let next = heap[child]
      if next.sureness <= entry.sureness { break }
      heap[place] = next
      place = child
      child = 2 &* place &+ 1
    }
    heap[place] = entry
  }
}
