/// Texts taken scalar by scalar, as other programs read them: to Swift a quote and a combining mark behind
/// it are one character, and no quote.
extension StringProtocol {
  /// The text with another one in the place of each occurrence of a scalar.
  ///
  /// - Complexity: O(length).
  package func replacingScalar(_ scalar: Unicode.Scalar, with other: String) -> String {
    guard unicodeScalars.contains(scalar) else { return String(self) }
    var result = String.UnicodeScalarView()
    for next in unicodeScalars {
      if next == scalar {
        result.append(contentsOf: other.unicodeScalars)
      } else {
        result.append(next)
      }
    }
    return String(result)
  }

  /// Whether some scalar meets a condition, asked of it as a character of its own.
  ///
  /// - Complexity: O(length).
  package func containsScalar(where condition: (Character) -> Bool) -> Bool {
    unicodeScalars.contains { condition(Character($0)) }
  }
}
