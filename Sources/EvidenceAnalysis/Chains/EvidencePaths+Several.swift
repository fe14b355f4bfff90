public import EvidenceCore

extension EvidencePaths {
  /// The chains from one node to each of several, by one search.
  ///
  /// - Parameters:
  ///   - from: where the chains start.
  ///   - ends: where they may end.
  ///   - options: what the search may do; its work bound holds for each end.
  /// - Returns: an answer for each end that a chain leads to, in the order of the ends.
  /// - Complexity: O(states + moves reached), and for each end that again plus the work of listing.
  public func chains(
    from: NodeID,
    toEach ends: [NodeID],
    options: Options = Options()
  ) -> [PathAnswer] {
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    guard let start = grammar.start(at: from) else { return [] }
    var meter = WorkMeter(WorkLimit<Never>.none)
    let search = ChainSearch(grammar, from: [start], &meter)
    let reached = Set(search.states.lazy.filter(grammar.isEnd).map(\.node))
    return ends.filter { $0 != from && reached.contains($0) }
      .map { answer(search, to: $0, options, &meter) }
      .filter { $0.total > 0 }
  }

  /// The answer that a search gives for one end, without its nearest miss.
  func answer<Failure>(
    _ search: ChainSearch,
    to: NodeID,
    _ options: Options,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> PathAnswer {
    let found = try enumerated(search, to: to, options, &meter)
    let chains = weighed(found.chains, under: policy)
    let strengths = StrengthOfChains(graph, works, policy, start: search.states[0].node)
    return PathAnswer(
      chains: options.limit.map { Array(chains.prefix($0)) } ?? chains,
      total: chains.count,
      supporting: strengths.supporting(chains),
      opposing: strengths.opposing(chains),
      named: strengths.named(chains),
      nearestMiss: nil,
      stoppedAt: found.stoppedAt,
      from: search.states[0].node,
      to: to,
      policy: policy
    )
  }
}
