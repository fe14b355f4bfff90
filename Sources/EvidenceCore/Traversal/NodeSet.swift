/// A set of nodes of one snapshot: one bit a node.
public struct NodeSet: Hashable, Sendable {
  /// The bits, the lowest node first; those beyond the last node are 0.
  package var words: [UInt64]

  /// Makes an empty set for a graph of so many nodes.
  ///
  /// - Complexity: O(*n* / 64).
  public init(nodeCount: Int) {
    words = Array(repeating: 0, count: (nodeCount + 63) / 64)
  }

  /// Makes a set of nodes.
  public init(_ nodes: some Sequence<NodeID>, nodeCount: Int) {
    self.init(nodeCount: nodeCount)
    for node in nodes { insert(node) }
  }

  /// Whether a node is in the set.
  public func contains(_ node: NodeID) -> Bool {
    words[node.position >> 6] & (1 << UInt64(node.index & 63)) != 0
  }

  /// Adds a node.
  ///
  /// - Returns: whether it is new.
  @discardableResult
  public mutating func insert(_ node: NodeID) -> Bool {
    let bit: UInt64 = 1 << UInt64(node.index & 63)
    let word = node.position >> 6
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }

  /// Takes a node out.
  public mutating func remove(_ node: NodeID) {
    words[node.position >> 6] &= ~(1 << UInt64(node.index & 63))
  }

  /// Adds every node of another set of the same snapshot.
  public mutating func formUnion(_ other: NodeSet) {
    precondition(words.count == other.words.count, "the sets belong to different snapshots")
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Keeps what another set of the same snapshot holds too.
  public mutating func formIntersection(_ other: NodeSet) {
    precondition(words.count == other.words.count, "the sets belong to different snapshots")
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// How many nodes are in the set.
  ///
  /// - Complexity: O(*n* / 64).
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether the set holds no node.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The nodes, in the order of keys.
  public var nodes: [NodeID] {
    var result: [NodeID] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(NodeID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }
}
