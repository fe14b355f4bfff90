internal import EvidenceCore

/// Lists every chain of a search that ends at a target, or anywhere, no node twice; none is weighed
/// yet.
struct ChainEnumerator {
  private let search: ChainSearch
  private let leads: [Bool]
  private let target: NodeID?
  private let works: Works
  private let maximumSteps: Int
  private let workBound: Int

  private var path: [NodeID] = []
  private var steps: [EvidenceChain.Step] = []
  private var visited: Set<NodeID> = []
  private var work = 0
  private var start: ChainGrammar.State

  private(set) var chains: [EvidenceChain] = []
  /// The bound at which the listing ended, if it did.
  private(set) var stoppedAt: Int?

  /// Prepares to list chains.
  ///
  /// - Complexity: O(states + moves) of the search.
  init(
    _ search: ChainSearch,
    to target: NodeID?,
    works: Works,
    maximumSteps: Int,
    workBound: Int
  ) {
    self.search = search
    self.target = target
    self.works = works
    self.maximumSteps = maximumSteps
    self.workBound = workBound
    leads = search.leadsTo(target)
    start = search.states[0]
  }

  /// Whether a chain from a start can reach an end.
  func leads(from start: Int) -> Bool { leads[start] && search.states[start].node != target }

  /// Walks depth-first over the states that lead to the target, on a stack of its own: a chain may
  /// be longer than the thread's.
  ///
  /// - Complexity: O(chains × length) where no walk is cut off by a repeated node; never more than
  ///   the work bound.
  ///
  /// - Parameter first: the position of the start; what an earlier run listed is forgotten.
  mutating func run<Failure>(
    from first: Int = 0,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    (chains, stoppedAt, work) = ([], nil, 0)
    guard leads(from: first) else { return }
    start = search.states[first]
    path = [start.node]
    visited = [start.node]
    var open: [(state: Int, next: Int)] = [(first, 0)]
    while let (state, next) = open.last {
      guard stoppedAt == nil, steps.count < maximumSteps, next < search.moves[state].count else {
        open.removeLast()
        if !open.isEmpty { stepBack() }
        continue
      }
      open[open.count - 1].next += 1
      try meter.step()
      let (move, following) = (search.moves[state][next], search.targets[state][next])
      guard leads[following], visited.insert(move.state.node).inserted else { continue }
      work += 1
      if work >= workBound { stoppedAt = workBound }
      path.append(move.state.node)
      steps.append(
        EvidenceChain.Step(edge: move.edge, relation: move.relation, forward: move.forward)
      )
      if (target == nil || move.state.node == target) && search.grammar.isEnd(move.state) {
        try meter.step(steps.count)
        chains.append(chain())
      }
      if move.state.node == target { stepBack() } else { open.append((following, 0)) }
    }
  }

  private mutating func stepBack() {
    steps.removeLast()
    visited.remove(path.removeLast())
  }

  private func chain() -> EvidenceChain {
    let graph = search.grammar.graph
    let claim = steps.first { $0.relation == .addresses || $0.relation == .identifies }
    return EvidenceChain(
      nodes: path,
      steps: steps,
      about: claim?.relation == .addresses ? .mitigation : .risk,
      stance: claim.flatMap { graph.stance(of: $0.edge) } ?? .supports,
      directness: directness(claim.flatMap { $0.relation == .addresses ? $0.edge : nil }),
      strength: nil,
      claim: claim?.edge
    )
  }

  private func directness(_ addresses: EdgeID?) -> EvidenceChain.Directness {
    let graph = search.grammar.graph
    if steps.contains(where: { search.grammar.graph.isInferred($0.edge) }) {
      return .inferred
    }
    guard let addresses, start.phase == .paper,
      let source = works.source(of: addresses, in: graph)
    else { return .direct }
    return source == works.work(of: start.node) ? .direct : .borrowed
  }
}
