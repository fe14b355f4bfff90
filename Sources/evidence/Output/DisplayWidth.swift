/// How many columns of a terminal a text takes: two a sign of East Asian scripts or an emoji, none a
/// mark that stands on the letter before it.
enum DisplayWidth {
  /// The columns of a text on one line.
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    if let columns = ofPlainSigns(text) { return columns }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a text of ASCII and of signs, such as those of states, that take one column each and
  /// never join their neighbours; `nil` where there is anything else.
  ///
  /// Those are dashes, arrows, mathematical signs, boxes and shapes, without those that are emoji.
  private static func ofPlainSigns(_ text: some StringProtocol) -> Int? {
    var columns = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x80, 0x2010...0x2027, 0x2190...0x2193, 0x2200...0x22FF, 0x2500...0x25A9,
        0x25AC...0x25B5, 0x25B7...0x25BF, 0x25C1...0x25FA:
        columns += 1
      default: return nil
      }
    }
    return columns
  }

  /// The columns of one character, however many scalars it is made of.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isASCII { return scalars.contains { $0.value == 0xFE0F } ? 2 : 1 }
    if scalars.contains(where: { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) {
      return 2
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(first.value) ? 2 : 1
    }
  }

  /// The blocks whose signs are wide (Unicode Standard Annex 11, classes W and F).
  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The first characters of a text that take no more columns than there are.
  static func prefix(of text: some StringProtocol, _ columns: Int) -> String {
    var (result, taken) = ("", 0)
    for character in text {
      taken += of(character)
      if taken > columns { break }
      result.append(character)
    }
    return result
  }

  /// The last characters of a text that take no more columns than there are.
  static func suffix(of text: some StringProtocol, _ columns: Int) -> String {
    String(prefix(of: String(text.reversed()), columns).reversed())
  }

  /// A text that fits: one that does not is shortened in the middle, since keys and file names are
  /// told apart by both their ends.
  static func shortened(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    let tail = (columns - 1) / 2
    return prefix(of: text, columns - 1 - tail) + "…" + suffix(of: text, tail)
  }

  /// A text on one line that fits: the end of one that does not is left out.
  static func cut(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    return columns < 1 ? "" : prefix(of: text, columns - 1) + "…"
  }

  /// A text in lines that fit, broken at blanks; a word that does not fit is shortened.
  static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var (line, taken) = ("", 0)
    for word in text.split(separator: " ") {
      let short = shortened(String(word), to: columns)
      let width = of(short)
      if !line.isEmpty, taken + 1 + width > columns {
        lines.append(line)
        (line, taken) = ("", 0)
      }
      taken += line.isEmpty ? width : width + 1
      line += line.isEmpty ? short : " " + short
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// A text of several lines, each broken where it does not fit and going on a little further in.
  static func wrapped(lines text: String, to columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard of(line) > columns else { return String(line) }
      let indent = line.prefix { $0 == " " }
      let parts = wrapped(String(line), to: max(8, columns - indent.count - 2))
      return parts.enumerated()
        .map { "\(indent)\($0 == 0 ? "" : "  ")\($1)" }.joined(separator: "\n")
    }
    .joined(separator: "\n")
  }
}
