/// A text broken into lines.
struct WrappedText: Hashable, Sendable {
  var lines: [String]
  /// Whether the end had to be left out; the last line then ends in `…`.
  var isCut: Bool
}

extension TextMeasure {
  /// Breaks a text into the fewest lines that fit, then narrows them until one more line would be
  /// needed, so that no word is left alone.
  ///
  /// It breaks at blanks; a word that is too long breaks behind `/`, `–`, `-`, `_` or `.`, or
  /// anywhere. What does not fit is cut at a word.
  static func wrap(
    _ text: String,
    size: Double,
    bold: Bool = false,
    width: Double,
    maxLines: Int
  ) -> WrappedText {
    let clean = LegibleText.clean(text)
    if room(clean, size: size, bold: bold) <= width {
      return WrappedText(lines: [clean], isCut: false)
    }
    let words = pieces(of: clean, size: size, bold: bold, width: width)
    let lines = fill(words, size: size, bold: bold, width: width)
    guard lines.count <= maxLines else {
      var kept = Array(lines.prefix(maxLines))
      kept[maxLines - 1] = cut(kept[maxLines - 1], size: size, bold: bold, width: width)
      return WrappedText(lines: kept, isCut: true)
    }
    var (low, high, best) = (0.0, width, lines)
    while high - low > 1 {
      let middle = (low + high) / 2
      let trial = fill(words, size: size, bold: bold, width: middle)
      let fits = trial.allSatisfy { room($0, size: size, bold: bold) <= middle }
      if fits, trial.count <= lines.count { (high, best) = (middle, trial) } else { low = middle }
    }
    return WrappedText(lines: best, isCut: false)
  }

  /// Breaks a running text, such as a footer, without evening out its lines.
  static func flow(_ text: String, size: Double, bold: Bool = false, width: Double) -> [String] {
    let clean = LegibleText.clean(text, limit: 2000)
    return fill(
      pieces(of: clean, size: size, bold: bold, width: width),
      size: size,
      bold: bold,
      width: width
    )
  }

  /// The beginning of a text that fits into a width, with `…` where something was left out.
  static func cut(_ text: String, size: Double, bold: Bool = false, width: Double) -> String {
    var words = text.split(separator: " ")
    while !words.isEmpty {
      let trial = words.joined(separator: " ") + " …"
      if room(trial, size: size, bold: bold) <= width { return trial }
      words.removeLast()
    }
    var letters = Array(text)
    while !letters.isEmpty, room(String(letters) + "…", size: size, bold: bold) > width {
      letters.removeLast()
    }
    return String(letters) + "…"
  }

  /// A text as it is where it fits on one line, else its beginning.
  static func fitted(_ text: String, size: Double, bold: Bool = false, width: Double) -> String {
    let clean = LegibleText.clean(text)
    return room(clean, size: size, bold: bold) <= width
      ? clean : cut(clean, size: size, bold: bold, width: width)
  }

  /// A word, and whether a blank stands before it.
  private struct Piece {
    var text: String
    var follows: Bool
  }

  private static func pieces(
    of text: String,
    size: Double,
    bold: Bool,
    width: Double
  ) -> [Piece] {
    var result: [Piece] = []
    for word in text.split(separator: " ") {
      var isFirst = true
      for part in broken(String(word), size: size, bold: bold, width: width) {
        result.append(Piece(text: part, follows: !isFirst))
        isFirst = false
      }
    }
    return result
  }

  private static func broken(
    _ word: String,
    size: Double,
    bold: Bool,
    width: Double
  ) -> [String] {
    guard room(word, size: size, bold: bold) > width else { return [word] }
    var parts: [String] = []
    var part = ""
    for letter in word {
      let longer = part + String(letter)
      if !part.isEmpty, room(longer, size: size, bold: bold) > width {
        if let soft = part.lastIndex(where: { "/–-_.".contains($0) }), soft > part.startIndex {
          let next = part.index(after: soft)
          parts.append(String(part[..<next]))
          part = String(part[next...]) + String(letter)
        } else {
          parts.append(part)
          part = String(letter)
        }
      } else {
        part = longer
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private static func fill(
    _ words: [Piece],
    size: Double,
    bold: Bool,
    width: Double
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words {
      let longer = line.isEmpty ? word.text : line + (word.follows ? "" : " ") + word.text
      if !line.isEmpty, room(longer, size: size, bold: bold) > width {
        lines.append(line)
        line = word.text
      } else {
        line = longer
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
