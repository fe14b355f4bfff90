import EvidenceCore

/// Texts in XML.
enum XMLText {
  /// A text as XML has it; characters that no XML may hold are left out and counted.
  static func escaped(_ text: String, _ losses: inout LossReport) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\r", "\t": result += "&#\(scalar.value);"
      default:
        if isLegal(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          losses.lose(
            "characters that XML may not hold",
            "U+" + String(scalar.value, radix: 16, uppercase: true)
          )
        }
      }
    }
    return result
  }

  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
