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
    let clean = LegibleText.clean(text, keepsIsolates: true)
    if room(clean, size: size, bold: bold) <= width {
      return WrappedText(lines: [clean], isCut: false)
    }
    let words = pieces(of: clean, size: size, bold: bold, width: width)
    let lines = fill(words, size: size, width: width)
    guard lines.count <= maxLines else {
      var kept = lines.prefix(maxLines).map(\.text)
      kept[maxLines - 1] = cut(kept[maxLines - 1], size: size, bold: bold, width: width)
      return WrappedText(lines: kept, isCut: true)
    }
    var (low, high, best) = (0.0, width, lines)
    while high - low > 1 {
      let middle = (low + high) / 2
      let trial = fill(words, size: size, width: middle)
      let fits = trial.allSatisfy { $0.sum.room(size: size) <= middle }
      if fits, trial.count <= lines.count { (high, best) = (middle, trial) } else { low = middle }
    }
    return WrappedText(lines: best.map(\.text), isCut: false)
  }

  /// Breaks a running text, such as a footer, without evening out its lines; none of them is a lone
  /// word at the end.
  static func flow(_ text: String, size: Double, bold: Bool = false, width: Double) -> [String] {
    let clean = LegibleText.clean(text, limit: 2000, keepsIsolates: true)
    let pieces = pieces(of: clean, size: size, bold: bold, width: width)
    return withoutOrphan(width, { fill(pieces, size: size, width: $0) }) { $0.last?.text ?? "" }
      .map(\.text)
  }

  /// Lines of a width, or of a little less where the last would be a lone word, or hardly more, and no
  /// more lines are needed.
  static func withoutOrphan<L>(
    _ width: Double,
    _ filled: (Double) -> [L],
    last: ([L]) -> String
  ) -> [L] {
    let lines = filled(width)
    guard lines.count > 1, isShort(last(lines)) else { return lines }
    var best = lines
    for share in [0.95, 0.9, 0.85, 0.8, 0.7] {
      let trial = filled(width * share)
      if trial.count > lines.count { break }
      if !isShort(last(trial)) { return trial }
      if !last(best).contains(" "), last(trial).contains(" ") { best = trial }
    }
    return best
  }

  /// Whether a last line is a lone word, or hardly more.
  private static func isShort(_ line: String) -> Bool {
    line.count <= 16 || !line.contains(" ")
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
    let clean = LegibleText.clean(text, keepsIsolates: true)
    return room(clean, size: size, bold: bold) <= width
      ? clean : cut(clean, size: size, bold: bold, width: width)
  }

  /// A word, how far it reaches, and whether it follows what stands before it without a blank.
  private struct Piece {
    var text: String
    var sum: TextSum
    var follows: Bool
    /// What stands before it on a line.
    var gap: TextSum
  }

  private struct Line {
    var text = ""
    var sum = TextSum()
  }

  private static func pieces(
    of text: String,
    size: Double,
    bold: Bool,
    width: Double
  ) -> [Piece] {
    let blank = TextSum(" ", bold: bold)
    var result: [Piece] = []
    for word in text.split(separator: " ") {
      var isFirst = true
      for part in broken(String(word), size: size, bold: bold, width: width) {
        result.append(
          Piece(
            text: part,
            sum: TextSum(part, bold: bold),
            follows: !isFirst,
            gap: isFirst ? blank : TextSum()
          )
        )
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
    var sum = TextSum()
    for letter in word {
      let longer = sum + TextSum(String(letter), bold: bold)
      if !part.isEmpty, longer.room(size: size) > width {
        if let soft = part.lastIndex(where: { "/–-_.".contains($0) }), soft > part.startIndex {
          let next = part.index(after: soft)
          parts.append(String(part[..<next]))
          part = String(part[next...]) + String(letter)
        } else {
          parts.append(part)
          part = String(letter)
        }
        sum = TextSum(part, bold: bold)
      } else {
        part.append(letter)
        sum = longer
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private static func fill(_ words: [Piece], size: Double, width: Double) -> [Line] {
    var lines: [Line] = []
    var line = Line()
    for word in words {
      let sum = line.text.isEmpty ? word.sum : line.sum + word.gap + word.sum
      if !line.text.isEmpty, sum.room(size: size) > width {
        lines.append(line)
        line = Line(text: word.text, sum: word.sum)
      } else {
        line.text += line.text.isEmpty || word.follows ? word.text : " " + word.text
        line.sum = sum
      }
    }
    if !line.text.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
