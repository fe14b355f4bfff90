internal import Synchronization

/// How many nodes there are of each kind, and how many statements of each relation join which kinds:
/// counted when first wanted, and kept as long as the graph.
package struct GraphCounts: Sendable {
  /// By the number of the kind.
  package let kinds: [Int]
  /// By the number of the relation.
  package let relations: [Int]
  /// By the number of the kind, the nodes between its first and its last.
  let ranges: [Range<Int>]
  private let starts: [Int]
  private let ends: [Int]

  /// How many statements of a relation start at nodes of a kind.
  package func statements(_ relation: Int, from kind: Int) -> Int {
    starts[relation * kinds.count + kind]
  }

  /// How many statements of a relation end at nodes of a kind.
  package func statements(_ relation: Int, to kind: Int) -> Int {
    ends[relation * kinds.count + kind]
  }

  fileprivate init(_ storage: GraphStorage) {
    let width = storage.kinds.count
    var kinds = [Int](repeating: 0, count: width)
    var starts = [Int](repeating: 0, count: width * storage.relations.count)
    var ends = starts
    var ranges = [Range<Int>](repeating: 0..<0, count: width)
    let statements = storage.statements
    storage.nodes.kinds.withValues { kindOf in
      for (node, kind) in kindOf.enumerated() {
        let first = kinds[Int(kind)] == 0 ? node : ranges[Int(kind)].lowerBound
        ranges[Int(kind)] = first..<node + 1
        kinds[Int(kind)] += 1
      }
      statements.relations.withValues { relations in
        statements.from.withValues { Self.count($0, relations, kindOf, width, &starts) }
        statements.to.withValues { Self.count($0, relations, kindOf, width, &ends) }
      }
    }
    self.kinds = kinds
    self.ranges = ranges
    self.starts = starts
    self.ends = ends
    relations = storage.relations.indices.map { relation in
      starts[relation * width..<(relation + 1) * width].reduce(0, +)
    }
  }

  /// Counts the ends of statements by their relations and kinds.
  private static func count(
    _ nodes: UnsafeBufferPointer<UInt32>,
    _ relations: UnsafeBufferPointer<UInt32>,
    _ kinds: UnsafeBufferPointer<UInt32>,
    _ width: Int,
    _ counts: inout [Int]
  ) {
    let (nodes, relations, kinds) = (nodes.span, relations.span, kinds.span)
    var counts = counts.mutableSpan
    for edge in relations.indices {
      counts[Int(relations[edge]) &* width &+ Int(kinds[Int(nodes[edge])])] &+= 1
    }
  }
}

/// The counts of a graph, once they are known.
final class KeptCounts: Sendable {
  private let kept = Mutex<GraphCounts?>(nil)

  /// The counts, if they were asked for before.
  var known: GraphCounts? { kept.withLock { $0 } }

  func counts(of storage: GraphStorage) -> GraphCounts {
    kept.withLock { kept in
      if let kept { return kept }
      let made = GraphCounts(storage)
      kept = made
      return made
    }
  }
}

extension EvidenceGraph {
  /// The counts by kind and relation.
  ///
  /// - Complexity: O(*n* + *m*) the first time, O(1) from then on.
  package var counts: GraphCounts { storage.keptCounts.counts(of: storage) }
}
