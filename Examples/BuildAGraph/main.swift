// A graph made by hand, a typed query, and the archive: nothing here is real.
//
//     swift run BuildAGraph

import EvidenceCore
import EvidenceQuery

/// A kind of the user's own, as a Swift type.
enum Control: NodeKind {
  static let kind: Kind = "Control"
}

func inventedGraph() throws -> EvidenceGraph {
  var builder = GraphBuilder(
    header: GraphHeader(
      title: "An invented example",
      asOf: "2026-01-01",
      kinds: [KindDefinition(Control.kind)],
      relations: [RelationDefinition("IMPLEMENTS", from: [Control.kind], to: [.mitigation])]
    )
  )
  builder.add(Node("paper:an-invented-paper", .paper, label: "An invented paper"))
  builder.add(Node("mitigation:an-invented-paper/audit", .mitigation, label: "Audits"))
  builder.add(Node("control:ops-7", Control.kind, label: "Yearly audit"))
  builder.add(
    Statement(
      "paper:an-invented-paper",
      .proposes,
      "mitigation:an-invented-paper/audit",
      source: "paper:an-invented-paper"
    )
  )
  builder.add(
    Statement(
      "control:ops-7",
      "IMPLEMENTS",
      "mitigation:an-invented-paper/audit",
      via: "control register"
    )
  )
  return try builder.build()
}

let graph = try inventedGraph()

// The compiler knows what a paper proposes, and that a control implements a mitigation.
let query = PathQuery(from: Paper.self)
  .outgoing(.proposes)
  .incoming(Link<Control, Mitigation>("IMPLEMENTS"))
for match in try query.paths(in: graph) {
  print(match.nodes.map(graph.title(of:)).joined(separator: " – "))
}
print(ArchiveWriter.text(of: graph), terminator: "")
