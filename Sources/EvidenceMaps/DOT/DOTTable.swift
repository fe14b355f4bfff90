/// A table as Graphviz lays it out: rows of cells, all of it from a fixed list of attributes.
struct DOTTable: Hashable, Sendable {
  enum Outline: String, Sendable { case none, solid, dashed, dotted }

  struct Cell: Hashable, Sendable {
    var text = ""
    var isBold = false
    var isLeft = false
    var columns = 1
    var fill: String?
    var outline = Outline.none
    /// The colour of the outline.
    var colour: String?
    /// The colour of the text.
    var ink: String?
    var width: Double?
    /// Where its text is broken into lines, where it is no running text.
    var lineWidth: Double?
  }

  var rows: [[Cell]]
  /// Whether its texts stand in the lines that they have.
  var keepsLines = false

  /// The size of the type in which a graph's nodes, and so its tables, are written.
  static let typeSize = 8.0
  /// A word with more room than this is broken.
  private static let longestWord = 110.0

  /// The table in the markup that Graphviz reads; always begins with `<TABLE`.
  var text: String {
    let width = keepsLines ? Double.infinity : DOTTableFit(table: self).lineWidth
    // Lines of a text stand close.
    let (space, padding) = keepsLines ? (0, 0) : (2, 2)
    var text =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"\(space)\" CELLPADDING=\"\(padding)\">\n"
    for row in rows where !row.isEmpty {
      text += "<TR>" + row.map { markup($0, width) }.joined() + "</TR>\n"
    }
    return text + "</TABLE>"
  }

  private func markup(_ cell: Cell, _ lineWidth: Double) -> String {
    var text = "<TD"
    if cell.columns > 1 { text += " COLSPAN=\"\(min(cell.columns, 200))\"" }
    if cell.isLeft { text += " ALIGN=\"LEFT\" BALIGN=\"LEFT\"" }
    let lines = lines(of: cell, width: lineWidth)
    if let width = cell.width ?? room(for: lines, cell) {
      text += " WIDTH=\"\(Int(min(max(width, 1), 2000).rounded(.up)))\""
    }
    if let fill = cell.fill.flatMap(DOTAttribute.colour) { text += " BGCOLOR=\"\(fill)\"" }
    if cell.outline != .none {
      text += " BORDER=\"1\""
      if cell.outline != .solid { text += " STYLE=\"\(cell.outline.rawValue)\"" }
      if let colour = cell.colour.flatMap(DOTAttribute.colour) { text += " COLOR=\"\(colour)\"" }
    }
    var content = lines.map(DOTText.markup).joined(separator: "<BR/>")
    if content.isEmpty { return text + "></TD>" }
    if cell.isBold { content = "<B>\(content)</B>" }
    if let ink = cell.ink.flatMap(DOTAttribute.colour) {
      content = "<FONT COLOR=\"\(ink)\">\(content)</FONT>"
    }
    return text + ">\(content)</TD>"
  }

  /// What stands in a cell: a running text in lines, anything else in one.
  func lines(of cell: Cell, width: Double) -> [String] {
    let text = DOTText.cut(cell.text, to: DOTText.longest)
    guard let wanted = cell.lineWidth ?? (cell.isLeft ? width : nil) else { return [text] }
    // A column grows before a word of usual length is broken.
    let words = text.split(separator: " ").map {
      TextMeasure.room(String($0), size: DOTTable.typeSize, bold: cell.isBold)
    }
    let width = max(wanted, min(words.max() ?? 0, DOTTable.longestWord).rounded(.up))
    return TextMeasure.flow(text, size: DOTTable.typeSize, bold: cell.isBold, width: width)
  }

  /// The room that a cell needs in whichever font it is shown, with its padding. Graphviz reckons
  /// with Arial, and has each line begin where its middle would then be the cell's.
  func room(for lines: [String], _ cell: Cell) -> Double? {
    guard cell.columns == 1 else { return nil }
    let size = DOTTable.typeSize
    let needs = lines.map { line in
      let room = TextMeasure.room(line, size: size, bold: cell.isBold)
      return cell.isLeft ? room : 2 * room - TextMeasure.width(line, size: size)
    }
    return needs.max().flatMap { $0 > 0 ? $0 + 4 : nil }
  }
}
