/// Two papers are not one: no shared identifier, no title and year alike.
struct DuplicatePaperRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    var byIdentifier: [String: NodeID] = [:]
    var byTitle: [String: NodeID] = [:]
    var reported: Set<NodeID> = []
    var result: [Diagnostic] = []
    func report(_ paper: NodeID, _ other: NodeID, _ why: String) {
      guard !areVersions(paper, other, graph), reported.insert(paper).inserted else { return }
      result.append(
        Diagnostic(
          .warning,
          "duplicate-paper",
          "'\(graph.key(of: paper))' and '\(graph.key(of: other))' \(why)",
          at: graph.place(of: paper),
          hint: "merge them with sameAs, or state IS_VERSION_OF; now they count as two works"
        )
      )
    }
    for paper in graph.nodes(of: .paper) {
      for identifier in [graph.key(of: paper).text] + graph.sameAs(of: paper) {
        let normal = identifier.lowercased()
        if let other = byIdentifier[normal], other != paper {
          report(paper, other, "share the identifier '\(identifier)'")
        } else {
          byIdentifier[normal] = paper
        }
      }
      guard let label = graph.label(of: paper), let year = graph.property("year", of: paper) else {
        continue
      }
      let title = String(label.lowercased().filter { $0.isLetter || $0.isNumber })
      guard title.count > 12 else { continue }
      let identity = "\(title) \(year.text)"
      if let other = byTitle[identity] {
        report(paper, other, "have the same title and year")
      } else {
        byTitle[identity] = paper
      }
    }
    return result
  }

  private func areVersions(_ a: NodeID, _ b: NodeID, _ graph: EvidenceGraph) -> Bool {
    graph.outgoing(a, .isVersionOf).contains { graph.to($0) == b }
      || graph.outgoing(b, .isVersionOf).contains { graph.to($0) == a }
  }
}
