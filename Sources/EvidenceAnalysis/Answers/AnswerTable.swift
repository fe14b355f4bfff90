package import EvidenceCore

/// An answer as rows: what the command writes as a table, as CSV or as Markdown, with its values
/// still typed.
package struct AnswerTable: Sendable {
  package var heads: [String]
  package var rows: [[JSONValue]]
  /// The columns of numbers, which are set to the right.
  package var rightAligned: Set<Int>

  package init(heads: [String], rows: [[JSONValue]] = [], rightAligned: Set<Int> = []) {
    self.heads = heads
    self.rows = rows
    self.rightAligned = rightAligned
  }

  /// Rows of members with the same names, which become the heads.
  package init(_ rows: [[JSONMember]], heads: [String]) {
    self.init(heads: heads, rows: rows.map { $0.map(\.value) })
  }

  /// The rows as objects.
  package var objects: [JSONValue] {
    rows.map { row in .object(zip(heads, row).map { JSONMember($0, $1) }) }
  }
}

extension JSONValue {
  /// A count.
  package static func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  /// A text; `null` where there is none.
  package static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// A list of texts.
  package static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// A list of keys.
  package static func keys(_ values: [Key]) -> JSONValue { texts(values.map(\.text)) }
}

extension EvidenceGraph {
  /// The key of a node in JSON; `null` where there is none.
  package func json(_ node: NodeID?) -> JSONValue { .text(node.map { key(of: $0).text }) }

  /// The keys of nodes in JSON.
  package func json(_ nodes: [NodeID]) -> JSONValue { .keys(nodes.map { key(of: $0) }) }
}
