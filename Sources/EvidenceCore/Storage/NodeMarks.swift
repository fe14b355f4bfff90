/// For each node the mark of the search that reached it last, so that the next search need not clear
/// what earlier ones touched.
struct NodeMarks {
  private(set) var marks: [UInt8]
  /// The last one given to a search; 0 is that of none.
  private var last: UInt8 = 0

  init(nodeCount: Int) { marks = [UInt8](repeating: 0, count: nodeCount) }

  /// The marks of a search and of its counterpart, which no node has.
  ///
  /// - Complexity: O(1); O(*n*) for *n* nodes once in 127 times.
  mutating func next() -> (UInt8, UInt8) {
    if last >= .max - 1 {
      marks = [UInt8](repeating: 0, count: marks.count)
      last = 0
    }
    last += 2
    return (last - 1, last)
  }

  /// Marks a node.
  mutating func set(_ mark: UInt8, at node: UInt32) { marks[Int(node)] = mark }

  /// Marks some nodes, and takes those into a list that did not have the mark, up to the first one that
  /// has another.
  ///
  /// Every node is written behind the list, which then takes in those that are new: nothing waits for a
  /// guess whether one is.
  ///
  /// - Parameters:
  ///   - mark: what they get.
  ///   - nodes: the nodes.
  ///   - other: what ends it.
  ///   - list: has room for one more than all of them.
  ///   - count: how many the list begins with.
  /// - Returns: the node that has the other mark.
  /// - Complexity: O(*f*) for *f* nodes.
  @inline(__always)
  mutating func set(
    _ mark: UInt8,
    at nodes: Span<UInt32>,
    upTo other: UInt8,
    takingNewInto list: inout MutableSpan<UInt32>,
    _ count: inout Int
  ) -> UInt32? {
    var marks = marks.mutableSpan
    var end = count
    defer { count = end }
    for index in nodes.indices {
      let node = nodes[index]
      let known = marks[Int(node)]
      if known == other { return node }
      marks[Int(node)] = mark
      list[end] = node
      end += known == mark ? 0 : 1
    }
    return nil
  }

  /// Marks some nodes.
  ///
  /// - Returns: how many of them did not have the mark.
  /// - Complexity: O(*f*) for *f* nodes.
  @inline(__always)
  mutating func set(_ mark: UInt8, at nodes: Span<UInt32>) -> Int {
    var marks = marks.mutableSpan
    var count = 0
    for index in nodes.indices {
      let node = Int(nodes[index])
      let known = marks[node]
      marks[node] = mark
      count += known == mark ? 0 : 1
    }
    return count
  }
}
