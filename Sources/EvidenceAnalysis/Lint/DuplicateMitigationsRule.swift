internal import EvidenceCore

/// One paper proposes two measures of one name.
///
/// Names are compared by their letters and digits in lower case. Where one of the two is part of the
/// other, or the two are matched exactly, nothing is said: they are known to belong together.
struct DuplicateMitigationsRule: LintRule {
  let name = "duplicate-mitigations"
  let meaning = "two measures of one paper have the same name"
  let example = """
    {"evidence":1,"asOf":"2026-01-01"}
    {"node":"paper:a","kind":"Paper"}
    {"node":"mitigation:a/x","kind":"Mitigation","label":"Red teaming"}
    {"node":"mitigation:a/y","kind":"Mitigation","label":"Red-Teaming"}
    {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/x","source":"paper:a"}
    {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/y","source":"paper:a"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    graph.nodes(of: .paper).flatMap { paper in
      var groups: [String: [NodeID]] = [:]
      var order: [String] = []
      for edge in graph.outgoing(paper, .proposes) where !graph.isNegated(edge) {
        let mitigation = graph.to(edge)
        // `(name not given)` is no name.
        guard let label = graph.label(of: mitigation), !label.hasPrefix("(") else { continue }
        let name = normal(label)
        let known = groups[name] ?? []
        guard !name.isEmpty, !known.contains(where: { areJoined($0, mitigation, graph) }) else {
          continue
        }
        if known.isEmpty { order.append(name) }
        groups[name] = known + [mitigation]
      }
      return order.compactMap { finding(paper, groups[$0] ?? [], graph) }
    }
  }

  private func finding(_ paper: NodeID, _ alike: [NodeID], _ graph: EvidenceGraph) -> LintFinding? {
    guard alike.count > 1 else { return nil }
    let keys = alike.map { graph.key(of: $0).text }
    let shown = keys.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
    let rest = keys.count > 4 ? " and \(keys.count - 4) more" : ""
    return LintFinding(
      self,
      of: keys,
      "'\(graph.key(of: paper))' proposes \(keys.count) measures named "
        + "'\(graph.label(of: alike[0]) ?? "")': \(shown)\(rest)",
      at: graph.place(of: alike[1]),
      hint: "merge them, state EXACT_MATCH, or say in their names what tells them apart"
    )
  }

  /// Whether two are one node, one is part of the other, or they are said to be the same.
  private func areJoined(_ a: NodeID, _ b: NodeID, _ graph: EvidenceGraph) -> Bool {
    if a == b { return true }
    return [Relation.partOf, .exactMatch].contains { relation in
      graph.outgoing(a, relation).contains { graph.to($0) == b && !graph.isNegated($0) }
        || graph.outgoing(b, relation).contains { graph.to($0) == a && !graph.isNegated($0) }
    }
  }

  private func normal(_ label: String) -> String {
    String(label.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
