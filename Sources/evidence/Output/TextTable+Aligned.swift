/// The table as people read it.
extension TextTable {
  /// The table in columns, each as wide as its widest cell; where the whole is wider than a terminal,
  /// the widest columns give way: texts are wrapped, keys shortened in the middle.
  ///
  /// - Parameters:
  ///   - width: the columns of the terminal; `nil`: as wide as it has to be.
  ///   - isColoured: whether heads and cells are written in their colours.
  func aligned(to width: Int?, isColoured: Bool = false) -> String {
    let cells = ([heads] + rows.map { $0.map(Self.plain) }).map { row in row.map(Self.printable) }
    var widths = [Int](repeating: 0, count: heads.count)
    for row in cells {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    guard let width else { return lines(cells, widths, isColoured) }
    let (fitted, left) = fitted(widths, to: width)
    let text = lines(cells.map { Array($0.prefix(fitted.count)) }, fitted, isColoured)
    if left.isEmpty { return text }
    return text + "(left out for want of room: \(left.joined(separator: ", ")); --wide shows all)\n"
  }

  private static let gap = 2
  /// What a column is never narrowed below, where it asks for no more.
  private static let narrowest = 8

  private func narrowest(_ column: Int) -> Int { oneLine[column] ?? Self.narrowest }

  /// Widths that fit together, the last columns left out where there is no room for them.
  private func fitted(_ widths: [Int], to width: Int) -> (widths: [Int], left: [String]) {
    func room(_ count: Int) -> Int { width - Self.gap * max(0, count - 1) }
    var count = widths.count
    func capped(_ cap: Int) -> [Int] {
      widths.prefix(count).enumerated().map { min($1, max(cap, narrowest($0))) }
    }
    while count > 1, capped(0).reduce(0, +) > room(count) { count -= 1 }
    var cap = widths.max() ?? 0
    while cap > Self.narrowest, capped(cap).reduce(0, +) > room(count) { cap -= 1 }
    var result = capped(cap)
    // What is left of the room goes to the columns that gave way, the first ones first.
    var rest = room(count) - result.reduce(0, +)
    for column in result.indices where rest > 0 {
      let more = min(rest, widths[column] - result[column])
      result[column] += more
      rest -= more
    }
    return (result, Array(heads.dropFirst(count)))
  }

  private func lines(_ cells: [[String]], _ widths: [Int], _ isColoured: Bool) -> String {
    var text: [UInt8] = []
    for (index, row) in cells.enumerated() {
      let taken = row.map { DisplayWidth.of($0) }
      if zip(taken, widths).allSatisfy({ $0 <= $1 }) {
        write(row, taken, widths, isColoured ? index : nil, to: &text)
        continue
      }
      let parts = row.indices.map { column in
        taken[column] <= widths[column]
          ? [row[column]]
          : oneLine[column] != nil
            ? [DisplayWidth.cut(row[column], to: widths[column])]
            : DisplayWidth.wrapped(row[column], to: widths[column])
      }
      for number in 0..<(parts.map(\.count).max() ?? 1) {
        let shown = parts.map { number < $0.count ? $0[number] : "" }
        write(shown, shown.map { DisplayWidth.of($0) }, widths, isColoured ? index : nil, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes one line of cells that fit.
  ///
  /// - Parameters:
  ///   - taken: how many columns each of them takes.
  ///   - index: the number of the row whose colours they have; `nil`: none.
  private func write(
    _ cells: [String],
    _ taken: [Int],
    _ widths: [Int],
    _ index: Int?,
    to text: inout [UInt8]
  ) {
    let blank = UInt8(ascii: " ")
    // Blanks are written once something follows them, so that no line ends in one.
    var open = 0
    for (column, cell) in cells.enumerated() {
      let padding = max(0, widths[column] - taken[column])
      if rightAligned.contains(column) { open += padding }
      if !cell.isEmpty {
        text.append(contentsOf: repeatElement(blank, count: open))
        open = 0
        if let colour = index.flatMap({ ink($0, column) }) {
          text.append(contentsOf: colour.colouring(cell).utf8)
        } else {
          text.append(contentsOf: cell.utf8)
        }
      }
      if !rightAligned.contains(column) { open += padding }
      open += Self.gap
    }
    while text.last == blank { text.removeLast() }
    text.append(UInt8(ascii: "\n"))
  }

  /// The colour of a cell; the line of heads is line 0.
  private func ink(_ line: Int, _ column: Int) -> Ink? {
    line == 0 ? .head : inks[Position(row: line - 1, column: column)]
  }

  /// A cell on one line: what would move the cursor or end the line is a blank.
  private static func printable(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 })
    )
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    // What turns the direction of the line for all that follows.
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
