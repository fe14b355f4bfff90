/// The columns and rows behind a graph; shared by its copies and never changed.
///
/// - Invariant: nodes ascend by key; statements ascend by (from, relation, to, id).
final class GraphStorage: Sendable {
  let header: GraphHeader
  let file: String
  let texts: TextColumns
  let nodes: NodeColumns
  let statements: StatementColumns
  let nodeOfText: Column<UInt32>
  let kinds: [Kind]
  let relations: [Relation]
  let adjacency: Adjacency
  let keys: KeyIndex
  let nodeProperties: NamedProperties
  let statementProperties: NamedProperties
  /// What a mapped graph lies in.
  let region: Region?
  let keptCounts = KeptCounts()
  let keptRows = KeptRows()
  let keptShapes = KeptShapes()
  let keptSearches = KeptSearches()
  let keptObjects = KeptObjects()

  init(
    header: GraphHeader,
    file: String,
    texts: TextColumns,
    nodes: NodeColumns,
    statements: StatementColumns,
    nodeOfText: Column<UInt32>,
    kinds: [Kind],
    relations: [Relation],
    adjacency: Adjacency? = nil,
    keys: KeyIndex? = nil,
    region: Region? = nil
  ) {
    self.header = header
    self.file = file
    self.texts = texts
    self.nodes = nodes
    self.statements = statements
    self.nodeOfText = nodeOfText
    self.kinds = kinds
    self.relations = relations
    let isNew = adjacency == nil && keys == nil
    (self.adjacency, self.keys) = SideBySide.run(
      onTwoThreads: isNew && statements.count > StatementOrder.mostOnOneThread,
      { adjacency ?? Adjacency(statements, nodes: nodes.count, relations: relations.count) },
      { keys ?? KeyIndex(nodes.keys, texts) }
    )
    self.region = region
    nodeProperties = NamedProperties(nodes.properties, texts)
    statementProperties = NamedProperties(statements.properties, texts)
  }
}

/// Which statements, and which neighbours, each node has.
///
/// - Invariant: the statements from node *i* are `outgoingStarts[i]..<outgoingStarts[i + 1]`; `incoming`
///   lists, for each node, the statements to it, ascending by (relation, from), and `sources` where each
///   of them starts.
struct Adjacency: Sendable {
  var outgoingStarts: Column<UInt32>
  var incomingStarts: Column<UInt32>
  var incoming: Column<UInt32>
  var sources: Column<UInt32>

  init(
    outgoingStarts: Column<UInt32>,
    incomingStarts: Column<UInt32>,
    incoming: Column<UInt32>,
    sources: Column<UInt32>
  ) {
    self.outgoingStarts = outgoingStarts
    self.incomingStarts = incomingStarts
    self.incoming = incoming
    self.sources = sources
  }

  /// Finds them from the columns of the statements.
  ///
  /// - Complexity: O(*n* + *m* + *r*) for *n* nodes, *m* statements and *r* relations.
  init(_ statements: StatementColumns, nodes: Int, relations: Int) {
    outgoingStarts = statements.from.withValues { Self.starts($0, nodes) }
    let starts = statements.to.withValues { Self.starts($0, nodes) }
    incomingStarts = starts
    incoming = statements.to.withValues { to in
      statements.relations.withValues { numbers in
        Self.incoming(to, numbers, starts, relations)
      }
    }
    sources = statements.from.gathered(incoming)
  }

  private static func starts(_ ends: UnsafeBufferPointer<UInt32>, _ count: Int) -> Column<UInt32> {
    var starts = Column<UInt32>(noughts: count + 1)
    starts.withMutableValues { starts in
      for end in ends { starts[Int(end) + 1] += 1 }
      for node in 0..<count { starts[node + 1] += starts[node] }
    }
    return starts
  }

  /// Two counting sorts, by relation and then by node, keep the order by from within each.
  private static func incoming(
    _ to: UnsafeBufferPointer<UInt32>,
    _ relations: UnsafeBufferPointer<UInt32>,
    _ starts: Column<UInt32>,
    _ relationCount: Int
  ) -> Column<UInt32> {
    var relationStarts = [Int](repeating: 0, count: relationCount + 1)
    for relation in relations { relationStarts[Int(relation) + 1] += 1 }
    for relation in 0..<relationCount { relationStarts[relation + 1] += relationStarts[relation] }
    var byRelation = Column<UInt32>(noughts: to.count)
    byRelation.withMutableValues { byRelation in
      for edge in relations.indices {
        let relation = Int(relations[edge])
        byRelation[relationStarts[relation]] = UInt32(edge)
        relationStarts[relation] += 1
      }
    }
    var next = starts
    var result = Column<UInt32>(noughts: to.count)
    byRelation.withValues { byRelation in
      next.withMutableValues { next in
        result.withMutableValues { result in
          for edge in byRelation {
            let node = Int(to[Int(edge)])
            result[Int(next[node])] = edge
            next[node] += 1
          }
        }
      }
    }
    return result
  }
}
