/// PostgreSQL's SQL.
struct PostgreSQLDialect: SQLDialect {
  let form = SQLScript.Form.temporaryTables
  let dropsKnown = true
  let double = "double precision"
  let emptyList = "CAST(ARRAY[] AS text[])"

  func literal(_ text: String) -> String { quotedLiteral(text) }
  func failure(_ message: String) -> String { "CAST(\(literal(message)) AS integer)" }
  func byBytes(_ expression: String) -> String { "\(expression) COLLATE \"C\"" }
  func list(_ item: String) -> String { "ARRAY[\(item)]" }
  func list(_ list: String, appending item: String) -> String {
    "array_append(\(list), \(item))"
  }
  func list(_ list: String, contains item: String) -> String { "\(item) = ANY(\(list))" }
  func json(_ list: String) -> String { "CAST(array_to_json(\(list)) AS text)" }
}
