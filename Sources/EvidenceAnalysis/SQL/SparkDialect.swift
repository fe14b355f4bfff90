/// Spark's SQL.
///
/// Its recursive tables know UNION ALL alone: rows of one round are made distinct, and relations that go
/// in circles are closed by doubling, which is bounded and checked.
struct SparkDialect: SQLDialect {
  let form = SQLScript.Form.scratchTables
  let dropsKnown = false
  let double = "DOUBLE"
  let emptyList = "CAST(array() AS ARRAY<STRING>)"

  /// A text with anything in it that some setting of Spark reads in another way is written in
  /// hexadecimal digits.
  func literal(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "'" && scalar != "\\"
        && scalar != "$"
    }
    if isPlain { return "'\(text)'" }
    let digits = text.utf8.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "CAST(X'\(digits.joined())' AS STRING)"
  }

  func failure(_ message: String) -> String { "CAST(raise_error(\(literal(message))) AS INT)" }
  func list(_ item: String) -> String { "array(\(item))" }
  func list(_ list: String, appending item: String) -> String {
    "array_append(\(list), \(item))"
  }
  func list(_ list: String, contains item: String) -> String {
    "array_contains(\(list), \(item))"
  }
  func json(_ list: String) -> String { "to_json(\(list))" }
}
