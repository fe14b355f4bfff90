package import EvidenceCore

extension EvidencePaths {
  /// The chains from one node to each of several, by one search.
  ///
  /// - Parameters:
  ///   - from: where the chains start.
  ///   - ends: where they may end.
  ///   - options: what the search may do; its work bound holds for each end.
  ///   - meter: counts the steps of several such calls.
  /// - Returns: an answer for each end that a chain leads to or for which the search was stopped, in the
  ///   order of the ends.
  /// - Complexity: O(states + moves reached), and for each end that again plus the work of listing.
  package func chains<Failure>(
    from: NodeID,
    toEach ends: [NodeID],
    options: Options = Options(),
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> [PathAnswer] {
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    guard let start = grammar.start(at: from) else { return [] }
    let search = try ChainSearch(grammar, from: [start], &meter)
    let reached = Set(search.states.lazy.filter(grammar.isEnd).map(\.node))
    var answers: [PathAnswer] = []
    for end in ends where end != from && reached.contains(end) {
      let answer = try answer(search, to: end, options, &meter)
      if answer.total > 0 || answer.stoppedAt != nil { answers.append(answer) }
    }
    return answers
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
