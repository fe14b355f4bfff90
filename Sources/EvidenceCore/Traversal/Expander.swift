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
    let adjacency = storage.adjacency
    let starts = isOutgoing ? adjacency.outgoingStarts : adjacency.incomingStarts
    let row = starts.row(Int(node))
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
  ///   - found: what is found is added to it.
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
    let incoming = storage.adjacency.incoming
    let kinds = storage.nodes.kinds
    let needsEdges = wantsEdges || !taken.isEmpty
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
    found.parents.reserveCapacity(count)
    if wantsEnds { found.ends.reserveCapacity(count) }
    return column.withValues { ends in
      var place = first
      for row in rows {
        for position in row.clamped(to: ends.indices) {
          let end = ends[position]
          if let kind, kinds[Int(end)] != kind { continue }
          if needsEdges {
            let edge = isOutgoing ? UInt32(position) : incoming[position]
            if taken.contains(where: { $0[place] == edge }) { continue }
            if wantsEdges { found.edges.append(edge) }
          }
          found.parents.append(Int32(place))
          if wantsEnds { found.ends.append(end) }
        }
        place += 1
      }
      return place
    }
  }
}
