/// Turns names of other conventions into ours.
enum Naming {
  /// `hasDocumentation`, `has_documentation` and `has documentation` as `HAS_DOCUMENTATION`.
  static func screamingSnake(_ text: String) -> String {
    var result = ""
    var previous: Character?
    for character in text {
      if character.isLetter || character.isNumber {
        if character.isUppercase, let previous, previous.isLowercase || previous.isNumber {
          result.append("_")
        }
        result += character.uppercased()
      } else if !result.isEmpty, !result.hasSuffix("_") {
        result.append("_")
      }
      previous = character
    }
    return result.hasSuffix("_") ? String(result.dropLast()) : result
  }

  /// `mapping_date` as `mappingDate`.
  static func camelCase(_ text: String) -> String {
    let parts = text.split { !$0.isLetter && !$0.isNumber }
    guard let first = parts.first else { return text }
    return first.prefix(1).lowercased() + first.dropFirst()
      + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
