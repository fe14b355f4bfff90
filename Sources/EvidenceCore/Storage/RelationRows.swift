internal import Synchronization

/// Where in the rows of nodes the statements of one relation lie, or those of all, one way: for those
/// who ask of most nodes, who would otherwise search each row.
struct RelationRows: Sendable {
  /// The places of one node's statements, in the statements or in the rows of incoming ones.
  struct RowBounds {
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  /// The nodes between the first and the last that have any.
  let nodes: Range<Int>
  /// The nodes between the first and the last at the other end of one.
  let others: Range<Int>
  /// The rows of ``nodes``.
  let parts: [RowBounds]

  /// The places of a node's statements of the relation.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func row(_ node: Int) -> Range<Int> {
    guard nodes.contains(node) else { return 0..<0 }
    let part = parts[node - nodes.lowerBound]
    return Int(part.start)..<Int(part.end)
  }

  /// How many statements of the relation each of some nodes has.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  func degrees(of nodes: [UInt32]) -> [Int] { nodes.map { row(Int($0)).count } }

  private init(nodes: Range<Int>, others: Range<Int>, parts: [RowBounds]) {
    self.nodes = nodes
    self.others = others
    self.parts = parts
  }

  private static let none = RelationRows(nodes: 0..<0, others: 0..<0, parts: [])

  /// The rows of all relations, by where they start.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  private static func all(_ starts: Column<UInt32>) -> RelationRows {
    let nodes = 0..<starts.count - 1
    let parts = nodes.map { node in
      let row = starts.row(node)
      return RowBounds(start: UInt32(row.lowerBound), end: UInt32(row.upperBound))
    }
    return RelationRows(nodes: nodes, others: nodes, parts: parts)
  }

  /// Finds the rows of a relation.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation.
  private static func outgoing(_ relation: UInt32, _ storage: GraphStorage) -> RelationRows {
    let statements = storage.statements
    return statements.relations.withValues { relations in
      statements.from.withValues { from in
        statements.to.withValues { to in
          guard let first = relations.firstIndex(of: relation),
            let last = relations.lastIndex(of: relation), from[first] <= from[last]
          else { return none }
          let nodes = Int(from[first])..<Int(from[last]) + 1
          var parts = [RowBounds](repeating: RowBounds(), count: nodes.count)
          var (low, high) = (UInt32.max, UInt32(0))
          for edge in first...last where relations[edge] == relation {
            let node = Int(from[edge])
            // A row is one piece: statements are sorted by (from, relation).
            guard nodes.contains(node) else { continue }
            let place = node - nodes.lowerBound
            if parts[place].end == 0 { parts[place].start = UInt32(edge) }
            parts[place].end = UInt32(edge) + 1
            low = min(low, to[edge])
            high = max(high, to[edge])
          }
          return RelationRows(nodes: nodes, others: Int(low)..<Int(high) + 1, parts: parts)
        }
      }
    }
  }

  /// Finds the rows of a relation in those of incoming statements.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation.
  private static func incoming(_ relation: UInt32, _ storage: GraphStorage) -> RelationRows {
    let counts = storage.keptCounts.counts(of: storage)
    let (nodes, others) = (counts.objects[Int(relation)], counts.subjects[Int(relation)])
    let parts =
      nodes.count < storage.statements.count / 16
      ? searched(nodes, relation, storage) : counted(nodes, relation, storage)
    return parts.isEmpty ? none : RelationRows(nodes: nodes, others: others, parts: parts)
  }

  /// Searches the row of each of a few nodes.
  ///
  /// - Complexity: O(*n* log *d*) for *n* nodes and *d* statements at one.
  private static func searched(
    _ nodes: Range<Int>,
    _ relation: UInt32,
    _ storage: GraphStorage
  ) -> [RowBounds] {
    let graph = EvidenceGraph(storage: storage)
    return nodes.map { node in
      let row = storage.adjacency.incomingStarts.row(node)
      let part = graph.narrowed(row, to: relation, isIncoming: true)
      return RowBounds(start: UInt32(part.lowerBound), end: UInt32(part.upperBound))
    }
  }

  /// Counts the statements of nodes, of which what has a lower number comes before the relation.
  ///
  /// - Complexity: O(*m*) for *m* statements of any relation.
  private static func counted(
    _ nodes: Range<Int>,
    _ relation: UInt32,
    _ storage: GraphStorage
  ) -> [RowBounds] {
    storage.statements.relations.withValues { relations in
      storage.statements.to.withValues { to in
        // How many come before, and how many are of the relation.
        var parts = [RowBounds](repeating: RowBounds(), count: nodes.count)
        for edge in relations.indices where relations[edge] <= relation {
          let node = Int(to[edge])
          guard nodes.contains(node) else { continue }
          if relations[edge] == relation {
            parts[node - nodes.lowerBound].end += 1
          } else {
            parts[node - nodes.lowerBound].start += 1
          }
        }
        let count = UInt32(relations.count)
        storage.adjacency.incomingStarts.withValues(in: nodes) { starts in
          for (place, start) in starts.enumerated() {
            // Bounds hold in a damaged file too.
            let first = min(start + parts[place].start, count)
            parts[place] = RowBounds(start: first, end: min(first + parts[place].end, count))
          }
          if starts.isEmpty { parts = [] }
        }
        return parts
      }
    }
  }
}

extension RelationRows {
  /// Finds the rows of a relation, or of all, one way.
  fileprivate init(_ relation: UInt32?, outgoing isOutgoing: Bool, _ storage: GraphStorage) {
    let adjacency = storage.adjacency
    self =
      switch (relation, isOutgoing) {
      case (nil, true): .all(adjacency.outgoingStarts)
      case (nil, false): .all(adjacency.incomingStarts)
      case (let relation?, true): .outgoing(relation, storage)
      case (let relation?, false): .incoming(relation, storage)
      }
  }
}

/// The rows by relation of a graph that were asked for; under no relation those of all.
final class KeptRows: Sendable {
  private let outgoing = Mutex<[UInt32?: RelationRows]>([:])
  private let incoming = Mutex<[UInt32?: RelationRows]>([:])

  /// Whether the rows of a relation were asked for before.
  func hasRows(_ relation: UInt32?, outgoing isOutgoing: Bool) -> Bool {
    isOutgoing
      ? outgoing.withLock { $0[relation] != nil } : incoming.withLock { $0[relation] != nil }
  }

  /// The rows of a relation one way; found when first asked for, and kept as long as the graph.
  func rows(
    _ relation: UInt32?,
    outgoing isOutgoing: Bool,
    in storage: GraphStorage
  ) -> RelationRows {
    func find(_ kept: inout [UInt32?: RelationRows]) -> RelationRows {
      if let rows = kept[relation] { return rows }
      let rows = RelationRows(relation, outgoing: isOutgoing, storage)
      kept[relation] = rows
      return rows
    }
    return isOutgoing ? outgoing.withLock { find(&$0) } : incoming.withLock { find(&$0) }
  }
}
