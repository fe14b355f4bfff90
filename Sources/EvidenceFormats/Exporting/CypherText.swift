import EvidenceCore

/// A graph as statements of openCypher, one a line: first its nodes, then what joins them.
enum CypherText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    losses.loseHeader(graph.header)
    var text = ""
    for id in graph.nodes {
      let node = graph.value(of: id)
      var members = MemberNames(["key", "label", "notation", "scheme", "sameAs"])
      members.add("key", .string(node.key.text))
      members.add("label", node.label.map { .string($0) })
      members.add("notation", node.notation.map { .string($0) })
      members.add("scheme", node.scheme.map { .string($0) })
      if !node.sameAs.isEmpty { members.add("sameAs", .strings(node.sameAs)) }
      members.add(node.properties, of: node.key.text, &losses)
      text += "CREATE (:\(name(node.kind.name)) \(map(members, &losses)));\n"
    }
    for edge in graph.edges {
      let statement = graph.statement(edge)
      let from = end("a", graph.kind(of: graph.from(edge)), statement.from)
      let to = end("b", graph.kind(of: graph.to(edge)), statement.to)
      let members = MemberNames(statement, &losses)
      text +=
        "MATCH \(from), \(to) CREATE (a)-[:\(name(statement.relation.name)) "
        + "\(map(members, &losses))]->(b);\n"
    }
    return text
  }

  private static func end(_ variable: String, _ kind: Kind, _ key: Key) -> String {
    "(\(variable):\(name(kind.name)) {key: \(quoted(key.text))})"
  }

  private static func map(_ members: MemberNames, _ losses: inout LossReport) -> String {
    var parts: [String] = []
    for (name, value) in members.list {
      guard let literal = literal(value) else {
        losses.lose("numbers that are none", "'\(name)'")
        continue
      }
      parts.append("\(self.name(name)): \(literal)")
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private static func literal(_ value: PropertyValue) -> String? {
    switch value {
    case .string(let text): quoted(text)
    case .integer(let number): String(number)
    case .number(let number): number.isFinite ? number.description : nil
    case .boolean(let flag): flag ? "true" : "false"
    case .strings(let items): "[" + items.map(quoted).joined(separator: ", ") + "]"
    }
  }

  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "'": result += "\\'"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// A name, in backticks where it is none by itself.
  static func name(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy {
        $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
      } && text.utf8.first.map { !(0x30...0x39).contains($0) } == true
    return isPlain ? text : "`" + text.replacingScalar("`", with: "``") + "`"
  }
}
