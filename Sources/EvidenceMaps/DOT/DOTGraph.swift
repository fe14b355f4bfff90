/// A graph in the DOT language, written in a fixed order.
struct DOTGraph: Sendable {
  struct Node: Sendable {
    var name: String
    var attributes: [DOTAttribute]
  }

  struct Edge: Sendable {
    var from: String
    var to: String
    var attributes: [DOTAttribute]
  }

  /// Nodes that stand in one rank.
  struct Rank: Sendable { var names: [String] }

  var attributes: [DOTAttribute] = []
  var nodeAttributes: [DOTAttribute] = []
  var edgeAttributes: [DOTAttribute] = []
  /// What stands at the head as a remark.
  var remarks: [String] = []
  /// What stands above the drawing, a line each, the title first.
  var caption: [Caption] = []
  var nodes: [Node] = []
  var edges: [Edge] = []
  var ranks: [Rank] = []

  /// A text above the drawing.
  struct Caption: Sendable {
    var text: String
    var isBold = false
    var ink: String?
  }

  /// The caption as a label at the top; long texts in lines.
  private var label: [DOTAttribute] {
    guard !caption.isEmpty else { return [] }
    let rows = caption.flatMap { part in
      TextMeasure.flow(part.text, size: 9, bold: part.isBold, width: DOTGraph.captionWidth).map {
        [DOTTable.Cell(text: $0, isBold: part.isBold, isLeft: true, ink: part.ink, width: 1)]
      }
    }
    return [.table(DOTTable(rows: rows, keepsLines: true)), .labelOnTop]
  }

  /// How wide the texts above the drawing are, in points.
  private static let captionWidth = 520.0

  /// Whether every box has its place, so that Graphviz need only draw it.
  var isPlaced: Bool { attributes.contains(.placesGiven) }

  /// The text: nodes sorted by name, edges by their ends and then by what they say.
  var text: String {
    var text = ""
    for remark in remarks {
      for line in LegibleText.clean(remark, limit: 600).split(separator: "\n") {
        text += "// \(line)\n"
      }
    }
    text += "digraph evidence {\n"
    text += "  graph [\(list(attributes + label + [.fontSize(9)])), fontname=\"Arial\"];\n"
    let nodeAttributes = list(nodeAttributes + [.fontSize(DOTTable.typeSize)])
    text += "  node [\(nodeAttributes), fontname=\"Arial\"];\n"
    text += "  edge [\(list(edgeAttributes + [.fontSize(7.5)])), fontname=\"Arial\"];\n"
    for node in nodes.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      text += "  \(DOTText.quoted(node.name)) [\(list(node.attributes))];\n"
    }
    for rank in ranks where !rank.names.isEmpty {
      let names = rank.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      text += "  { rank=same; " + names.map { DOTText.quoted($0) + "; " }.joined() + "}\n"
    }
    let lines = edges.map { edge in
      "  \(DOTText.quoted(edge.from)) -> \(DOTText.quoted(edge.to)) [\(list(edge.attributes))];\n"
    }
    text += lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
    return text + "}\n"
  }

  private func list(_ attributes: [DOTAttribute]) -> String {
    attributes.compactMap(\.text).joined(separator: ", ")
  }
}
