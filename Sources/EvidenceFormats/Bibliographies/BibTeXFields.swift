import EvidenceCore

/// The fields of BibTeX, and the forms of their values.
enum BibTeXFields {
  /// Whether a text can stand in braces as it is.
  static func isPlain(_ text: String) -> Bool { !text.contains { "{}\\".contains($0) } }

  /// The properties that a type has fields for.
  static func fields(of type: String) -> [(name: String, field: String)] {
    let container = type == "article" ? "journal" : "booktitle"
    return [
      ("container", container), ("volume", "volume"), ("issue", "number"), ("pages", "pages"),
      ("edition", "edition"), ("publisher", type == "techreport" ? "institution" : "publisher"),
      ("place", "address"), ("isbn", "isbn"), ("issn", "issn"), ("language", "language"),
      ("abstract", "abstract"),
    ]
  }

  /// The key of an entry: letters, digits and `:_-./+`, since others break parsers.
  static func citationKey(_ key: Key) -> String {
    let text = String(
      key.text.map { character in
        guard character.isASCII else { return "-" }
        return character.isLetter || character.isNumber || ":_-./+".contains(character)
          ? character : "-"
      }
    )
    return text.isEmpty ? "-" : text
  }

  /// Whether a text can be the key of an entry as it is.
  static func isKey(_ text: String) -> Bool { !text.isEmpty && citationKey(Key(text)) == text }

  /// The property that a field stands for; `nil` for one that the model has no name for.
  static func property(of field: String) -> String? {
    switch field {
    case "journal", "journaltitle", "booktitle": "container"
    case "number", "issue": "issue"
    case "publisher", "institution", "school", "organization": "publisher"
    case "address", "location": "place"
    case "langid": "language"
    case "volume", "pages", "edition", "isbn", "issn", "language", "abstract": field
    default: nil
    }
  }
}
