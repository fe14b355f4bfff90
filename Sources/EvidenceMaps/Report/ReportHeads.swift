/// How much room the turned heads of a table's columns take, so that they can be read whole.
struct ReportHeads {
  /// The text of one head.
  struct Head {
    var text: String
    var isBold: Bool
  }

  private let heads: [Head]
  private let rowCount: Int

  init(_ heads: [Head], rowCount: Int) {
    self.heads = heads
    self.rowCount = rowCount
  }

  /// Whether the heads lie flat over wide columns: they can be read at once where there are few.
  var isFlat: Bool { heads.count <= 7 }

  /// The sizes as variables of the style sheet: the width of the table on paper, how long a line of
  /// a head may be on the screen and on paper in the font's own size, and the room above the cells.
  var style: String {
    let paper = paper
    return "--width:\(162 + (isFlat ? 90 : 40) * heads.count)pt;--head:\(SVGText.number(screen))em;"
      + "--paper:\(SVGText.number(paper))em;--room:\(SVGText.number(paper + 0.6))em"
  }

  /// Three lines where they are enough; else more, for which a column grows wider.
  private var screen: Double {
    for lines in 3...6 {
      if let length = shortest(lines: lines, atMost: 17) { return length }
    }
    return 17
  }

  /// As many lines as a column of a landscape page holds.
  ///
  /// A browser repeats heads on further pages only while they take less than a quarter of one: where
  /// the table is longer than a page, long heads are cut rather than missing there.
  private var paper: Double {
    let width = min(40, 600 / Double(max(heads.count, 1)))
    let most = 44.0
    let wanted = shortest(lines: max(1, Int(width / 8)), atMost: most) ?? most
    let isOnePage = Double(rowCount) * 14 + wanted * 7 < 400
    return isOnePage ? wanted : min(wanted, 17.5)
  }

  /// The shortest line on which all heads fit a number of lines.
  private func shortest(lines: Int, atMost most: Double) -> Double? {
    stride(from: 5, through: most, by: 0.5).first { length in
      heads.allSatisfy { head in
        let wrapped = TextMeasure.wrap(
          head.text,
          size: 10,
          bold: head.isBold,
          width: length * 10,
          maxLines: lines
        )
        return !wrapped.isCut
      }
    }
  }
}
