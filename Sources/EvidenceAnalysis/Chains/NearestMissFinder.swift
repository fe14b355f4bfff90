internal import EvidenceCore

/// Says why no chain joins two nodes: the longest meaningful prefix, and the link that is missing.
struct NearestMissFinder {
  private let graph: EvidenceGraph
  private let grammar: ChainGrammar

  init(_ graph: EvidenceGraph, _ grammar: ChainGrammar) {
    self.graph = graph
    self.grammar = grammar
  }

  /// The miss where a search cannot even start.
  func withoutSearch(from: NodeID, to: NodeID) -> NearestMiss {
    if from == to {
      return NearestMiss(
        nodes: [from],
        relation: .addresses,
        from: nil,
        to: to,
        reason: "start and end are the same node"
      )
    }
    return NearestMiss(
      nodes: [from],
      relation: .addresses,
      from: nil,
      to: isRisk(to) ? to : nil,
      reason:
        "'\(graph.key(of: from))' is a \(graph.kind(of: from)); an evidence chain starts at a "
        + "Paper, a Mitigation, a Risk or a RiskDomain"
    )
  }

  /// The miss of a search that reached no end.
  func find(
    _ search: ChainSearch,
    to target: NodeID,
    maximumSteps: Int?,
    isCut: Bool
  ) -> NearestMiss {
    let best = furthest(search, target)
    let state = search.states[best]
    let nodes = search.prefix(to: best)
    guard isRisk(target) else {
      return NearestMiss(
        nodes: nodes,
        relation: .addresses,
        from: state.node,
        to: nil,
        reason: "'\(graph.key(of: target))' is a \(graph.kind(of: target)); an evidence chain ends "
          + "at a Risk or a RiskDomain, and never goes through shared categories or documents"
      )
    }
    if search.leadsTo(target)[0] {
      return NearestMiss(
        nodes: nodes,
        relation: missing(state, target),
        from: state.node,
        to: target,
        reason: isCut
          ? "the search stopped at its work bound before it found a chain"
          : maximumSteps.map { "every chain is longer than \($0) steps or visits a node twice" }
            ?? "every chain visits a node twice"
      )
    }
    if let refused = refusedMatch(search, target) { return refused }
    let relation = missing(state, target)
    return NearestMiss(
      nodes: nodes,
      relation: relation,
      from: state.node,
      to: target,
      reason: reason(state, target, relation)
    )
  }

  /// The state that came furthest: by phase, then by length, then by the order of keys.
  ///
  /// Another concept of the target's own scheme is passed over: that a measure addresses one concept
  /// brings it no nearer to its neighbour, and a scheme's own order is not what is missing.
  private func furthest(_ search: ChainSearch, _ target: NodeID) -> Int {
    var best = 0
    let scheme = graph.scheme(of: target)
    var length = [Int](repeating: 0, count: search.states.count)
    var isPassedOver = [Bool](repeating: false, count: search.states.count)
    for index in search.states.indices.dropFirst() {
      let (state, leader) = (search.states[index], search.states[best])
      if let origin = search.origins[index] {
        length[index] = length[origin.state] + 1
        isPassedOver[index] = isPassedOver[origin.state]
      }
      if let scheme, graph.scheme(of: state.node) == scheme { isPassedOver[index] = true }
      if isPassedOver[index] { continue }
      let rank = (state.phase.rawValue, length[index])
      let bestRank = (leader.phase.rawValue, length[best])
      if rank > bestRank || (rank == bestRank && state.node < leader.node) { best = index }
    }
    return best
  }

  private func missing(_ state: ChainGrammar.State, _ target: NodeID) -> Relation {
    switch state.phase {
    case .paper: .proposes
    case .mitigation: .addresses
    case .claimed, .rolled:
      if graph.kind(of: state.node) == graph.kind(of: target) {
        graph.scheme(of: state.node) == graph.scheme(of: target)
          && graph.kind(of: target) == .riskDomain ? .broader : .exactMatch
      } else {
        graph.kind(of: target) == .riskDomain && state.phase == .claimed ? .inDomain : .exactMatch
      }
    }
  }

  private func reason(
    _ state: ChainGrammar.State,
    _ target: NodeID,
    _ relation: Relation
  ) -> String {
    let here = graph.key(of: state.node)
    switch state.phase {
    case .paper:
      return "'\(here)' proposes, evaluates and identifies nothing in this graph"
    case .mitigation:
      return graph.outgoing(state.node, .addresses).isEmpty
        ? "no ADDRESSES statement leads from '\(here)' to any risk"
        : "nothing that '\(here)' addresses leads to '\(graph.key(of: target))'"
    case .claimed, .rolled:
      return "the chains reach '\(here)' and others, but nothing carries on from there to "
        + "'\(graph.key(of: target))': no \(relation) is stated"
    }
  }

  /// A statement between what the start reaches and what the target is reached from that carries
  /// no evidence: related, narrower, denied, contradictory, or one loose match too many.
  private func refusedMatch(_ search: ChainSearch, _ target: NodeID) -> NearestMiss? {
    let below = reaching(target)
    let order = search.states.indices.sorted {
      let (a, b) = (search.states[$0], search.states[$1])
      return (b.phase.rawValue, a.node) < (a.phase.rawValue, b.node)
    }
    for index in order where search.states[index].phase != .paper {
      let node = search.states[index].node
      let edges = Array(graph.outgoing(node)) + Array(graph.incoming(node))
      for edge in edges where graph.relation(of: edge).isMatch {
        let other = graph.from(edge) == node ? graph.to(edge) : graph.from(edge)
        guard below.contains(other),
          isRisk(other) == (search.states[index].phase != .mitigation)
        else { continue }
        return NearestMiss(
          nodes: search.prefix(to: index),
          relation: .exactMatch,
          from: node,
          to: other,
          reason: "only \(graph.relation(of: edge)) joins '\(graph.key(of: node))' and "
            + "'\(graph.key(of: other))', and \(why(edge, from: node))"
        )
      }
    }
    return nil
  }

  private func why(_ edge: EdgeID, from node: NodeID) -> String {
    if graph.isNegated(edge) { return "it denies the match" }
    switch graph.relation(of: edge) {
    case .relatedMatch: return "related things carry no evidence"
    case .broadMatch, .narrowMatch:
      let isUpward = (graph.relation(of: edge) == .broadMatch) == (graph.from(edge) == node)
      return isUpward
        ? "the opposite is stated too, or the chain already holds its one loose match"
        : "addressing the whole does not prove addressing the part"
    default: return "a chain holds at most one close or broad match"
    }
  }

  /// The mitigations, risks and domains from which a chain could go on to the target.
  private func reaching(_ target: NodeID) -> Set<NodeID> {
    var seen: Set<NodeID> = [target]
    var queue = [target]
    while let node = queue.popLast() {
      for edge in graph.incoming(node)
      where [.exactMatch, .broader, .inDomain, .addresses].contains(graph.relation(of: edge))
        && !graph.isNegated(edge)
      {
        if seen.insert(graph.from(edge)).inserted { queue.append(graph.from(edge)) }
      }
      for edge in graph.outgoing(node, .exactMatch) where !graph.isNegated(edge) {
        if seen.insert(graph.to(edge)).inserted { queue.append(graph.to(edge)) }
      }
    }
    return seen.filter { isRisk($0) || graph.kind(of: $0) == .mitigation }
  }

  private func isRisk(_ node: NodeID) -> Bool {
    graph.kind(of: node) == .risk || graph.kind(of: node) == .riskDomain
  }
}
