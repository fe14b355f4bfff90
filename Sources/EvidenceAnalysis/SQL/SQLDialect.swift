/// What engines write in different ways; everything else in a statement is the same for all.
protocol SQLDialect: Sendable {
  /// A text as a literal, whatever stands in it.
  func literal(_ text: String) -> String

  /// How the tables between are held.
  var form: SQLScript.Form { get }

  /// Whether a recursive table may drop the rows that it has already (UNION), so that walks end in
  /// circles too.
  var dropsKnown: Bool { get }

  /// An expression of a number that ends the statement with an error when it is computed.
  func failure(_ message: String) -> String

  /// An expression as text that is ordered by its bytes.
  func byBytes(_ expression: String) -> String

  /// The type of numbers in double precision.
  var double: String { get }

  /// A list of texts that holds none.
  var emptyList: String { get }
  /// A list that holds one text.
  func list(_ item: String) -> String
  /// A list with one text more.
  func list(_ list: String, appending item: String) -> String
  /// Whether a list holds a text.
  func list(_ list: String, contains item: String) -> String
  /// The texts of a list, one behind the other, as JSON.
  func json(_ list: String) -> String
}

extension SQLDialect {
  /// A list of literals in parentheses.
  func literals(_ texts: some Sequence<String>) -> String {
    "(" + texts.map(literal).joined(separator: ", ") + ")"
  }

  func byBytes(_ expression: String) -> String { expression }

  /// A text in single quotes, those in it doubled: what standard SQL says. One with backslashes or ends
  /// of lines is written with escapes, so that it is one line and read alike whatever the settings.
  func quotedLiteral(_ text: String) -> String {
    var quoted = ""
    var isEscaped = false
    // Scalar by scalar: a quote with a combining mark behind it is a quote to an engine.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": quoted += "''"
      case "\\": (quoted, isEscaped) = (quoted + "\\\\", true)
      case "\n": (quoted, isEscaped) = (quoted + "\\n", true)
      case "\r": (quoted, isEscaped) = (quoted + "\\r", true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return (isEscaped ? "E'" : "'") + quoted + "'"
  }
}
