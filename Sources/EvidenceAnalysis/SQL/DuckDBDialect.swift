/// DuckDB's SQL.
struct DuckDBDialect: SQLDialect {
  let form = SQLScript.Form.one
  let dropsKnown = true
  let double = "DOUBLE"
  let emptyList = "CAST([] AS VARCHAR[])"

  func literal(_ text: String) -> String { quotedLiteral(text) }
  func failure(_ message: String) -> String { "error(\(literal(message)))" }
  func list(_ item: String) -> String { "[\(item)]" }
  func list(_ list: String, appending item: String) -> String { "list_append(\(list), \(item))" }
  func list(_ list: String, contains item: String) -> String { "list_contains(\(list), \(item))" }
  func json(_ list: String) -> String { "CAST(to_json(\(list)) AS VARCHAR)" }
}
