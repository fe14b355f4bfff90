internal import EvidenceCore

/// Writes one node with its statements and who made them.
struct NodeReport {
  private let node: NodeID
  private let graph: EvidenceGraph
  private let edges: [EdgeID]

  init(_ node: NodeID, _ graph: EvidenceGraph, relations: Set<Relation>?) {
    self.node = node
    self.graph = graph
    edges = (Array(graph.outgoing(node)) + Array(graph.incoming(node))).filter { edge in
      relations.map { $0.contains(graph.relation(of: edge)) } ?? true
    }
  }

  func json() -> JSONValue {
    .object([
      JSONMember("node", ArchiveRecord.json(graph.value(of: node))),
      JSONMember("statements", .array(edges.map { ArchiveRecord.json(graph.statement($0)) })),
    ])
  }

  func table() -> TextTable {
    TextTable(
      heads: ["from", "relation", "to", "id", "source", "via", "locator"],
      rows: edges.map { edge in
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
          .string(graph.key(of: graph.from(edge)).text), .string(graph.relation(of: edge).name),
          .string(graph.key(of: graph.to(edge)).text), .string(graph.id(of: edge)),
          text(graph.source(of: edge)?.text),
          text(graph.via(of: edge)), text(graph.locator(of: edge)),
        ]
      }
    )
  }

  func text() -> String {
    let value = graph.value(of: node)
    var text = "\(graph.title(of: node))\n  key: \(value.key)\n  kind: \(value.kind)\n"
    if let scheme = graph.scheme(of: node) { text += "  scheme: \(scheme)\n" }
    if !value.sameAs.isEmpty { text += "  same as: \(value.sameAs.joined(separator: ", "))\n" }
    for (name, property) in value.properties.sorted(by: { $0.key < $1.key }) {
      text += "  \(name): \(property.text)\n"
    }
    for relation in Set(edges.map { graph.relation(of: $0) }).sorted() {
      for edge in edges where graph.relation(of: edge) == relation {
        let isOutgoing = graph.from(edge) == node
        let other = isOutgoing ? graph.to(edge) : graph.from(edge)
        text += "  \(isOutgoing ? "→" : "←") \(relation) \(graph.title(of: other))  "
        text += "(\(graph.key(of: other)))\n"
        text += "      \(StatementText.provenance(of: edge, in: graph))\n"
      }
    }
    return text
  }
}
