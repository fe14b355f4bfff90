internal import EvidenceCore
internal import EvidenceQuery

/// Writes what a query answered with.
struct QueryReport {
  private let result: QueryResult
  private let graph: EvidenceGraph

  init(_ result: QueryResult, _ graph: EvidenceGraph) {
    self.result = result
    self.graph = graph
  }

  func text(as format: OutputFormat) -> String {
    if result.columns.isEmpty { return "" }
    if format == .table, result.rows.isEmpty { return "No rows.\n" }
    let isData = format == .json || format == .jsonl
    var table = TextTable(
      heads: result.columns,
      rows: result.rows.map { row in
        row.map { isData ? json($0) : cell($0) }
      }
    )
    table.rightAligned = Set(
      result.columns.indices.filter { column in
        result.rows.allSatisfy { row in
          switch row[column] {
          case .integer, .float, .null: true
          default: false
          }
        }
      }
    )
    return table.text(as: format)
  }

  /// A row as data, by the names of the columns.
  func object(_ row: [QueryValue]) -> JSONValue {
    .object(zip(result.columns, row).map { JSONMember($0, json($1)) })
  }

  /// A value in one line: nodes by their keys, paths as they are walked.
  private func cell(_ value: QueryValue) -> JSONValue {
    switch value {
    case .null, .boolean, .integer, .float: return json(value)
    default: return .string(line(value))
    }
  }

  private func line(_ value: QueryValue) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let flag): return "\(flag)"
    case .integer(let number): return "\(number)"
    case .float(let number): return "\(number)"
    case .string(let text): return text
    case .list(let values): return values.map(line).joined(separator: "; ")
    case .map(let map):
      return map.pairs.map { "\($0.name): \(line($0.value))" }.joined(separator: ", ")
    case .temporal(let value): return value.text
    case .duration(let value): return value.text
    case .node(let node): return graph.key(of: node).text
    case .relationship(let edge):
      return "\(graph.key(of: graph.from(edge))) -\(graph.relation(of: edge))-> "
        + graph.key(of: graph.to(edge)).text
    case .path(let path):
      var text = path.nodes.first.map { graph.key(of: $0).text } ?? ""
      for (index, edge) in path.relationships.enumerated() {
        let relation = graph.relation(of: edge)
        let isForward = graph.from(edge) == path.nodes[index]
        text += isForward ? " -\(relation)-> " : " <-\(relation)- "
        text += graph.key(of: path.nodes[index + 1]).text
      }
      return text
    }
  }

  private func json(_ value: QueryValue) -> JSONValue {
    switch value {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .float(let number): return number.isFinite ? .number(number) : .string("\(number)")
    case .string(let text): return .string(text)
    case .temporal(let value): return .string(value.text)
    case .duration(let value): return .string(value.text)
    case .list(let values): return .array(values.map(json))
    case .map(let map): return .object(map.pairs.map { JSONMember($0.name, json($0.value)) })
    case .node(let node):
      return .object(
        [
          JSONMember("node", .string(graph.key(of: node).text)),
          JSONMember("kind", .string(graph.kind(of: node).name)),
          JSONMember("label", graph.label(of: node).map { .string($0) } ?? .null),
        ]
      )
    case .relationship(let edge): return statement(edge)
    case .path(let path):
      return .object(
        [
          JSONMember("keys", .array(path.nodes.map { .string(graph.key(of: $0).text) })),
          JSONMember("statements", .array(path.relationships.map(statement))),
        ]
      )
    }
  }

  private func statement(_ edge: EdgeID) -> JSONValue {
    .object(
      [
        JSONMember("statement", .string(graph.id(of: edge))),
        JSONMember("from", .string(graph.key(of: graph.from(edge)).text)),
        JSONMember("relation", .string(graph.relation(of: edge).name)),
        JSONMember("to", .string(graph.key(of: graph.to(edge)).text)),
        JSONMember("source", graph.source(of: edge).map { .string($0.text) } ?? .null),
        JSONMember("via", graph.via(of: edge).map { .string($0) } ?? .null),
      ]
    )
  }
}
