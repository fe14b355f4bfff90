/// Texts in TeX.
enum TeXText {
  /// A text as TeX has it: its special characters escaped, all others in UTF-8.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "{\\textbackslash}"
      case "~": result += "{\\textasciitilde}"
      case "^": result += "{\\textasciicircum}"
      // Two of these would become another sign.
      case "-", "'", "`": result += result.last == character ? "{}\(character)" : String(character)
      default: result.append(character)
      }
    }
    return result
  }
}
