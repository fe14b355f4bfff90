import EvidenceCore

/// A JSON file as one value, with texts at hand.
enum JSONDocument {
  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` with line and column where it is no JSON.
  static func read(_ source: FileBytes) throws(EvidenceError) -> JSONValue {
    try source.withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: source.file)
      do throws(JSONParser.Fault) {
        return try JSONParser.parse(bytes)
      } catch {
        let before = bytes.prefix(max(0, error.column - 1))
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        throw EvidenceError(
          "invalid-json",
          error.message,
          at: Place(source.file, line: line, column: error.column - start)
        )
      }
    }
  }
}

extension JSONValue {
  /// A text that is not empty, without blanks at its ends; a number as it is written.
  var text: String? {
    switch self {
    case .string(let text):
      let trimmed = text.trimmedText
      return trimmed.isEmpty ? nil : trimmed
    case .integer(let number): return String(number)
    case .number(let number): return number.shortestText
    default: return nil
    }
  }

  /// The items of a list; none of anything else.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// Whether it is `true`.
  var isTrue: Bool { self == .boolean(true) }

  /// The members of an object; none of anything else.
  var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }
}
