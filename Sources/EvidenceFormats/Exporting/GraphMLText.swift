import EvidenceCore

/// A graph in GraphML: a node's id is its key, an edge's id the statement's.
enum GraphMLText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    losses.loseHeader(graph.header)
    let nodes = graph.nodes.map { FlatRecord(graph.value(of: $0), &losses) }
    let edges = graph.edges.map { FlatRecord(graph.statement($0), &losses) }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    var numbers: [[String: Int]] = []
    var number = 0
    for (owner, records) in [("node", nodes), ("edge", edges)] {
      var known: [String: Int] = [:]
      for (name, type) in FlatRecord.declared(records) {
        known[name] = number
        let name = XMLText.escaped(name, &losses)
        text +=
          "  <key id=\"d\(number)\" for=\"\(owner)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
        number += 1
      }
      numbers.append(known)
    }
    text += "  <graph id=\"evidence\" edgedefault=\"directed\">\n"
    func data(_ record: FlatRecord, _ numbers: [String: Int]) -> String {
      record.attributes.map { item in
        "<data key=\"d\(numbers[item.name] ?? 0)\">\(XMLText.escaped(item.text, &losses))</data>"
      }.joined()
    }
    for (node, record) in zip(graph.nodes, nodes) {
      let key = XMLText.escaped(graph.key(of: node).text, &losses)
      text += "    <node id=\"\(key)\">\(data(record, numbers[0]))</node>\n"
    }
    var ids = UniqueIDs()
    for (edge, record) in zip(graph.edges, edges) {
      let id = XMLText.escaped(ids.unique(graph.id(of: edge)), &losses)
      let from = XMLText.escaped(graph.key(of: graph.from(edge)).text, &losses)
      let to = XMLText.escaped(graph.key(of: graph.to(edge)).text, &losses)
      text +=
        "    <edge id=\"\(id)\" source=\"\(from)\" target=\"\(to)\">"
        + "\(data(record, numbers[1]))</edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }
}
