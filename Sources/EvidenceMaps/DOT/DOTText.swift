/// Quotes what comes from data for the DOT language: nothing in it can end a string, name another
/// file or be taken for markup.
enum DOTText {
  /// Graphviz keeps an attribute in fixed buffers when it reports an error: more bytes than this
  /// are not safe in it.
  static let longest = 900

  /// A text as a quoted string; line breaks become `\n`, which Graphviz centres.
  static func quoted(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(12) {
      lines.append(plain(String(line)))
    }
    var joined = lines.map(escaped).joined(separator: "\\n")
    if joined.utf8.count > longest { joined = escaped(cut(lines.joined(separator: " "), to: 440)) }
    return "\"\(joined)\""
  }

  /// A legible text that can never equal the text of a table: those begin with `<`.
  private static func plain(_ line: String) -> String {
    let clean = LegibleText.clean(line)
    return clean.hasPrefix("<") ? " " + clean : clean
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A text of at most so many bytes.
  static func cut(_ text: String, to bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      used += UTF8.width(scalar)
      if used > bytes - 3 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  /// A text inside a table.
  static func markup(_ text: String) -> String {
    var result = ""
    for scalar in LegibleText.clean(cut(text, to: longest)).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A number within a range, with at most two decimals.
  static func number(_ value: Double, in range: ClosedRange<Double>) -> String {
    SVGText.number(value.isFinite ? min(max(value, range.lowerBound), range.upperBound) : 0)
  }
}
