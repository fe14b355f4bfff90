internal import EvidenceCore
internal import EvidenceQuery

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
        cause: .sameNode
      )
    }
    return NearestMiss(
      nodes: [from],
      relation: .addresses,
      from: nil,
      to: isRisk(to) ? to : nil,
      cause: .noStart(graph.kind(of: from))
    )
  }

  /// The miss of a search that reached no end.
  func find(
    _ search: ChainSearch,
    to target: NodeID,
    maximumSteps: Int?,
    isCut: Bool
  ) -> NearestMiss {
    let candidates = furthest(search, target)
    guard isRisk(target) else {
      let first = candidates[0]
      return NearestMiss(
        nodes: search.prefix(to: first),
        relation: .addresses,
        from: search.states[first].node,
        to: nil,
        cause: .noEnd(graph.kind(of: target)),
        equallyNear: candidates.count - 1
      )
    }
    let isLong = search.leadsTo(target)[0]
    if !isLong, let refused = refusedMatch(search, target) { return refused }
    let (best, reason) = choice(candidates.map { search.states[$0].node }, target)
    let index = candidates[best]
    let state = search.states[index]
    return NearestMiss(
      nodes: search.prefix(to: index),
      relation: missing(state, target),
      from: state.node,
      to: target,
      cause: isLong ? (isCut ? .workBound : .tooLong(steps: maximumSteps)) : cause(state),
      equallyNear: candidates.count - 1,
      shownFor: reason
    )
  }

  /// The states that came furthest, by phase and then by length, one a node, in the order of keys.
  ///
  /// Another concept of the target's own scheme is passed over: that a measure addresses one concept
  /// brings it no nearer to its neighbour, and a scheme's own order is not what is missing.
  private func furthest(_ search: ChainSearch, _ target: NodeID) -> [Int] {
    var best = [0]
    var bestRank = (search.states[0].phase.rawValue, 0)
    let scheme = graph.scheme(of: target)
    var length = [Int](repeating: 0, count: search.states.count)
    var isPassedOver = [Bool](repeating: false, count: search.states.count)
    for index in search.states.indices.dropFirst() {
      let state = search.states[index]
      if let origin = search.origins[index] {
        length[index] = length[origin.state] + 1
        isPassedOver[index] = isPassedOver[origin.state]
      }
      if let scheme, graph.scheme(of: state.node) == scheme { isPassedOver[index] = true }
      if isPassedOver[index] { continue }
      let rank = (state.phase.rawValue, length[index])
      if rank > bestRank { (best, bestRank) = ([], rank) }
      if rank == bestRank { best.append(index) }
    }
    var nodes: Set<NodeID> = []
    return best.sorted { search.states[$0].node < search.states[$1].node }
      .filter { nodes.insert(search.states[$0].node).inserted }
  }

  /// Which of several nodes is shown: the one for which most speaks, else the first; and why.
  private func choice(_ nodes: [NodeID], _ target: NodeID) -> (Int, SuggestionReason?) {
    guard nodes.count > 1 else { return (0, nil) }
    var best: (index: Int, likelihood: Double, reason: SuggestionReason?) = (0, 0, nil)
    if nodes.allSatisfy({ graph.kind(of: $0) == .mitigation }) {
      let near = reaching(target)
      let suggester = LinkSuggester(
        graph,
        targets: [target],
        met: Dictionary(
          uniqueKeysWithValues: near.filter { graph.kind(of: $0) == .mitigation }.map { ($0, [0]) }
        ),
        risks: Dictionary(uniqueKeysWithValues: near.filter(isRisk).map { ($0, [0]) }),
        comparing: nodes
      )
      for (index, node) in nodes.enumerated() {
        guard let found = suggester.suggestions(for: node).first,
          found.likelihood > best.likelihood
        else { continue }
        best = (index, found.likelihood, found.reasons.first)
      }
    } else {
      let words = WordLikeness(graph, nodes: nodes + [target])
      for (index, node) in nodes.enumerated() {
        let likeness = words.likeness(node, target)
        guard likeness > best.likelihood else { continue }
        best = (index, likeness, .sharedWords(words.sharedWords(node, target)))
      }
    }
    return (best.index, best.reason)
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

  private func cause(_ state: ChainGrammar.State) -> NearestMiss.Cause {
    switch state.phase {
    case .paper: .statesNothing
    case .mitigation:
      graph.outgoing(state.node, .addresses).isEmpty ? .addressesNothing : .addressesOthers
    case .claimed, .rolled: .endsBefore
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
          cause: .refusedMatch(edge, refusal(edge, from: node))
        )
      }
    }
    return nil
  }

  private func refusal(_ edge: EdgeID, from node: NodeID) -> NearestMiss.Refusal {
    if graph.isNegated(edge) { return .denied }
    switch graph.relation(of: edge) {
    case .relatedMatch: return .related
    case .broadMatch, .narrowMatch:
      let isUpward = (graph.relation(of: edge) == .broadMatch) == (graph.from(edge) == node)
      return isUpward ? .loose : .wholeToPart
    default: return .secondLoose
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
