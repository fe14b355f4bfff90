internal import EvidenceCore

/// Which statement may follow which in an evidence chain.
///
/// A chain is walked from its start towards a risk, phase by phase:
///
///     paper -PROPOSES|EVALUATES-> mitigation -m?-> -ADDRESSES-> claimed -m?-> -IN_DOMAIN?-> rolled
///     paper -IDENTIFIES-> claimed …
///
/// where m is EXACT_MATCH* with at most one CLOSE_MATCH, and in `rolled` only EXACT_MATCH, BROADER
/// and BROAD_MATCH follow. A whole chain holds at most one CLOSE_MATCH or BROAD_MATCH: its loose
/// match.
struct ChainGrammar: Sendable {
  /// How far a chain has come.
  enum Phase: Int, Sendable, CaseIterable { case paper, mitigation, claimed, rolled }

  /// Where a walk stands: what may follow depends on nothing else.
  struct State: Hashable, Sendable {
    var node: NodeID
    var phase: Phase
    /// Whether the chain's one loose match is spent.
    var isLoose: Bool
  }

  /// A statement to follow, and where it leads.
  struct Move: Sendable {
    var edge: EdgeID
    var relation: Relation
    var forward: Bool
    var state: State
  }

  let graph: EvidenceGraph
  /// Further relations that the caller asked to follow.
  let through: [Relation]
  private let bridges: Set<Relation>
  private let contradictions: MatchContradictions

  init(
    _ graph: EvidenceGraph,
    bridges: Set<Relation> = Policy.standard.bridges,
    through: [Relation] = []
  ) {
    self.graph = graph
    self.bridges = bridges
    self.through = through.filter { !Self.own.contains($0) }
    contradictions = MatchContradictions(graph)
  }

  /// The relations that the grammar itself follows.
  static let own: Set<Relation> = [
    .proposes, .evaluates, .identifies, .addresses, .inDomain, .broader, .exactMatch, .closeMatch,
    .broadMatch, .narrowMatch,
  ]

  /// The state in which a chain may start at a node, if it may.
  func start(at node: NodeID) -> State? {
    switch graph.kind(of: node) {
    case .paper: State(node: node, phase: .paper, isLoose: false)
    case .mitigation: State(node: node, phase: .mitigation, isLoose: false)
    case .risk, .riskDomain: State(node: node, phase: .claimed, isLoose: false)
    default: nil
    }
  }

  /// Whether a chain may end in a state.
  func isEnd(_ state: State) -> Bool { state.phase == .claimed || state.phase == .rolled }

  /// Calls a closure with each move from a state, in a fixed order.
  func forEachMove(from state: State, _ body: (Move) -> Void) {
    switch state.phase {
    case .paper:
      follow(.proposes, state, .mitigation, body)
      follow(.evaluates, state, .mitigation, body)
      follow(.identifies, state, .claimed, body)
    case .mitigation:
      follow(.addresses, state, .claimed, body)
      match(.exactMatch, state, spends: false, body)
      if !state.isLoose { match(.closeMatch, state, spends: true, body) }
    case .claimed:
      match(.exactMatch, state, spends: false, body)
      if !state.isLoose { match(.closeMatch, state, spends: true, body) }
      follow(.inDomain, state, .rolled, body)
      rollUp(state, body)
    case .rolled:
      match(.exactMatch, state, spends: false, body)
      rollUp(state, body)
    }
    for relation in through { follow(relation, state, state.phase, body) }
  }

  private func rollUp(_ state: State, _ body: (Move) -> Void) {
    follow(.broader, state, .rolled, body)
    guard !state.isLoose, bridges.contains(.broadMatch) else { return }
    var next = State(node: state.node, phase: .rolled, isLoose: true)
    for edge in graph.outgoing(state.node, .broadMatch) where carries(edge) {
      next.node = graph.to(edge)
      if admits(next) { body(Move(edge: edge, relation: .broadMatch, forward: true, state: next)) }
    }
    for edge in graph.incoming(state.node, .narrowMatch) where carries(edge) {
      next.node = graph.from(edge)
      if admits(next) {
        body(Move(edge: edge, relation: .narrowMatch, forward: false, state: next))
      }
    }
  }

  private func follow(
    _ relation: Relation,
    _ state: State,
    _ phase: Phase,
    _ body: (Move) -> Void
  ) {
    for edge in graph.outgoing(state.node, relation) where !graph.isNegated(edge) {
      let next = State(node: graph.to(edge), phase: phase, isLoose: state.isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: true, state: next)) }
    }
  }

  private func match(
    _ relation: Relation,
    _ state: State,
    spends: Bool,
    _ body: (Move) -> Void
  ) {
    guard bridges.contains(relation) else { return }
    let isLoose = state.isLoose || spends
    for edge in graph.outgoing(state.node, relation) where !graph.isNegated(edge) {
      let next = State(node: graph.to(edge), phase: state.phase, isLoose: isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: true, state: next)) }
    }
    for edge in graph.incoming(state.node, relation) where !graph.isNegated(edge) {
      let next = State(node: graph.from(edge), phase: state.phase, isLoose: isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: false, state: next)) }
    }
  }

  private func carries(_ edge: EdgeID) -> Bool {
    !graph.isNegated(edge) && !contradictions.contains(edge, in: graph)
  }

  /// Whether a node's kind fits the phase: a chain never strays into a category or a document.
  private func admits(_ state: State) -> Bool {
    let kind = graph.kind(of: state.node)
    switch state.phase {
    case .paper: return kind == .paper
    case .mitigation: return kind == .mitigation
    case .claimed, .rolled: return kind == .risk || kind == .riskDomain
    }
  }
}
