internal import EvidenceCore

/// Lists every chain of a search that ends at a target, no node twice.
struct ChainEnumerator {
  private let search: ChainSearch
  private let leads: [Bool]
  private let target: NodeID
  private let policy: Policy
  private let works: Works
  private let maximumSteps: Int
  private let workBound: Int

  private var path: [NodeID] = []
  private var steps: [EvidenceChain.Step] = []
  private var visited: Set<NodeID> = []
  private var work = 0

  private(set) var chains: [EvidenceChain] = []
  /// The bound at which the listing ended, if it did.
  private(set) var stoppedAt: Int?

  init(
    _ search: ChainSearch,
    to target: NodeID,
    policy: Policy,
    works: Works,
    maximumSteps: Int,
    workBound: Int
  ) {
    self.search = search
    self.target = target
    self.policy = policy
    self.works = works
    self.maximumSteps = maximumSteps
    self.workBound = workBound
    leads = search.leadsTo(target)
  }

  /// Walks depth-first over the states that lead to the target.
  ///
  /// - Complexity: O(chains × length) where no walk is cut off by a repeated node; never more than
  ///   the work bound.
  mutating func run() {
    guard leads[0], search.start.node != target else { return }
    path = [search.start.node]
    visited = [search.start.node]
    extend(from: 0)
  }

  private mutating func extend(from state: Int) {
    guard steps.count < maximumSteps else { return }
    for move in search.moves[state] {
      guard stoppedAt == nil else { return }
      guard let next = search.index[move.state], leads[next] else { continue }
      guard visited.insert(move.state.node).inserted else { continue }
      work += 1
      if work >= workBound { stoppedAt = workBound }
      path.append(move.state.node)
      steps.append(
        EvidenceChain.Step(edge: move.edge, relation: move.relation, forward: move.forward)
      )
      if move.state.node == target {
        if search.grammar.isEnd(move.state) { chains.append(chain()) }
      } else {
        extend(from: next)
      }
      steps.removeLast()
      path.removeLast()
      visited.remove(move.state.node)
    }
  }

  private func chain() -> EvidenceChain {
    let graph = search.grammar.graph
    let claim = steps.first { $0.relation == .addresses || $0.relation == .identifies }
    var strength: Double? = 1
    for step in steps {
      let factor = policy.factor(of: step.edge, relation: step.relation, in: graph)
      strength = strength.flatMap { value in factor.map { value * $0 } }
    }
    let directness = directness(claim.flatMap { $0.relation == .addresses ? $0.edge : nil })
    strength = strength.map { $0 * policy.factor(of: directness) }
    let offers = claim?.relation == .addresses
    return EvidenceChain(
      nodes: path,
      steps: steps,
      about: offers ? .mitigation : .risk,
      stance: claim.flatMap { graph.stance(of: $0.edge) } ?? .supports,
      directness: directness,
      strength: strength,
      claim: claim?.edge
    )
  }

  private func directness(_ addresses: EdgeID?) -> EvidenceChain.Directness {
    let graph = search.grammar.graph
    if steps.contains(where: { search.grammar.isInferred($0.edge, relation: $0.relation) }) {
      return .inferred
    }
    guard let addresses, search.start.phase == .paper,
      let source = works.source(of: addresses, in: graph)
    else { return .direct }
    return source == works.work(of: search.start.node) ? .direct : .borrowed
  }
}
