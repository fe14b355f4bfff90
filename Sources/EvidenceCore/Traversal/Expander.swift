/// Follows the statements of very many nodes one way; once it has been asked of many, by rows that
/// need not be searched.
package final class Expander {
  /// What was found: for each statement which node it is of, its other end, and itself.
  package struct Steps {
    /// Places in the list of nodes.
    package var parents: [Int32] = []
    package var ends: [UInt32] = []
    package var edges: [UInt32] = []

    package init() {}
  }

  private let graph: EvidenceGraph
  private let relation: UInt32?
  private let isOutgoing: Bool
  private let kind: UInt32?
  @exclusivity(unchecked) private var rows: RelationRows?
  /// How many rows are searched before the rows of the relation are asked for.
  @exclusivity(unchecked) private var patience: Int

  /// - Parameters:
  ///   - graph: the graph.
  ///   - relation: the number of the relation; `nil` is any.
  ///   - isOutgoing: which way.
  ///   - kind: the number of the kind that the other ends are of; `nil` is any.
  package init(_ graph: EvidenceGraph, relation: Int?, outgoing isOutgoing: Bool, kind: Int? = nil)
  {
    self.graph = graph
    self.relation = relation.map { UInt32($0) }
    self.isOutgoing = isOutgoing
    self.kind = kind.map { UInt32($0) }
    patience = graph.statementCount / 64
    if let relation = self.relation,
      graph.storage.keptRows.hasRows(relation, outgoing: isOutgoing)
    {
      patience = 0
    }
  }

  /// How many statements a node has.
  ///
  /// - Complexity: O(1) once asked of many; O(log *d*) for *d* statements of the node before that.
  package func degree(of node: UInt32) -> Int { row(of: node).count }

  @inline(__always)
  private func row(of node: UInt32) -> Range<Int> {
    if let rows { return rows.row(Int(node)) }
    return searched(node)
  }

  private func searched(_ node: UInt32) -> Range<Int> {
    let storage = graph.storage
    let row =
      isOutgoing
      ? storage.adjacency.outgoingStarts.row(Int(node))
      : storage.adjacency.incomingStarts.row(Int(node))
    guard let relation else { return row }
    patience -= 1
    if patience < 0 {
      let rows = storage.keptRows.rows(relation, outgoing: isOutgoing, in: storage)
      self.rows = rows
      return rows.row(Int(node))
    }
    return graph.narrowed(row, to: relation, isIncoming: !isOutgoing)
  }

  /// Follows the statements of nodes, one node after the other.
  ///
  /// - Parameters:
  ///   - nodes: the nodes.
  ///   - first: the place of the first of them that is followed.
  ///   - most: how many statements may be found before it stops behind a node.
  ///   - taken: for each node, statements that are passed over.
  ///   - wantsEnds: whether the other ends are noted.
  ///   - wantsEdges: whether the statements are noted.
  ///   - found: what is found takes the place of what it held.
  /// - Returns: the place of the first node that was not followed.
  /// - Complexity: O(nodes + statements).
  package func follow(
    _ nodes: [UInt32],
    from first: Int,
    most: Int,
    passingOver taken: [[UInt32]],
    wantsEnds: Bool,
    wantsEdges: Bool,
    into found: inout Steps
  ) -> Int {
    let storage = graph.storage
    let column = isOutgoing ? storage.statements.to : storage.adjacency.sources
    // All rows are looked up before any is read: look-ups that wait for memory wait together.
    var rows: [Range<Int>] = []
    rows.reserveCapacity(min(nodes.count - first, most))
    var count = 0
    for node in nodes[first...] {
      if count >= most { break }
      let row = row(of: node)
      count += row.count
      rows.append(row)
    }
    found.parents = [Int32](repeating: 0, count: count)
    found.ends = [UInt32](repeating: 0, count: wantsEnds ? count : 0)
    found.edges = [UInt32](repeating: 0, count: wantsEdges ? count : 0)
    let needsEdges = wantsEdges || !taken.isEmpty
    let filter = Filter(
      kind: kind,
      kinds: storage.nodes.kinds,
      incoming: needsEdges && !isOutgoing ? storage.adjacency.incoming : nil,
      taken: taken
    )
    let kept = column.withValues { ends in
      Self.collect(rows, first, ends.span, filter, &found.parents, &found.ends, &found.edges)
    }
    found.parents.removeLast(count - kept)
    if wantsEnds { found.ends.removeLast(count - kept) }
    if wantsEdges { found.edges.removeLast(count - kept) }
    return first + rows.count
  }

  /// Which statements are taken.
  private struct Filter {
    /// The number of the kind that the other ends are of; `nil` is any.
    let kind: UInt32?
    let kinds: Column<UInt32>
    /// The statements of incoming rows; `nil`: a place is a statement.
    let incoming: Column<UInt32>?
    /// For each node, statements that are passed over.
    let taken: [[UInt32]]
  }

  /// Notes the statements of rows that are taken.
  ///
  /// - Returns: how many.
  private static func collect(
    _ rows: [Range<Int>],
    _ first: Int,
    _ allEnds: Span<UInt32>,
    _ filter: Filter,
    _ parents: inout [Int32],
    _ ends: inout [UInt32],
    _ edges: inout [UInt32]
  ) -> Int {
    var parents = parents.mutableSpan
    var ends = ends.mutableSpan
    var edges = edges.mutableSpan
    var count = 0
    for (index, row) in rows.enumerated() {
      for position in row.clamped(to: 0..<allEnds.count) {
        let end = allEnds[position]
        if let kind = filter.kind, filter.kinds[Int(end)] != kind { continue }
        if !edges.isEmpty || !filter.taken.isEmpty {
          let edge = filter.incoming.map { $0[position] } ?? UInt32(position)
          if filter.taken.contains(where: { $0[first + index] == edge }) { continue }
          if !edges.isEmpty { edges[count] = edge }
        }
        parents[count] = Int32(first + index)
        if !ends.isEmpty { ends[count] = end }
        count += 1
      }
    }
    return count
  }
}
