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
  /// By the number of the relation, the nodes between the first and the last where statements of it
  /// start.
  let subjects: [Range<Int>]
  /// By the number of the relation, the nodes between the first and the last where statements of it
  /// end.
  let objects: [Range<Int>]
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
    var ranges = [Range<Int>](repeating: 0..<0, count: width)
    let statements = storage.statements
    let (starts, ends) = storage.nodes.kinds.withValues { kindOf in
      for (node, kind) in kindOf.enumerated() {
        let first = kinds[Int(kind)] == 0 ? node : ranges[Int(kind)].lowerBound
        ranges[Int(kind)] = first..<node + 1
        kinds[Int(kind)] += 1
      }
      return statements.relations.withValues { relations in
        func ends(_ nodes: Column<UInt32>) -> Ends {
          var ends = Ends(kinds: width, relations: storage.relations.count)
          nodes.withValues { nodes in
            if width <= 1 << 8 {
              // Of small numbers more are near at hand.
              let small = kindOf.map { UInt8(truncatingIfNeeded: $0) }
              ends.add(nodes.span, relations.span, small.span)
            } else {
              ends.add(nodes.span, relations.span, kindOf.span)
            }
          }
          return ends
        }
        return (ends(statements.from), ends(statements.to))
      }
    }
    self.kinds = kinds
    self.ranges = ranges
    self.starts = starts.counts
    self.ends = ends.counts
    subjects = starts.ranges
    objects = ends.ranges
    relations = storage.relations.indices.map { relation in
      starts.counts[relation * width..<(relation + 1) * width].reduce(0, +)
    }
  }

  /// Ends of statements by their relations and kinds.
  private struct Ends {
    private let width: Int
    private(set) var counts: [Int]
    private var lows: [UInt32]
    private var highs: [UInt32]

    init(kinds: Int, relations: Int) {
      width = kinds
      counts = [Int](repeating: 0, count: kinds * relations)
      lows = [UInt32](repeating: .max, count: relations)
      highs = [UInt32](repeating: 0, count: relations)
    }

    /// By the number of the relation, the nodes between the first and the last.
    var ranges: [Range<Int>] {
      zip(lows, highs).map { low, high in low <= high ? Int(low)..<Int(high) + 1 : 0..<0 }
    }

    mutating func add(
      _ nodes: Span<UInt32>,
      _ relations: Span<UInt32>,
      _ kinds: Span<some FixedWidthInteger>
    ) {
      Self.add(nodes, relations, kinds, width, &counts, &lows, &highs)
    }

    @inline(__always)
    private static func add(
      _ nodes: Span<UInt32>,
      _ relations: Span<UInt32>,
      _ kinds: Span<some FixedWidthInteger>,
      _ width: Int,
      _ counts: inout [Int],
      _ lows: inout [UInt32],
      _ highs: inout [UInt32]
    ) {
      var counts = counts.mutableSpan
      var lows = lows.mutableSpan
      var highs = highs.mutableSpan
      for edge in relations.indices {
        let (relation, node) = (Int(relations[edge]), nodes[edge])
        counts[relation &* width &+ Int(kinds[Int(node)])] &+= 1
        lows[relation] = min(lows[relation], node)
        highs[relation] = max(highs[relation], node)
      }
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
