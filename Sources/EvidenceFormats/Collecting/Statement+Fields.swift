import EvidenceCore

/// A word that carries meaning and cannot be read: it is never replaced by a default.
struct UnreadableWord: Hashable {
  var code: Diagnostic.Code
  var message: String
  var hint: String?
}

extension Statement {
  /// Sets a field by its name in the archive.
  ///
  /// - Returns: what is wrong with the text, if it is no value of that field.
  mutating func set(_ field: String, to text: String) -> UnreadableWord? {
    switch field {
    case "id": id = text
    case "source": source = Key(text)
    case "via": via = text
    case "locator": locator = text
    case "rationale": rationale = text
    case "coder": coder = text
    case "reviewer": reviewer = text
    case "justification": justification = Justification(text)
    case "stance": return Self.choose(text, "stance", into: &stance)
    case "evidenceType": return Self.choose(text, "evidence type", into: &evidenceType)
    case "method": return Self.choose(text, "method", into: &method)
    case "confidence":
      guard let value = DecimalNumber.number(text), (0...1).contains(value) else {
        return UnreadableWord(
          code: "unreadable-confidence",
          message: "'\(text)' is not a confidence in 0…1",
          hint: "write a number such as 0.8, or leave it empty where it is unknown"
        )
      }
      confidence = value
    default:
      return UnreadableWord(code: "unknown-field", message: "unknown field '\(field)'")
    }
    return nil
  }

  /// Sets a property, of which some carry meaning too.
  ///
  /// - Returns: what is wrong with the value, if it must be read and cannot be.
  mutating func set(property name: String, to value: PropertyValue) -> UnreadableWord? {
    switch name {
    case "predicateModifier":
      guard value.text.trimmedText.lowercased() == "not" else {
        return UnreadableWord(
          code: "unreadable-modifier",
          message: "unknown predicate modifier '\(value.text)'",
          hint: "known: Not"
        )
      }
      properties[name] = .string("Not")
    case "reviewerAgreement":
      guard let number = DecimalNumber.number(value.text), (-1...1).contains(number) else {
        return UnreadableWord(
          code: "unreadable-agreement",
          message: "'\(value.text)' is not a reviewer's agreement in −1…1",
          hint: "write 1 for a reviewer who agrees, -1 for one who disagrees"
        )
      }
      properties[name] = .number(number)
    default: properties[name] = value
    }
    return nil
  }

  private static func choose<Choice: RawRepresentable & CaseIterable>(
    _ text: String,
    _ what: String,
    into field: inout Choice?
  ) -> UnreadableWord? where Choice.RawValue == String {
    if let value = Choice(rawValue: text) {
      field = value
      return nil
    }
    let known = Choice.allCases.map(\.rawValue)
    let guess = Suggestion.hint(for: text, among: known)
    return UnreadableWord(
      code: Diagnostic.Code(rawValue: "unknown-\(what.replacing(" ", with: "-"))"),
      message: "unknown \(what) '\(text)'",
      hint: (guess.map { "\($0) " } ?? "")
        + "known: \(known.joined(separator: ", ")); a recipe can map "
        + "other words ('maps')"
    )
  }

  /// The names that ``set(_:to:)`` knows.
  static let fieldNames = [
    "id", "source", "via", "locator", "stance", "evidenceType", "confidence", "justification",
    "method", "rationale", "coder", "reviewer",
  ]
}
