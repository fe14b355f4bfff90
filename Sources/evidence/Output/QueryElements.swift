internal import EvidenceCore
internal import EvidenceQuery

/// The nodes and statements within the values of a query's row.
struct QueryElements {
  private(set) var nodes: [NodeID] = []
  private(set) var statements: [EdgeID] = []

  mutating func add(_ value: QueryValue) {
    switch value {
    case .node(let node): nodes.append(node)
    case .relationship(let edge): statements.append(edge)
    case .path(let path):
      nodes += path.nodes
      statements += path.relationships
    case .list(let values): for value in values { add(value) }
    case .map(let map): for pair in map.pairs { add(pair.value) }
    default: break
    }
  }
}
