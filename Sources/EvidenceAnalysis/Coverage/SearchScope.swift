internal import EvidenceCore

/// Which cells somebody has looked at, by the search records of a graph.
struct SearchScope {
  private struct Record {
    var first: Set<NodeID>
    var second: Set<NodeID>
  }

  private let records: [Record]

  /// Takes the records that asked for one of some relations; their keys stand for whole subtrees.
  init(_ graph: EvidenceGraph, _ hierarchy: Hierarchy, relations: [Relation]) {
    records = graph.header.searches
      .filter { search in search.relation.map { relations.contains($0) } ?? false }
      .map { search in
        func scope(_ keys: [Key]) -> Set<NodeID> {
          Set(keys.compactMap { graph.node($0) }.flatMap { hierarchy.downwards(from: $0) })
        }
        return Record(first: scope(search.rows), second: scope(search.columns))
      }
  }

  /// Whether a record covers a row and a column, in either orientation.
  ///
  /// A scope holds whole subtrees, so that it holds a subtree whenever it holds its top.
  func covers(_ row: NodeID, _ column: NodeID) -> Bool {
    records.contains { record in
      (record.first.contains(row) && record.second.contains(column))
        || (record.first.contains(column) && record.second.contains(row))
    }
  }
}
