/// A stretch of a line of text in one style.
struct TextRun: Hashable, Sendable {
  var text: String
  var paint: PaintClass
  var bold: Bool

  init(_ text: String, _ paint: PaintClass = .ink, bold: Bool = false) {
    self.text = text
    self.paint = paint
    self.bold = bold
  }

  /// The text of several runs.
  static func plain(_ runs: [TextRun]) -> String { runs.map(\.text).joined() }

  /// Breaks runs into lines that fit a width, none of them a lone word at the end; each line keeps the
  /// styles of its words.
  static func flow(_ runs: [TextRun], size: Double, width: Double) -> [[TextRun]] {
    TextMeasure.withoutOrphan(width, { filled(runs, size: size, width: $0) }) {
      $0.last.map(plain) ?? ""
    }
  }

  private static func filled(_ runs: [TextRun], size: Double, width: Double) -> [[TextRun]] {
    var lines: [[TextRun]] = []
    var line: [TextRun] = []
    var used = 0.0
    for run in runs {
      let clean = LegibleText.clean(run.text, limit: 1200, keepsIsolates: true)
      let opensWithBlank = run.text.first == " "
      for (index, word) in clean.split(separator: " ").enumerated() {
        let joined = index > 0 || opensWithBlank || line.last?.text.last == " "
        let blank = joined && !line.isEmpty && line.last?.text.last != " " ? " " : ""
        let extra = TextMeasure.room(blank + word, size: size, bold: run.bold)
        if used + extra > width, !line.isEmpty, joined {
          lines.append(line)
          line = []
          used = 0
        }
        append(line.isEmpty ? String(word) : blank + word, run, to: &line)
        used += extra
      }
      if run.text.last == " ", !line.isEmpty {
        append(" ", run, to: &line)
        used += TextMeasure.room(" ", size: size, bold: run.bold)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func append(_ text: String, _ run: TextRun, to line: inout [TextRun]) {
    if let last = line.last, last.paint == run.paint, last.bold == run.bold {
      line[line.count - 1].text += text
    } else {
      line.append(TextRun(text, run.paint, bold: run.bold))
    }
  }
}
