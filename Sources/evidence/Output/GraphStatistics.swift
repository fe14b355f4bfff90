internal import EvidenceCore

/// How many nodes of each kind and statements of each relation a graph holds.
struct GraphStatistics {
  let nodes: Int
  let statements: Int
  let kinds: [(Kind, Int)]
  let relations: [(Relation, Int)]

  init(_ graph: EvidenceGraph) {
    nodes = graph.nodeCount
    statements = graph.statementCount
    var kinds: [Kind: Int] = [:]
    for node in graph.nodes { kinds[graph.kind(of: node), default: 0] += 1 }
    var relations: [Relation: Int] = [:]
    for edge in graph.edges { relations[graph.relation(of: edge), default: 0] += 1 }
    self.kinds = kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.relations = relations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  var json: JSONValue {
    .object([
      JSONMember("nodes", .integer(Int64(nodes))),
      JSONMember("statements", .integer(Int64(statements))),
      JSONMember("kinds", .object(kinds.map { JSONMember($0.0.name, .integer(Int64($0.1))) })),
      JSONMember(
        "relations",
        .object(relations.map { JSONMember($0.0.name, .integer(Int64($0.1))) })
      ),
    ])
  }
}
