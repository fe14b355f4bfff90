import Foundation

/// Compares the titles of works.
enum Title {
  /// Whether two titles are the same but for case, blanks, the form of quotes and dashes, and a
  /// full stop at the end.
  static func areEqual(_ a: String, _ b: String) -> Bool { folded(a) == folded(b) }

  private static func folded(_ title: String) -> [UInt8] {
    var result = ""
    var pending = false
    for scalar in title.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar {
      case _ where scalar.properties.isWhitespace: pending = !result.isEmpty
      case "\u{200B}", "\u{FEFF}", "\u{00AD}", "\u{2060}": continue
      default:
        if pending { result.append(" ") }
        pending = false
        switch scalar {
        case "‘", "’", "‚", "`", "´": result.append("'")
        case "“", "”", "„": result.append("\"")
        case "‐", "‑", "‒", "–", "—", "−": result.append("-")
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    while result.hasSuffix(".") { result.removeLast() }
    return Array(result.utf8)
  }
}
