extension EvidenceGraph {
  /// The statements from one node, in the order of (relation, to, id).
  ///
  /// - Complexity: O(1).
  public func outgoing(_ node: NodeID) -> EdgeRange {
    EdgeRange(
      storage: nil,
      range: storage.adjacency.outgoingStarts.row(node.position)
    )
  }

  /// The statements of one relation from one node, in the order of (to, id).
  ///
  /// - Complexity: O(log *d* + log *r*) for *d* statements from the node and *r* relations.
  public func outgoing(_ node: NodeID, _ relation: Relation) -> EdgeRange {
    narrowed(outgoing(node), to: relation)
  }

  /// The statements to one node, in the order of (relation, from, id).
  ///
  /// - Complexity: O(1).
  public func incoming(_ node: NodeID) -> EdgeRange {
    EdgeRange(
      storage: storage,
      range: storage.adjacency.incomingStarts.row(node.position)
    )
  }

  /// The statements of one relation to one node, in the order of (from, id).
  ///
  /// - Complexity: O(log *d* + log *r*) for *d* statements to the node and *r* relations.
  public func incoming(_ node: NodeID, _ relation: Relation) -> EdgeRange {
    narrowed(incoming(node), to: relation)
  }

  private func narrowed(_ edges: EdgeRange, to relation: Relation) -> EdgeRange {
    guard !edges.isEmpty, let wanted = relationNumber(relation) else { return edges.slice(0..<0) }
    return narrowed(edges, toRelationNumber: wanted)
  }

  /// - Complexity: O(log *r*) for *r* relations.
  func relationNumber(_ relation: Relation) -> UInt32? {
    let relations = storage.relations
    var low = 0
    var high = relations.count
    while low < high {
      let middle = (low + high) / 2
      if relations[middle] < relation { low = middle + 1 } else { high = middle }
    }
    return low < relations.count && relations[low] == relation ? UInt32(low) : nil
  }
}

/// Some statements of one node, ready to be walked over.
public struct EdgeRange: RandomAccessCollection, Sendable {
  /// Holds the list of incoming statements; outgoing ones need none, their numbers are a range.
  let storage: GraphStorage?
  let range: Range<Int>

  public var startIndex: Int { 0 }
  public var endIndex: Int { range.count }

  public subscript(_ index: Int) -> EdgeID {
    let position = range.lowerBound + index
    return storage.map { EdgeID($0.adjacency.incoming[position]) } ?? EdgeID(position)
  }

  func slice(_ part: Range<Int>) -> EdgeRange {
    let start = range.lowerBound
    return EdgeRange(storage: storage, range: start + part.lowerBound..<start + part.upperBound)
  }
}
