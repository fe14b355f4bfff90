internal import EvidenceCore

/// Nodes that no statement touches, and declared kinds that no node has.
///
/// A node that statements name as their source is touched by them.
///
/// One finding for each kind, or for each scheme where the nodes are concepts: a whole group
/// without statements is mostly a relation that was not read in.
struct OrphanKindRule: LintRule {
  let name = "orphan-kind"
  let meaning = "nodes that no statement touches, or a declared kind that no node has"
  let example = """
    {"evidence":1,"asOf":"2026-01-01"}
    {"node":"risk:a/1","kind":"Risk"}
    {"node":"risk:a/2","kind":"Risk"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    struct Group: Hashable {
      var kind: Kind
      var scheme: String
    }
    var orphans: [Group: [NodeID]] = [:]
    var counts: [Group: Int] = [:]
    let sources = Set(graph.edges.compactMap { graph.sourceNode(of: $0) })
    for node in graph.nodes {
      let group = Group(kind: graph.kind(of: node), scheme: graph.scheme(of: node) ?? "")
      counts[group, default: 0] += 1
      if graph.outgoing(node).isEmpty, graph.incoming(node).isEmpty, !sources.contains(node) {
        orphans[group, default: []].append(node)
      }
    }
    let order = orphans.keys.sorted {
      $0.kind == $1.kind ? $0.scheme.precedesInUTF8($1.scheme) : $0.kind < $1.kind
    }
    var result = order.compactMap { group -> LintFinding? in
      guard let nodes = orphans[group], let first = nodes.first else { return nil }
      let keys = nodes.map { graph.key(of: $0).text }
      let shown = keys.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      let rest = keys.count > 5 ? " and \(keys.count - 5) more" : ""
      let place = group.scheme.isEmpty ? "" : " of '\(group.scheme)'"
      return LintFinding(
        self,
        of: [group.scheme.isEmpty ? group.kind.name : group.scheme] + keys,
        "no statement touches \(keys.count) of \(counts[group] ?? 0) \(group.kind.words)\(place): "
          + shown + rest,
        at: graph.place(of: first),
        hint: "was a relation left out, or are they left over?"
      )
    }
    for definition in graph.header.kinds where !graph.kinds.contains(definition.kind) {
      result.append(
        LintFinding(
          self,
          of: [definition.kind.name],
          "kind '\(definition.kind)' is declared, and no node has it",
          at: Place(graph.file, line: 1),
          hint: "take it out of the header, or read in what it is for"
        )
      )
    }
    return result
  }
}
