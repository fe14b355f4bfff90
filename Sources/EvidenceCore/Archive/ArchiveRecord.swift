/// The records of an archive, one by one, for whoever writes parts of a graph.
package enum ArchiveRecord {
  /// The record of a header.
  package static func json(_ header: GraphHeader) -> JSONValue { HeaderRecord.json(header) }

  /// The record of a judgment, as a header holds it.
  package static func json(_ judgment: Judgment) -> JSONValue { HeaderRecord.json(judgment) }

  /// The record of a status, as a header holds it.
  package static func json(_ status: StatusRecord) -> JSONValue { HeaderRecord.json(status) }

  /// The record of a node.
  package static func json(_ node: Node) -> JSONValue { NodeRecord.json(node) }

  /// The record of a statement.
  package static func json(_ statement: Statement) -> JSONValue { StatementRecord.json(statement) }
}
