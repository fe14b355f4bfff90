/// A number for each of some neighbouring nodes; 0 for all others.
struct NodeSums {
  let nodes: Range<Int>
  var values: [Int]

  init(_ nodes: Range<Int>) {
    self.nodes = nodes
    values = [Int](repeating: 0, count: nodes.count)
  }

  @inline(__always)
  subscript(_ node: Int) -> Int {
    nodes.contains(node) ? values[node - nodes.lowerBound] : 0
  }
}

/// The ways from all nodes at once, those that lie behind first: a pass over the statements of each
/// branch, one after the other as they lie in memory.
extension BranchCounts {
  /// Counts the ways of all levels that ask nothing more of what they meet, from every node.
  func sumAll(_ levels: [Level]) throws {
    for level in levels {
      if level.isPlain { try sumAll(level) } else { try sumAll(level.branches) }
    }
  }

  /// Counts the ways of a level from every node.
  ///
  /// A node that nobody asks of may have more ways than a number holds: then nothing is kept, and ways
  /// are counted from those nodes alone that are asked of.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of any relation.
  func sumAll(_ level: Level) throws {
    for inner in level.branches { try sumAll(inner) }
    guard level.branches.allSatisfy({ $0.sums != nil }) else { return }
    let parts = parts(of: level.branch)
    let nodes = parts.map(\.nodes).filter { !$0.isEmpty }
    let low = nodes.map(\.lowerBound).min() ?? 0
    var sums = NodeSums(low..<max(low, nodes.map(\.upperBound).max() ?? 0))
    let isEither = level.branch.direction == .either
    if level.isDegree, !isEither {
      for part in parts {
        for node in part.nodes { sums.values[node - low] += part.row(node).count }
      }
    } else {
      guard let behind = behind(level) else { return }
      for part in parts {
        guard try add(part, behind, skipsLoops: isEither && part.isIncoming, to: &sums) else {
          return
        }
      }
    }
    level.sums = sums
  }

  /// The rows of one relation, or of all, one way.
  private struct Part {
    let isIncoming: Bool
    let nodes: Range<Int>
    /// Where the rows of all relations start; `nil`: the rows are those of one relation.
    var starts: Column<UInt32>?
    var rows: RelationRows?

    @inline(__always)
    func row(_ node: Int) -> Range<Int> { rows?.row(node) ?? starts?.row(node) ?? 0..<0 }
  }

  private func parts(of branch: Branch) -> [Part] {
    var result: [Part] = []
    for isIncoming in [false, true] where branch.direction != (isIncoming ? .outgoing : .incoming) {
      guard let wanted = branch.relations else {
        let adjacency = storage.adjacency
        let starts = isIncoming ? adjacency.incomingStarts : adjacency.outgoingStarts
        result.append(Part(isIncoming: isIncoming, nodes: 0..<graph.nodeCount, starts: starts))
        continue
      }
      for relation in wanted {
        let rows = storage.keptRows.rows(UInt32(relation), outgoing: !isIncoming, in: storage)
        result.append(Part(isIncoming: isIncoming, nodes: rows.nodes, rows: rows))
      }
    }
    return result
  }

  /// The ways on from each node behind a statement of a level; none from one of another kind.
  ///
  /// - Returns: `nil` for more ways than a number holds.
  private func behind(_ level: Level) -> NodeSums? {
    let ranges = level.branches.compactMap { $0.sums?.nodes }
    let low = ranges.map(\.lowerBound).max() ?? 0
    let high = ranges.map(\.upperBound).min() ?? graph.nodeCount
    var result = NodeSums(low..<max(low, high))
    let nodes = result.nodes
    if let kind = level.branch.kind {
      storage.nodes.kinds.withValues(in: nodes) { kinds in
        for (place, other) in kinds.enumerated() where other == UInt32(kind) {
          result.values[place] = 1
        }
      }
    } else {
      for place in result.values.indices { result.values[place] = 1 }
    }
    for sums in level.branches.compactMap(\.sums) {
      let first = nodes.lowerBound - sums.nodes.lowerBound
      for place in result.values.indices {
        let (product, overflows) = result.values[place].multipliedReportingOverflow(
          by: sums.values[first + place]
        )
        if overflows { return nil }
        result.values[place] = product
      }
    }
    return result
  }

  /// Adds what lies behind the statements of a part to the nodes that they are at.
  ///
  /// - Returns: whether every sum is a number.
  private func add(
    _ part: Part,
    _ behind: NodeSums,
    skipsLoops: Bool,
    to sums: inout NodeSums
  ) throws -> Bool {
    let low = sums.nodes.lowerBound
    let ends = part.isIncoming ? storage.adjacency.sources : storage.statements.to
    var nodes = part.nodes
    while !nodes.isEmpty {
      // Whoever waits may end it between two portions.
      let portion = nodes.prefix(1 << 14)
      nodes = nodes.dropFirst(portion.count)
      var looked = 0
      var isNumber = true
      ends.withValues { ends in
        for node in portion {
          var sum = sums.values[node - low]
          let row = part.row(node).clamped(to: ends.indices)
          looked += row.count
          for place in row {
            let other = Int(ends[place])
            if skipsLoops, other == node { continue }
            let (next, overflows) = sum.addingReportingOverflow(behind[other])
            if overflows { isNumber = false }
            sum = next
          }
          sums.values[node - low] = sum
        }
      }
      try onWork(looked)
      if !isNumber { return false }
    }
    return true
  }
}
