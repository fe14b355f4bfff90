/// The columns and rows behind a graph; shared by its copies and never changed.
///
/// - Invariant: nodes ascend by key; statements ascend by (from, relation, to, id); the statements
///   from node *i* are `outgoingStarts[i]..<outgoingStarts[i + 1]`; `incoming` lists, for each node,
///   the statements to it, ascending by (relation, from).
final class GraphStorage: Sendable {
  let header: GraphHeader
  let file: String
  let texts: StringTable
  let nodes: NodeColumns
  let statements: StatementColumns
  let nodeOfText: [UInt32]
  let kinds: [Kind]
  let relations: [Relation]
  let outgoingStarts: [UInt32]
  let incomingStarts: [UInt32]
  let incoming: [UInt32]

  init(
    header: GraphHeader,
    file: String,
    texts: StringTable,
    nodes: NodeColumns,
    statements: StatementColumns,
    nodeOfText: [UInt32],
    kinds: [Kind],
    relations: [Relation]
  ) {
    self.header = header
    self.file = file
    self.texts = texts
    self.nodes = nodes
    self.statements = statements
    self.nodeOfText = nodeOfText
    self.kinds = kinds
    self.relations = relations
    outgoingStarts = Self.starts(statements.from, nodes.count)
    let starts = Self.starts(statements.to, nodes.count)
    incomingStarts = starts
    incoming = Self.incoming(statements, starts, relations.count)
  }

  private static func starts(_ ends: [UInt32], _ count: Int) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: count + 1)
    for end in ends { starts[Int(end) + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    return starts
  }

  /// Two counting sorts, by relation and then by node, keep the order by from within each.
  private static func incoming(
    _ statements: StatementColumns,
    _ starts: [UInt32],
    _ relationCount: Int
  ) -> [UInt32] {
    var relationStarts = [Int](repeating: 0, count: relationCount + 1)
    for relation in statements.relations { relationStarts[Int(relation) + 1] += 1 }
    for relation in 0..<relationCount { relationStarts[relation + 1] += relationStarts[relation] }
    var byRelation = [UInt32](repeating: 0, count: statements.count)
    for edge in 0..<statements.count {
      let relation = Int(statements.relations[edge])
      byRelation[relationStarts[relation]] = UInt32(edge)
      relationStarts[relation] += 1
    }
    var next = starts
    var result = [UInt32](repeating: 0, count: statements.count)
    for edge in byRelation {
      let node = Int(statements.to[Int(edge)])
      result[Int(next[node])] = edge
      next[node] += 1
    }
    return result
  }
}
