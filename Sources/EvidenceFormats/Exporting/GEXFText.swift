import EvidenceCore

/// A graph in GEXF 1.3. The kind of an edge is its relation, numbered where two nodes have it more
/// than once: programs may merge edges of one kind.
enum GEXFText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    losses.loseHeader(graph.header, holding: [.title, .asOf])
    let nodes = graph.nodes.map { FlatRecord(graph.value(of: $0), &losses) }
    let edges = graph.edges.map { FlatRecord(graph.statement($0), &losses) }
    let date = graph.header.asOf.map {
      " lastmodifieddate=\"\(XMLText.escaped($0, &losses))\""
    }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3">
        <meta\(date ?? "")>

      """
    if let title = graph.header.title {
      text += "    <description>\(XMLText.escaped(title, &losses))</description>\n"
    }
    text += "  </meta>\n  <graph defaultedgetype=\"directed\" mode=\"static\">\n"
    let known = [("node", nodes), ("edge", edges)].map { owner, records in
      attributes(owner, records, &text, &losses)
    }
    func values(_ record: FlatRecord, _ numbers: [String: Int]) -> String {
      let items = record.attributes.filter { $0.name != "label" }.map { item in
        let value = XMLText.escaped(item.text, &losses)
        return "<attvalue for=\"\(numbers[item.name] ?? 0)\" value=\"\(value)\"/>"
      }
      return items.isEmpty ? "" : "<attvalues>\(items.joined())</attvalues>"
    }
    text += "    <nodes>\n"
    for (node, record) in zip(graph.nodes, nodes) {
      let key = graph.key(of: node).text
      let label = XMLText.escaped(graph.label(of: node) ?? key, &losses)
      text +=
        "      <node id=\"\(XMLText.escaped(key, &losses))\" label=\"\(label)\">"
        + "\(values(record, known[0]))</node>\n"
    }
    text += "    </nodes>\n    <edges>\n"
    var ids = UniqueIDs()
    var repeats: [String: Int] = [:]
    for (edge, record) in zip(graph.edges, edges) {
      let id = XMLText.escaped(ids.unique(graph.id(of: edge)), &losses)
      let from = XMLText.escaped(graph.key(of: graph.from(edge)).text, &losses)
      let to = XMLText.escaped(graph.key(of: graph.to(edge)).text, &losses)
      let relation = XMLText.escaped(graph.relation(of: edge).name, &losses)
      let number = repeats["\(from)\u{1F}\(relation)\u{1F}\(to)", default: 0] + 1
      repeats["\(from)\u{1F}\(relation)\u{1F}\(to)"] = number
      let kind = number == 1 ? relation : "\(relation) \(number)"
      text +=
        "      <edge id=\"\(id)\" source=\"\(from)\" target=\"\(to)\" kind=\"\(kind)\" "
        + "label=\"\(relation)\">\(values(record, known[1]))</edge>\n"
    }
    return text + "    </edges>\n  </graph>\n</gexf>\n"
  }

  private static func attributes(
    _ owner: String,
    _ records: [FlatRecord],
    _ text: inout String,
    _ losses: inout LossReport
  ) -> [String: Int] {
    var known: [String: Int] = [:]
    text += "    <attributes class=\"\(owner)\">\n"
    for (name, type) in FlatRecord.declared(records) where name != "label" {
      let number = known.count
      known[name] = number
      let title = XMLText.escaped(name, &losses)
      text += "      <attribute id=\"\(number)\" title=\"\(title)\" type=\"\(type)\"/>\n"
    }
    text += "    </attributes>\n"
    return known
  }
}
