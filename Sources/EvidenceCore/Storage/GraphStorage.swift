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
  let adjacentRows: AllAdjacentRows
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
    keys: KeyIndex,
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
    let adjacency =
      adjacency ?? Adjacency(statements, nodes: nodes.count, relations: relations.count)
    self.adjacency = adjacency
    adjacentRows = AllAdjacentRows(adjacency, statements)
    self.keys = keys
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
    let (from, to, numbers) = (statements.from, statements.to, statements.relations)
    let onTwoThreads = statements.count > StatementOrder.mostOnOneThread
    let (starts, order) = SideBySide.run(
      onTwoThreads: onTwoThreads,
      { (Self.starts(from, nodes), Self.starts(to, nodes)) },
      { Self.byRelation(numbers, relations) }
    )
    (outgoingStarts, incomingStarts) = starts
    (incoming, sources) = SideBySide.run(
      onTwoThreads: onTwoThreads,
      { Self.rows(order, to, starts.1) { $0 } },
      { from.withValues { from in Self.rows(order, to, starts.1) { from[Int($0)] } } }
    )
  }

  private static func starts(_ ends: Column<UInt32>, _ count: Int) -> Column<UInt32> {
    var starts = Column<UInt32>(noughts: count + 1)
    ends.withValues { ends in
      starts.withMutableValues { starts in
        for end in ends { starts[Int(end) + 1] += 1 }
        for node in 0..<count { starts[node + 1] += starts[node] }
      }
    }
    return starts
  }

  /// The statements by relation, each of which keeps the order that they have.
  private static func byRelation(_ relations: Column<UInt32>, _ count: Int) -> Column<UInt32> {
    var next = [Int](repeating: 0, count: count + 1)
    var order = Column<UInt32>(noughts: relations.count)
    relations.withValues { relations in
      for relation in relations { next[Int(relation) + 1] += 1 }
      for relation in 0..<count { next[relation + 1] += next[relation] }
      order.withMutableValues { order in
        for edge in relations.indices {
          let relation = Int(relations[edge])
          order[next[relation]] = UInt32(edge)
          next[relation] += 1
        }
      }
    }
    return order
  }

  /// Puts a value of each statement in the row of the node that it leads to.
  ///
  /// A counting sort by relation and then one by node keep the order by from within each.
  @inline(__always)
  private static func rows(
    _ order: Column<UInt32>,
    _ to: Column<UInt32>,
    _ starts: Column<UInt32>,
    _ value: (UInt32) -> UInt32
  ) -> Column<UInt32> {
    var next = starts
    var result = Column<UInt32>(noughts: order.count)
    order.withValues { order in
      to.withValues { to in
        next.withMutableValues { next in
          result.withMutableValues { result in
            for edge in order {
              let node = Int(to[Int(edge)])
              result[Int(next[node])] = value(edge)
              next[node] += 1
            }
          }
        }
      }
    }
    return result
  }
}
