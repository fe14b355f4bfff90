import Foundation

/// Compares the titles of works.
enum Title {
  /// Whether two titles are the same but for case, blanks, the form of quotes and dashes, and a
  /// full stop at the end.
  static func areEqual(_ a: String, _ b: String) -> Bool { folded(a) == folded(b) }

  /// A title of ASCII folded; `nil` for any other.
  private static func foldedASCII(_ title: String) -> [UInt8]? {
    var result: [UInt8] = []
    var pending = false
    for byte in title.utf8 {
      switch byte {
      case 0x09...0x0D, 0x20: pending = !result.isEmpty
      case 0x80...: return nil
      default:
        if pending { result.append(UInt8(ascii: " ")) }
        pending = false
        switch byte {
        case UInt8(ascii: "`"): result.append(UInt8(ascii: "'"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
        default: result.append(byte)
        }
      }
    }
    while result.last == UInt8(ascii: ".") { result.removeLast() }
    return result
  }

  private static func folded(_ title: String) -> [UInt8] {
    if let folded = foldedASCII(title) { return folded }
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
