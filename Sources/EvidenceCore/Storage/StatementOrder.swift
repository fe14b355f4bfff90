/// The statements in the order of (from, relation, to, row), and what they are sorted by.
struct StatementOrder: Sendable {
  /// The row of each statement.
  private(set) var rows: [UInt32]
  /// The relation of each statement.
  private(set) var relations: Column<UInt32>
  /// The node that each statement leads to.
  private(set) var targets: Column<UInt32>
  /// Where the statements from each node begin.
  private(set) var starts: [UInt32]
  /// The places, ascending, of statements that join the same two nodes by the same relation as the one
  /// before them.
  private(set) var repeats: [Int] = []
  /// So many statements are sorted on one thread.
  static let mostOnOneThread = 1 << 15

  /// Sorts statements.
  ///
  /// - Parameters:
  ///   - statements: what is left out of them has the node `.max` at both ends.
  ///   - nodes: how many nodes there are.
  /// - Complexity: O(*n* + *m* log *d*) for *n* nodes and *m* statements, at most *d* of them from one node.
  init(_ statements: StatementColumns, nodes: Int) {
    (rows, starts) = statements.from.withValues { Self.grouped($0, nodes) }
    if Self.isIdentity(rows, statements.count) {
      (relations, targets) = (statements.relations, statements.to)
    } else {
      (relations, targets) = Self.gathered(rows, statements)
    }
    let (first, second) = lookAtAll()
    repeats = first.repeats + second.repeats
    let unsorted = first.unsorted + second.unsorted
    guard !unsorted.isEmpty else { return }
    Self.sort(unsorted, starts, &rows, &relations, &targets, &repeats)
    repeats.sort()
  }

  /// Keeps only some of the statements, or changes the order of those that join the same two nodes by the
  /// same relation.
  mutating func take(_ rows: [UInt32], of statements: StatementColumns) {
    if rows == self.rows { return }
    self.rows = rows
    (relations, targets) = Self.gathered(rows, statements)
    statements.from.withValues { from in
      for node in starts.indices { starts[node] = 0 }
      for row in rows { starts[Int(from[Int(row)]) + 1] += 1 }
    }
    for node in starts.indices.dropFirst() { starts[node] += starts[node - 1] }
    repeats = []
  }

  /// Puts the node that each statement starts from in the place of what a column holds.
  func fill(_ sources: inout Column<UInt32>) {
    sources.removeLast(sources.count - rows.count)
    sources.withMutableValues { sources in
      for node in 0..<starts.count - 1 {
        for place in Int(starts[node])..<Int(starts[node + 1]) { sources[place] = UInt32(node) }
      }
    }
  }

  /// Whether the order is that of the rows.
  func isIdentity(_ count: Int) -> Bool { Self.isIdentity(rows, count) }

  private static func isIdentity(_ rows: [UInt32], _ count: Int) -> Bool {
    rows.count == count && rows.indices.allSatisfy { rows[$0] == UInt32($0) }
  }

  /// The rows by the node that they start from, and where those of each node begin.
  private static func grouped(
    _ from: UnsafeBufferPointer<UInt32>,
    _ nodes: Int
  ) -> (rows: [UInt32], starts: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: nodes + 1)
    for node in from where node != .max { starts[Int(node) + 1] += 1 }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var rows = [UInt32](repeating: 0, count: Int(starts[nodes]))
    var next = starts
    for (row, node) in from.enumerated() where node != .max {
      rows[Int(next[Int(node)])] = UInt32(row)
      next[Int(node)] += 1
    }
    return (rows, starts)
  }

  private static func gathered(
    _ rows: [UInt32],
    _ statements: StatementColumns
  ) -> (relations: Column<UInt32>, targets: Column<UInt32>) {
    SideBySide.run(
      onTwoThreads: rows.count > mostOnOneThread,
      { statements.relations.gathered(rows) },
      { statements.to.gathered(rows) }
    )
  }

  // MARK: Rows of nodes

  /// Nodes whose statements are not sorted, and the repeats among the others.
  private struct Findings: Sendable {
    var unsorted: [UInt32] = []
    var repeats: [Int] = []
  }

  private func lookAtAll() -> (Findings, Findings) {
    let nodes = starts.count - 1
    let half = UInt32(rows.count / 2)
    let middle = min(starts.firstIndex { $0 > half } ?? nodes, nodes)
    return SideBySide.run(
      onTwoThreads: rows.count > Self.mostOnOneThread,
      { look(at: 0..<middle) },
      { look(at: middle..<nodes) }
    )
  }

  private func look(at nodes: Range<Int>) -> Findings {
    var found = Findings()
    relations.withValues { relations in
      targets.withValues { targets in
        for node in nodes {
          let row = Int(starts[node])..<Int(starts[node + 1])
          guard row.count > 1 else { continue }
          let repeats = found.repeats.count
          var last = Self.key(relations[row.lowerBound], targets[row.lowerBound])
          for place in row.dropFirst() {
            let key = Self.key(relations[place], targets[place])
            if key == last { found.repeats.append(place) }
            if key < last {
              found.repeats.removeLast(found.repeats.count - repeats)
              found.unsorted.append(UInt32(node))
              break
            }
            last = key
          }
        }
      }
    }
    WorkCounter.add(nodes.isEmpty ? 0 : Int(starts[nodes.upperBound] - starts[nodes.lowerBound]))
    return found
  }

  @inline(__always)
  private static func key(_ relation: UInt32, _ target: UInt32) -> UInt64 {
    UInt64(relation) << 32 | UInt64(target)
  }

  /// Sorts the statements from some nodes.
  private static func sort(
    _ nodes: [UInt32],
    _ starts: [UInt32],
    _ rows: inout [UInt32],
    _ relations: inout Column<UInt32>,
    _ targets: inout Column<UInt32>,
    _ repeats: inout [Int]
  ) {
    var comparisons = 0
    var sorted: [(key: UInt64, row: UInt32)] = []
    relations.withMutableValues { relations in
      targets.withMutableValues { targets in
        for node in nodes {
          let places = Int(starts[Int(node)])..<Int(starts[Int(node) + 1])
          sorted.removeAll(keepingCapacity: true)
          for place in places {
            sorted.append((key(relations[place], targets[place]), rows[place]))
          }
          sorted.sort {
            comparisons += 1
            return $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row
          }
          for (offset, entry) in sorted.enumerated() {
            let place = places.lowerBound + offset
            relations[place] = UInt32(entry.key >> 32)
            targets[place] = UInt32(truncatingIfNeeded: entry.key)
            rows[place] = entry.row
            if offset > 0, sorted[offset - 1].key == entry.key { repeats.append(place) }
          }
        }
      }
    }
    WorkCounter.add(comparisons)
  }
}
