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

  struct Entry {
    var sureness = 0.0
    var label: UInt32 = 0
  }

  /// What lists begin with; what is behind it means nothing.
  struct Counts {
    var labels = 0
    var heap = 0
  }

  /// In the order in which the nodes were reached.
  var labels: [Label] = []
  /// The labels that the search may go on from, the surest first; some more than once.
  var heap: [Entry] = []
  var counts = Counts()
  /// Where the label of each node is, if it has one: only a label there that is the node's own says
  /// so.
  ///
  /// Of P. Briggs and L. Torczon, "An efficient representation for sparse sets", 1993.
  var places: Column<UInt32>

  init(nodeCount: Int) { places = Column(noughts: nodeCount) }

  /// Begins a search at a node, whose label is the first one.
  mutating func begin(at node: UInt32) {
    counts = Counts()
    reserve(1)
    labels[0] = Label(sureness: 1, node: node)
    heap[0] = Entry(sureness: 1)
    places[Int(node)] = 0
    counts = Counts(labels: 1, heap: 1)
  }

  /// Makes room for so many more labels.
  mutating func reserve(_ added: Int) {
    let (labelCount, heapCount) = (counts.labels + added, counts.heap + added)
    if labels.count < labelCount {
      labels += repeatElement(Label(), count: max(labelCount, 2 * labels.count) - labels.count)
    }
    if heap.count < heapCount {
      heap += repeatElement(Entry(), count: max(heapCount, 2 * heap.count) - heap.count)
    }
  }

  /// Puts an entry at the end of a heap of so many others.
  @inline(__always)
  static func rise(_ entry: Entry, in heap: inout MutableSpan<Entry>, _ count: Int) {
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
  static func sink(_ entry: Entry, in heap: inout MutableSpan<Entry>, _ count: Int) {
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
