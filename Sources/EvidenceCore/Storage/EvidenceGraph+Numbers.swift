/// Kinds and relations by number, for engines that look at many of them: a number is the position
/// in ``EvidenceGraph/kinds`` or ``EvidenceGraph/relations``.
extension EvidenceGraph {
  /// The number of a node's kind.
  package func kindNumber(of node: NodeID) -> Int { Int(storage.nodes.kinds[node.position]) }

  /// The number of a statement's relation.
  package func relationNumber(of edge: EdgeID) -> Int {
    Int(storage.statements.relations[edge.position])
  }

  /// The names of all properties that nodes or statements have, beside their fields; sorted.
  package var propertyNames: [String] {
    let names = Set(storage.nodes.properties.columns.keys)
      .union(storage.statements.properties.columns.keys)
    return names.map { storage.texts[$0] }.sorted { $0.precedesInUTF8($1) }
  }

  /// Whether any node or statement has a property of a name, beside their fields.
  package func hasProperty(_ name: String) -> Bool {
    !storage.nodeProperties[name].isEmpty || !storage.statementProperties[name].isEmpty
  }

  /// Calls a function with the nodes that have a property and its values, where all values of that name
  /// are whole numbers.
  package func withIntegers(
    _ name: String,
    _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Int64>) -> Void
  ) {
    let columns = storage.nodeProperties[name]
    guard columns.count == 1, let column = columns.first, case .integers(let values) = column.values
    else { return }
    column.rows.withValues { rows in values.withValues { body(rows, $0) } }
  }

  /// The statements of one relation among those of one node one way.
  ///
  /// - Complexity: O(log *d*) for *d* statements.
  package func narrowed(_ edges: EdgeRange, toRelationNumber wanted: UInt32) -> EdgeRange {
    let row = narrowed(edges.range, to: wanted, isIncoming: edges.storage != nil)
    return EdgeRange(storage: edges.storage, range: row)
  }

  /// How many statements a node has one way, of one relation or of any.
  ///
  /// - Complexity: O(log *d*) for *d* statements.
  package func degree(of node: NodeID, relation: UInt32?, outgoing: Bool) -> Int {
    row(of: node, relation: relation, outgoing: outgoing).count
  }

  /// Calls a function with the statements of a node one way, of one relation or of any, and with
  /// their other ends, until it says no.
  ///
  /// - Returns: whether it never said no.
  package func forEachNeighbour(
    of node: NodeID,
    relation: UInt32?,
    outgoing: Bool,
    _ body: (EdgeID, NodeID) throws -> Bool
  ) rethrows -> Bool {
    let row = row(of: node, relation: relation, outgoing: outgoing)
    if outgoing {
      for place in row where try !body(EdgeID(place), NodeID(storage.statements.to[place])) {
        return false
      }
    } else {
      for place in row {
        let edge = EdgeID(storage.adjacency.incoming[place])
        if try !body(edge, NodeID(storage.adjacency.sources[place])) { return false }
      }
    }
    return true
  }

  private func row(of node: NodeID, relation: UInt32?, outgoing: Bool) -> Range<Int> {
    let row =
      outgoing
      ? storage.adjacency.outgoingStarts.row(node.position)
      : storage.adjacency.incomingStarts.row(node.position)
    guard let relation else { return row }
    return narrowed(row, to: relation, isIncoming: !outgoing)
  }

  /// The part of a node's row with statements of a relation; most rows hold one relation alone.
  func narrowed(_ row: Range<Int>, to wanted: UInt32, isIncoming: Bool) -> Range<Int> {
    if row.isEmpty { return row }
    func relation(_ place: Int) -> UInt32 {
      storage.statements.relations[isIncoming ? Int(storage.adjacency.incoming[place]) : place]
    }
    let (first, last) = (relation(row.lowerBound), relation(row.upperBound - 1))
    if first == wanted, last == wanted { return row }
    if first > wanted || last < wanted { return row.lowerBound..<row.lowerBound }
    func boundary(from start: Int, _ isPast: (UInt32) -> Bool) -> Int {
      var (low, high) = (start, row.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if isPast(relation(middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = boundary(from: row.lowerBound) { $0 >= wanted }
    return start..<boundary(from: start) { $0 > wanted }
  }
}
