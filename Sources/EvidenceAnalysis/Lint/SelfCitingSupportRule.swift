internal import EvidenceCore

/// A measure's evidence is its proposer's own.
///
/// Looked at is each measure and what it is said to address. Plain assertions are left out: that a
/// paper asserts the use of what it proposes is expected, and the cell says so as `asserted-only`.
/// Where more than an assertion is claimed, and every such supporting statement is made by a work
/// that proposes the measure, nobody else has looked.
struct SelfCitingSupportRule: LintRule {
  let name = "self-citing-support"
  let meaning =
    "all that is claimed as more than an assertion for a measure is stated by works that propose it"
  let example = """
    {"evidence":1,"asOf":"2026-01-01"}
    {"node":"paper:a","kind":"Paper"}
    {"node":"mitigation:a/x","kind":"Mitigation"}
    {"node":"risk:a/r","kind":"Risk"}
    {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/x","source":"paper:a"}
    {"from":"mitigation:a/x","relation":"ADDRESSES","to":"risk:a/r","source":"paper:a","evidenceType":"experimental"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    let works = Works(graph)
    var result: [LintFinding] = []
    for mitigation in graph.nodes(of: .mitigation) {
      let proposers = Set(
        graph.incoming(mitigation, .proposes).filter { !graph.isNegated($0) }
          .map { works.work(of: graph.from($0)) }
      )
      var support: [NodeID: [EdgeID]] = [:]
      for edge in graph.outgoing(mitigation, .addresses) where graph.stance(of: edge) != .opposes {
        let type = graph.evidenceType(of: edge) ?? .assertion
        if type != .assertion { support[graph.to(edge), default: []].append(edge) }
      }
      for edges in support.sorted(by: { $0.key < $1.key }).map(\.value) {
        let isOwn = edges.allSatisfy { edge in
          works.source(of: edge, in: graph).map { proposers.contains($0) } ?? false
        }
        guard isOwn, let first = edges.first else { continue }
        result.append(
          LintFinding(
            self,
            of: [graph.key(of: mitigation).text] + edges.map { graph.id(of: $0) },
            "supported only by the paper that proposes it: \(graph.phrase(first))",
            at: graph.place(of: first),
            hint: "look for somebody else's evaluation; until then say that it is the authors' own"
          )
        )
      }
    }
    return result
  }
}
