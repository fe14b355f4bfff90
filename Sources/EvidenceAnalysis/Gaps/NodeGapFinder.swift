internal import EvidenceCore

/// Finds the nodes that lack a statement they should have.
struct NodeGapFinder {
  private let graph: EvidenceGraph
  private let hierarchy: Hierarchy

  init(_ graph: EvidenceGraph) {
    self.graph = graph
    hierarchy = Hierarchy(graph)
  }

  func risksWithoutMitigation() -> [Gap] {
    graph.nodes(of: .risk).filter { !isAddressed($0) }.map { risk in
      let twin = matches(of: risk).first { isAddressed($0) }
      let domain = graph.outgoing(risk, .inDomain).first { !graph.isNegated($0) }
        .map { graph.to($0) }
      let reason =
        twin.map {
          "no ADDRESSES statement leads to it, though it is matched with '\(graph.key(of: $0))', "
            + "which is addressed"
        } ?? "no ADDRESSES statement leads to it"
      return Gap(
        kind: .riskWithoutMitigation,
        node: risk,
        cause: .noClaimAbout(match: twin),
        reason: reason,
        nearest: twin ?? domain,
        question: "does any mitigation address '\(graph.title(of: risk))'?"
      )
    }
  }

  func mitigationsWithoutRisk() -> [Gap] {
    graph.nodes(of: .mitigation).filter { !addresses($0) }.map { mitigation in
      let twin = matches(of: mitigation).first { addresses($0) }
      let category = graph.outgoing(mitigation, .classifiedAs).first { !graph.isNegated($0) }
        .map { graph.to($0) }
      let reason =
        twin.map {
          "no ADDRESSES statement starts from it, though it is matched with "
            + "'\(graph.key(of: $0))', which addresses a risk"
        } ?? "no ADDRESSES statement starts from it"
      return Gap(
        kind: .mitigationWithoutRisk,
        node: mitigation,
        cause: .noClaimFrom(match: twin),
        reason: reason,
        nearest: twin ?? category,
        question: "which risk does '\(graph.title(of: mitigation))' address?"
      )
    }
  }

  func unclassified(into schemes: [String]) -> [Gap] {
    let wanted: [String?] = schemes.isEmpty ? [nil] : schemes
    return wanted.flatMap { scheme in
      graph.nodes(of: .mitigation).compactMap { mitigation -> Gap? in
        let codes = graph.outgoing(mitigation, .classifiedAs).filter { !graph.isNegated($0) }
          .map { graph.to($0) }
        if codes.contains(where: { scheme == nil || graph.scheme(of: $0) == scheme }) { return nil }
        return Gap(
          kind: .unclassified,
          node: mitigation,
          cause: .noCode(scheme: scheme),
          reason: scheme.map { "no CLASSIFIED_AS statement leads into '\($0)'" }
            ?? "no CLASSIFIED_AS statement starts from it",
          nearest: codes.first,
          question: "under which heading does '\(graph.title(of: mitigation))' belong?"
        )
      }
    }
  }

  private func isAddressed(_ risk: NodeID) -> Bool {
    graph.incoming(risk, .addresses).contains { !graph.isNegated($0) }
  }

  private func addresses(_ mitigation: NodeID) -> Bool {
    graph.outgoing(mitigation, .addresses).contains { !graph.isNegated($0) }
  }

  /// What a node is exactly or closely matched with, in the order of keys.
  private func matches(of node: NodeID) -> [NodeID] {
    var result: Set<NodeID> = []
    for relation in [Relation.exactMatch, .closeMatch] {
      for edge in graph.outgoing(node, relation) where !graph.isNegated(edge) {
        result.insert(graph.to(edge))
      }
      for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
        result.insert(graph.from(edge))
      }
    }
    return result.sorted()
  }
}
