import EvidenceCore

/// A graph in DOT: a node's name is its key, its shape says its kind; an edge bears its relation.
///
/// It is the graph as it is, for programs that lay graphs out; `evidence map --format dot` writes a
/// map.
enum DOTText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    losses.loseHeader(graph.header, holding: [.title])
    var text = "digraph evidence {\n"
    if let title = graph.header.title { text += "  graph [label=\(quoted(title, &losses))];\n" }
    text += "  node [shape=box];\n"
    for node in graph.nodes {
      let value = graph.value(of: node)
      var attributes = [
        "label=\(quoted(graph.title(of: node), &losses))",
        "class=\(quoted(value.kind.name, &losses))",
      ]
      if let shape = shapes[value.kind] { attributes.append("shape=\(shape)") }
      text += "  \(quoted(value.key.text, &losses)) [\(attributes.joined(separator: ", "))];\n"
      let count = value.properties.count + value.sameAs.count
      losses.lose("properties and other identifiers of nodes", value.key.text, count: count)
    }
    for edge in graph.edges {
      let statement = graph.statement(edge)
      var attributes = [
        "label=\(quoted(statement.relation.name, &losses))",
        "id=\(quoted(graph.id(of: edge), &losses))",
      ]
      if statement.stance == .opposes || statement.isNegated { attributes.append("style=dashed") }
      let ends = [statement.from, statement.to].map { quoted($0.text, &losses) }
      text += "  \(ends[0]) -> \(ends[1]) [\(attributes.joined(separator: ", "))];\n"
      losses.lose(statement, "who states a statement, where it was read, and what it rests on")
    }
    return text + "}\n"
  }

  private static let shapes: [Kind: String] = [
    .paper: "note", .mitigation: "box", .risk: "ellipse", .riskDomain: "folder",
    .taxonomyNode: "hexagon",
  ]

  /// A text in quotes; in DOT a backslash begins a word of the layout, and so stands twice.
  private static func quoted(_ text: String, _ losses: inout LossReport) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\0": losses.lose("NUL characters, which DOT may not hold", "U+0000")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
