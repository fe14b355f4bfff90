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
  }

  var rows: [[Cell]]

  /// The table in the markup that Graphviz reads; always begins with `<TABLE`.
  var text: String {
    var text = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"2\">\n"
    for row in rows where !row.isEmpty {
      text += "<TR>" + row.map(markup).joined() + "</TR>\n"
    }
    return text + "</TABLE>"
  }

  private func markup(_ cell: Cell) -> String {
    var text = "<TD"
    if cell.columns > 1 { text += " COLSPAN=\"\(min(cell.columns, 200))\"" }
    if cell.isLeft { text += " ALIGN=\"LEFT\"" }
    if let width = cell.width { text += " WIDTH=\"\(Int(min(max(width, 1), 2000)))\"" }
    if let fill = cell.fill.flatMap(DOTAttribute.colour) { text += " BGCOLOR=\"\(fill)\"" }
    if cell.outline != .none {
      text += " BORDER=\"1\""
      if cell.outline != .solid { text += " STYLE=\"\(cell.outline.rawValue)\"" }
      if let colour = cell.colour.flatMap(DOTAttribute.colour) { text += " COLOR=\"\(colour)\"" }
    }
    var content = DOTText.markup(cell.text)
    if content.isEmpty { return text + "></TD>" }
    if cell.isBold { content = "<B>\(content)</B>" }
    if let ink = cell.ink.flatMap(DOTAttribute.colour) {
      content = "<FONT COLOR=\"\(ink)\">\(content)</FONT>"
    }
    return text + ">\(content)</TD>"
  }
}
