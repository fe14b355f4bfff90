import EvidenceCore

extension Statement {
  /// Sets a field by its name in the archive.
  ///
  /// - Returns: whether the text is a value of that field.
  mutating func set(_ field: String, to text: String) -> Bool {
    switch field {
    case "id": id = text
    case "source": source = Key(text)
    case "via": via = text
    case "locator": locator = text
    case "rationale": rationale = text
    case "coder": coder = text
    case "reviewer": reviewer = text
    case "justification": justification = Justification(text)
    case "stance":
      guard let value = Stance(rawValue: text) else { return false }
      stance = value
    case "evidenceType":
      guard let value = EvidenceType(rawValue: text) else { return false }
      evidenceType = value
    case "method":
      guard let value = Method(rawValue: text) else { return false }
      method = value
    case "confidence":
      guard let value = Double(text), (0...1).contains(value) else { return false }
      confidence = value
    default: return false
    }
    return true
  }

  /// The names that ``set(_:to:)`` knows.
  static let fieldNames = [
    "id", "source", "via", "locator", "stance", "evidenceType", "confidence", "justification",
    "method", "rationale", "coder", "reviewer",
  ]
}
