internal import EvidenceCore

/// A number for each of some nodes: nodes of one kind lie close together, and room is taken for those
/// between the first and the last of them alone.
struct NodeNumbers: Sendable {
  /// Stands for no number.
  static let none = UInt32.max

  private var first = 0
  private var numbers: [UInt32] = []

  /// Numbers for some nodes, none so far; other nodes may be given numbers too.
  init(for nodes: some Collection<NodeID>) {
    guard let least = nodes.min(), let greatest = nodes.max() else { return }
    first = least.position
    numbers = Array(repeating: Self.none, count: greatest.position - first + 1)
  }

  /// The numbers of some nodes, which are their places.
  init(numbering nodes: some Collection<NodeID>) {
    self.init(for: nodes)
    for (number, node) in nodes.enumerated() { self[node] = UInt32(number) }
  }

  /// The number of a node, or ``none``.
  ///
  /// - Complexity: O(1); where a number is given, O(nodes between) if none was given so far out.
  subscript(node: NodeID) -> UInt32 {
    @inline(__always)
    get {
      let place = node.position - first
      return place >= 0 && place < numbers.count ? numbers[place] : Self.none
    }
    set {
      let place = node.position - first
      if place < 0 || place >= numbers.count { makeRoom(for: node) }
      numbers[node.position - first] = newValue
    }
  }

  private mutating func makeRoom(for node: NodeID) {
    if numbers.isEmpty { first = node.position }
    // Nodes that come one after the other from afar make room for twice as many.
    let before = max(0, first - node.position)
    if before > 0 {
      let added = min(first, max(before, numbers.count))
      numbers.insert(contentsOf: repeatElement(Self.none, count: added), at: 0)
      first -= added
    }
    let missing = node.position - first + 1 - numbers.count
    if missing > 0 {
      numbers += repeatElement(Self.none, count: max(missing, numbers.count))
    }
  }
}
