internal import EvidenceCore

/// One paper proposes two measures of one name.
///
/// Names are compared by their letters and digits in lower case. Parts of one whole may bear one
/// name; where one of the two is part of the other, nothing is said.
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
    var result: [LintFinding] = []
    for paper in graph.nodes(of: .paper) {
      var known: [String: NodeID] = [:]
      var seen: Set<NodeID> = []
      for edge in graph.outgoing(paper, .proposes) where !graph.isNegated(edge) {
        let mitigation = graph.to(edge)
        guard seen.insert(mitigation).inserted, let label = graph.label(of: mitigation) else {
          continue
        }
        let name = normal(label)
        // `(name not given)` is no name.
        guard !name.isEmpty, !label.hasPrefix("(") else { continue }
        guard let other = known[name] else {
          known[name] = mitigation
          continue
        }
        guard !isPart(mitigation, of: other, graph), !isPart(other, of: mitigation, graph) else {
          continue
        }
        result.append(
          LintFinding(
            self,
            of: [graph.key(of: mitigation).text, graph.key(of: other).text],
            "'\(graph.key(of: paper))' proposes '\(label)' twice: '\(graph.key(of: other))' and "
              + "'\(graph.key(of: mitigation))'",
            at: graph.place(of: mitigation),
            hint: "merge them, or say in their names what tells them apart"
          )
        )
      }
    }
    return result
  }

  private func isPart(_ part: NodeID, of whole: NodeID, _ graph: EvidenceGraph) -> Bool {
    graph.outgoing(part, .partOf).contains { graph.to($0) == whole }
  }

  private func normal(_ label: String) -> String {
    String(label.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
