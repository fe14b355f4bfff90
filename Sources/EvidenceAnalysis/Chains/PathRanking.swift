public import EvidenceCore

/// The answer to "what bears on this risk?" or to "what does this paper bear on?": every node at the
/// other end of an evidence chain, the most strongly joined first.
public struct PathRanking: Sendable {
  /// One node at the other end, and the chains that join it with the node asked about.
  public struct Entry: Sendable {
    /// The node at the other end; of several versions of a work, the one with the least key.
    public var node: NodeID
    /// The other versions of the same work that have a chain too, in the order of keys.
    public var versions: [NodeID]
    /// One more than the number of entries that are stronger: equal strengths, equal ranks.
    public var rank: Int
    /// Whether another entry has the same rank.
    public var isTied: Bool
    /// What the chains say: that a mitigation is offered, that the risk is named, or both.
    public var about: [EvidenceChain.About]
    /// How many chains there are.
    public var chains: Int
    /// The strongest chain, as a path answer lists it first.
    public var best: EvidenceChain
    /// Distinct works with a supporting or mixed claim in the chains, and with an opposing or mixed one:
    /// two sets that may share works.
    public var worksFor: Int
    public var worksAgainst: Int
    /// Over the chains that offer a mitigation.
    public var supporting: Strength?
    public var opposing: Strength?
    /// Over the chains that name the risk.
    public var named: Strength?
    /// The work bound at which the listing of this entry's chains ended, if it did: the strengths are
    /// lower bounds then.
    public var stoppedAt: Int?
  }

  /// Whether the node asked about is where the chains end; else it is where they start.
  public var isTowards: Bool
  /// The node asked about.
  public var node: NodeID
  /// The kind of the nodes at the other end.
  public var kind: Kind
  /// The most strongly joined first; of equals the one with more chains, then with the better best
  /// chain, then with the lesser key.
  public var entries: [Entry]
  /// How many nodes of other kinds have a chain too: mitigations and risks beside papers, or domains
  /// beside risks.
  public var others: [Kind: Int]
  public var policy: Policy

  /// The answer with its first entries alone; with all of them where there is no limit.
  public func first(_ most: Int?) -> PathRanking {
    var result = self
    if let most { result.entries = Array(entries.prefix(most)) }
    return result
  }
}

extension EvidencePaths {
  /// Everything of a kind that bears on a risk, ranked by strength.
  ///
  /// Versions of one work are one entry, whose strength is over the chains of all of them.
  ///
  /// ```swift
  /// let answer = paths.ranking(to: risk)
  /// for entry in answer.entries { print(entry.rank, graph.title(of: entry.node)) }
  /// ```
  /// - Parameters:
  ///   - risk: where the chains end.
  ///   - kind: where they start: at papers, mitigations or risks.
  ///   - options: what a search may do. The work bound is shared by all starts, at least 10,000 each.
  ///   - limit: asked while it works.
  /// - Throws: what the limit throws.
  /// - Complexity: O(states + moves) reached from every node of the kind, once for all of them, and
  ///   the work of listing.
  public func ranking<Failure>(
    to risk: NodeID,
    from kind: Kind = .paper,
    options: Options = Options(),
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> PathRanking {
    var meter = try WorkMeter(limit)
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    let kinds: [Kind] = [.paper, .mitigation, .risk, .riskDomain]
    let starts = (kinds.contains(kind) ? kinds : [kind] + kinds).flatMap { graph.nodes(of: $0) }
      .compactMap { grammar.start(at: $0) }
    var ranking = PathRanking(
      isTowards: true,
      node: risk,
      kind: kind,
      entries: [],
      others: [:],
      policy: policy
    )
    guard !starts.isEmpty else { return ranking }
    let search = try ChainSearch(grammar, from: starts, &meter)
    let wanted = starts.count { graph.kind(of: $0.node) == kind }
    var enumerator = enumerator(search, to: risk, options, sharedBy: wanted)
    var found = FoundChains()
    for (index, start) in starts.enumerated() where enumerator.leads(from: index) {
      guard graph.kind(of: start.node) == kind else {
        ranking.others[graph.kind(of: start.node), default: 0] += 1
        continue
      }
      try enumerator.run(from: index, &meter)
      guard !enumerator.chains.isEmpty else { continue }
      found.add(enumerator.chains, of: start.node, in: representative(of: start.node))
      if let bound = enumerator.stoppedAt { found.stop(representative(of: start.node), at: bound) }
    }
    ranking.entries = entries(found)
    return ranking
  }

  /// Every risk or domain that a node bears on, ranked by strength.
  ///
  /// - Parameters:
  ///   - start: where the chains start: a paper, with its versions; a mitigation, or a risk.
  ///   - kind: the kind of the nodes where they end: risks or risk domains.
  ///   - options: what a search may do.
  ///   - limit: asked while it works.
  /// - Throws: what the limit throws.
  /// - Complexity: O(states + moves) reached from the start, and the work of listing.
  public func ranking<Failure>(
    from start: NodeID,
    to kind: Kind = .risk,
    options: Options = Options(),
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> PathRanking {
    var meter = try WorkMeter(limit)
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    let starts = works.versions(of: start).compactMap { grammar.start(at: $0) }
    var ranking = PathRanking(
      isTowards: false,
      node: start,
      kind: kind,
      entries: [],
      others: [:],
      policy: policy
    )
    guard !starts.isEmpty else { return ranking }
    let search = try ChainSearch(grammar, from: starts, &meter)
    var enumerator = enumerator(search, to: nil, options, sharedBy: starts.count)
    var found = FoundChains()
    var others: [Kind: Set<NodeID>] = [:]
    for index in starts.indices {
      try enumerator.run(from: index, &meter)
      for chain in enumerator.chains {
        guard let end = chain.nodes.last else { continue }
        if graph.kind(of: end) == kind {
          found.add([chain], of: end, in: end)
        } else {
          others[graph.kind(of: end), default: []].insert(end)
        }
      }
      if let bound = enumerator.stoppedAt { for end in found.ends { found.stop(end, at: bound) } }
    }
    ranking.others = others.mapValues(\.count)
    ranking.entries = entries(found)
    return ranking
  }

  private func enumerator(
    _ search: ChainSearch,
    to target: NodeID?,
    _ options: Options,
    sharedBy starts: Int
  ) -> ChainEnumerator {
    ChainEnumerator(
      search,
      to: target,
      works: works,
      maximumSteps: options.maximumSteps ?? Int.max,
      workBound: max(10_000, options.workBound / max(1, starts))
    )
  }

  /// The version of a paper's work with the least key; any other node is its own.
  private func representative(of node: NodeID) -> NodeID {
    graph.kind(of: node) == .paper ? works.versions(of: node).first ?? node : node
  }

  private func entries(_ found: FoundChains) -> [PathRanking.Entry] {
    let unordered = found.ends.compactMap { entry(found[$0]) }
    let ordered = unordered.sorted { a, b in
      if let x = a.weight, let y = b.weight, x != y { return x > y }
      if (a.weight == nil) != (b.weight == nil) { return a.weight != nil }
      if a.chains != b.chains { return a.chains > b.chains }
      if precedes(a.best, b.best) { return true }
      return precedes(b.best, a.best) ? false : a.node < b.node
    }
    var result: [PathRanking.Entry] = []
    for var entry in ordered {
      entry.rank = result.count + 1
      if let last = result.last, last.weight == entry.weight {
        result[result.count - 1].isTied = true
        (entry.rank, entry.isTied) = (last.rank, true)
      }
      result.append(entry)
    }
    return result
  }

  private func entry(_ group: FoundChains.Group) -> PathRanking.Entry? {
    let chains = weighed(group.chains, under: policy)
    guard let best = chains.first, let start = best.nodes.first, let node = group.nodes.first else {
      return nil
    }
    let strengths = StrengthOfChains(graph, works, policy, start: start)
    func bounded(_ strength: Strength?) -> Strength? {
      group.stoppedAt == nil ? strength : strength?.asLowerBound
    }
    var sides: [Bool: Set<Works.Work>] = [:]
    for chain in chains {
      guard let work = strengths.work(of: chain) else { continue }
      if chain.stance != .opposes { sides[true, default: []].insert(work) }
      if chain.stance != .supports { sides[false, default: []].insert(work) }
    }
    return PathRanking.Entry(
      node: node,
      versions: Array(group.nodes.dropFirst()),
      rank: 0,
      isTied: false,
      about: [EvidenceChain.About.mitigation, .risk].filter { about in
        chains.contains { $0.about == about }
      },
      chains: chains.count,
      best: best,
      worksFor: sides[true]?.count ?? 0,
      worksAgainst: sides[false]?.count ?? 0,
      supporting: bounded(strengths.supporting(chains)),
      opposing: bounded(strengths.opposing(chains)),
      named: bounded(strengths.named(chains)),
      stoppedAt: group.stoppedAt
    )
  }
}

extension PathRanking.Entry {
  /// What an entry is ranked by: the greatest of its strengths, an interval by its lower bound; `nil`
  /// where all are unknown.
  fileprivate var weight: Double? { [supporting, opposing, named].compactMap { $0?.low }.max() }
}

/// Chains by the node at the end that is asked for.
private struct FoundChains {
  struct Group {
    /// The versions at this end, in the order of keys.
    var nodes: [NodeID] = []
    var chains: [EvidenceChain] = []
    var stoppedAt: Int?
  }

  private var groups: [NodeID: Group] = [:]

  /// The ends, in the order of keys.
  var ends: [NodeID] { groups.keys.sorted() }

  subscript(_ end: NodeID) -> Group { groups[end] ?? Group() }

  mutating func add(_ chains: [EvidenceChain], of node: NodeID, in end: NodeID) {
    if groups[end]?.nodes.last != node { groups[end, default: Group()].nodes.append(node) }
    groups[end, default: Group()].chains += chains
  }

  mutating func stop(_ end: NodeID, at bound: Int) { groups[end]?.stoppedAt = bound }
}
