internal import EvidenceCore
internal import OrderedCollections

/// The strength of a set of chains, side by side: supporting, opposing, and naming the risk.
struct StrengthOfChains {
  private let graph: EvidenceGraph
  private let works: Works
  private let policy: Policy
  private let start: NodeID

  init(_ graph: EvidenceGraph, _ works: Works, _ policy: Policy, start: NodeID) {
    self.graph = graph
    self.works = works
    self.policy = policy
    self.start = start
  }

  func supporting(_ chains: [EvidenceChain]) -> Strength? {
    strength(chains.filter { $0.about == .mitigation && $0.stance != .opposes })
  }

  func opposing(_ chains: [EvidenceChain]) -> Strength? {
    strength(chains.filter { $0.about == .mitigation && $0.stance != .supports })
  }

  func named(_ chains: [EvidenceChain]) -> Strength? {
    strength(chains.filter { $0.about == .risk && $0.stance != .opposes })
  }

  private func strength(_ chains: [EvidenceChain]) -> Strength? {
    guard !chains.isEmpty else { return nil }
    let known = chains.filter { $0.strength != nil }
    guard !known.isEmpty else { return nil }
    // The works stand in the order of their first chains, so that sums round the same every time.
    var groups: OrderedDictionary<Works.Work, [[EventFactor]]> = [:]
    for chain in known {
      groups[work(of: chain) ?? .unknown, default: []].append(events(of: chain))
    }
    let result = PickedUnion.strength(Array(groups.values))
    guard known.count < chains.count else { return result }
    switch result {
    case .exact(let value): return .interval(low: value, high: nil)
    case .interval(let low, _): return .interval(low: low, high: nil)
    }
  }

  /// The work that states a chain's claim; an unknown source stands for the chain's paper. `nil` where
  /// nobody is known.
  func work(of chain: EvidenceChain) -> Works.Work? {
    guard let claim = chain.claim else { return nil }
    if let work = works.source(of: claim, in: graph) { return work }
    return graph.kind(of: start) == .paper ? works.work(of: start) : nil
  }

  private func events(of chain: EvidenceChain) -> [EventFactor] {
    chain.steps.map { step in
      var probability = policy.factor(of: step.edge, relation: step.relation, in: graph) ?? 0
      if chain.stance == .mixed, step.edge == chain.claim { probability *= policy[.mixed] ?? 0 }
      return EventFactor(event: UInt64(step.edge.index), probability: probability)
    } + directness(of: chain)
  }

  /// The discount of a chain's directness, as an event that chains of one claim and directness share.
  private func directness(of chain: EvidenceChain) -> [EventFactor] {
    let factor = policy.factor(of: chain.directness)
    guard factor < 1 else { return [] }
    let kind: UInt64 = chain.directness == .direct ? 1 : chain.directness == .borrowed ? 2 : 3
    return [
      EventFactor(event: kind << 32 | UInt64(chain.claim?.index ?? 0), probability: factor)
    ]
  }
}
