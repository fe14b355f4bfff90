/// Kinds and relations by number, for engines that look at many of them: a number is the position
/// in ``EvidenceGraph/kinds`` or ``EvidenceGraph/relations``.
extension EvidenceGraph {
  /// The number of a node's kind.
  package func kindNumber(of node: NodeID) -> Int { Int(storage.nodes.kinds[node.position]) }

  /// The number of a statement's relation.
  package func relationNumber(of edge: EdgeID) -> Int {
    Int(storage.statements.relations[edge.position])
  }

  /// How many nodes there are of each kind.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  package var kindCounts: [Int] { Self.counts(storage.nodes.kinds, kinds.count) }

  /// How many statements there are of each relation.
  ///
  /// - Complexity: O(*m*) for *m* statements.
  package var relationCounts: [Int] { Self.counts(storage.statements.relations, relations.count) }

  /// The names of all properties that nodes or statements have, beside their fields; sorted.
  package var propertyNames: [String] {
    let names = Set(storage.nodes.properties.columns.keys)
      .union(storage.statements.properties.columns.keys)
    return names.map { storage.texts[$0] }.sorted { $0.precedesInUTF8($1) }
  }

  private static func counts(_ numbers: Column<UInt32>, _ count: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for number in numbers { counts[Int(number)] += 1 }
    return counts
  }

  /// The statements of one relation among those of one node one way.
  ///
  /// - Complexity: O(log *d*) for *d* statements.
  package func narrowed(_ edges: EdgeRange, toRelationNumber wanted: UInt32) -> EdgeRange {
    let relations = storage.statements.relations
    func firstIndex(from start: Int, where isPast: (UInt32) -> Bool) -> Int {
      var low = start
      var high = edges.count
      while low < high {
        let middle = (low + high) / 2
        if isPast(relations[edges[middle].position]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let first = firstIndex(from: 0) { $0 >= wanted }
    return edges.slice(first..<firstIndex(from: first) { $0 > wanted })
  }
}
