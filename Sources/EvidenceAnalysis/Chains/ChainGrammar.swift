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
///
/// Threads that walk at the same time have one each, and share no count of references.
final class ChainGrammar: Sendable {
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
    /// Whether the step leads to a broader risk or domain.
    var rollsUp = false
  }

  let graph: EvidenceGraph
  /// Further relations that the caller asked to follow.
  let through: [Relation]
  private let contradictions: MatchContradictions
  private let walks: Walks
  private let passages: [Passage]
  /// What nodes of each kind may stand for, by the kind's number.
  private let roles: [Role]

  private enum Role { case paper, mitigation, risk, none }

  /// A further relation, and how it is walked.
  private struct Passage: Sendable {
    var relation: Relation
    var walk: RelationWalk

    /// The same for another thread.
    func apart() -> Passage { Passage(relation: relation, walk: walk.apart()) }
  }

  /// The statements that the grammar follows; a match that is no bridge leads nowhere.
  private struct Walks: Sendable {
    var proposes, evaluates, identifies, addresses, inDomain, broader: RelationWalk
    var exact, close, broad: (out: RelationWalk, back: RelationWalk)?

    /// The same walks for another thread.
    func apart() -> Walks {
      var walks = self
      walks.proposes = proposes.apart()
      walks.evaluates = evaluates.apart()
      walks.identifies = identifies.apart()
      walks.addresses = addresses.apart()
      walks.inDomain = inDomain.apart()
      walks.broader = broader.apart()
      walks.exact = exact.map { ($0.out.apart(), $0.back.apart()) }
      walks.close = close.map { ($0.out.apart(), $0.back.apart()) }
      walks.broad = broad.map { ($0.out.apart(), $0.back.apart()) }
      return walks
    }

    init(_ graph: EvidenceGraph, bridges: Set<Relation>) {
      func out(_ relation: Relation) -> RelationWalk {
        RelationWalk(graph, relation, outgoing: true)
      }
      func both(_ relation: Relation, back: Relation) -> (RelationWalk, RelationWalk)? {
        let occurs = graph.relations.contains(relation) || graph.relations.contains(back)
        guard bridges.contains(relation), occurs else { return nil }
        return (out(relation), RelationWalk(graph, back, outgoing: false))
      }
      proposes = out(.proposes)
      evaluates = out(.evaluates)
      identifies = out(.identifies)
      addresses = out(.addresses)
      inDomain = out(.inDomain)
      broader = out(.broader)
      exact = both(.exactMatch, back: .exactMatch)
      close = both(.closeMatch, back: .closeMatch)
      broad = both(.broadMatch, back: .narrowMatch)
    }
  }

  init(
    _ graph: EvidenceGraph,
    bridges: Set<Relation> = Policy.standard.bridges,
    through: [Relation] = []
  ) {
    self.graph = graph
    self.through = through.filter { !Self.own.contains($0) }
    contradictions = MatchContradictions(graph)
    walks = Walks(graph, bridges: bridges)
    passages = self.through.map {
      Passage(relation: $0, walk: RelationWalk(graph, $0, outgoing: true))
    }
    roles = graph.kinds.map { kind in
      switch kind {
      case .paper: .paper
      case .mitigation: .mitigation
      case .risk, .riskDomain: .risk
      default: .none
      }
    }
  }

  private init(apartFrom other: ChainGrammar) {
    graph = other.graph
    through = other.through
    contradictions = other.contradictions
    walks = other.walks.apart()
    passages = other.passages.map { $0.apart() }
    roles = other.roles
  }

  /// The same grammar for another thread.
  func apart() -> ChainGrammar { ChainGrammar(apartFrom: self) }

  /// The relations that the grammar itself follows.
  static let own: Set<Relation> = [
    .proposes, .evaluates, .identifies, .addresses, .inDomain, .broader, .exactMatch, .closeMatch,
    .broadMatch, .narrowMatch,
  ]

  /// The state in which a chain may start at a node, if it may.
  func start(at node: NodeID) -> State? {
    switch roles[graph.kindNumber(of: node)] {
    case .paper: State(node: node, phase: .paper, isLoose: false)
    case .mitigation: State(node: node, phase: .mitigation, isLoose: false)
    case .risk: State(node: node, phase: .claimed, isLoose: false)
    case .none: nil
    }
  }

  /// Whether a chain may end in a state.
  func isEnd(_ state: State) -> Bool { state.phase == .claimed || state.phase == .rolled }

  /// Calls a closure with each move from a state, in a fixed order.
  func forEachMove(from state: State, _ body: (Move) -> Void) {
    switch state.phase {
    case .paper:
      follow(.proposes, walks.proposes, state, .mitigation, body)
      follow(.evaluates, walks.evaluates, state, .mitigation, body)
      follow(.identifies, walks.identifies, state, .claimed, body)
    case .mitigation:
      follow(.addresses, walks.addresses, state, .claimed, body)
      match(state, body)
    case .claimed:
      match(state, body)
      follow(.inDomain, walks.inDomain, state, .rolled, body)
      rollUp(state, body)
    case .rolled:
      match(.exactMatch, walks.exact, state, spends: false, body)
      rollUp(state, body)
    }
    for passage in passages { follow(passage.relation, passage.walk, state, state.phase, body) }
  }

  private func rollUp(_ state: State, _ body: (Move) -> Void) {
    func climb(_ edge: EdgeID, _ relation: Relation, forward: Bool, _ next: State) {
      guard admits(next) else { return }
      body(Move(edge: edge, relation: relation, forward: forward, state: next, rollsUp: true))
    }
    var next = State(node: state.node, phase: .rolled, isLoose: state.isLoose)
    walks.broader.forEach(at: state.node) { edge, end in
      next.node = end
      climb(edge, .broader, forward: true, next)
    }
    guard !state.isLoose, let broad = walks.broad else { return }
    next.isLoose = true
    broad.out.forEach(at: state.node) { edge, end in
      guard !contradictions.contains(edge, in: graph) else { return }
      next.node = end
      climb(edge, .broadMatch, forward: true, next)
    }
    broad.back.forEach(at: state.node) { edge, end in
      guard !contradictions.contains(edge, in: graph) else { return }
      next.node = end
      climb(edge, .narrowMatch, forward: false, next)
    }
  }

  private func follow(
    _ relation: Relation,
    _ walk: RelationWalk,
    _ state: State,
    _ phase: Phase,
    _ body: (Move) -> Void
  ) {
    walk.forEach(at: state.node) { edge, end in
      let next = State(node: end, phase: phase, isLoose: state.isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: true, state: next)) }
    }
  }

  private func match(_ state: State, _ body: (Move) -> Void) {
    match(.exactMatch, walks.exact, state, spends: false, body)
    if !state.isLoose { match(.closeMatch, walks.close, state, spends: true, body) }
  }

  private func match(
    _ relation: Relation,
    _ walks: (out: RelationWalk, back: RelationWalk)?,
    _ state: State,
    spends: Bool,
    _ body: (Move) -> Void
  ) {
    guard let walks else { return }
    let isLoose = state.isLoose || spends
    walks.out.forEach(at: state.node) { edge, end in
      let next = State(node: end, phase: state.phase, isLoose: isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: true, state: next)) }
    }
    walks.back.forEach(at: state.node) { edge, end in
      let next = State(node: end, phase: state.phase, isLoose: isLoose)
      if admits(next) { body(Move(edge: edge, relation: relation, forward: false, state: next)) }
    }
  }

  /// Whether a node's kind fits the phase: a chain never strays into a category or a document.
  private func admits(_ state: State) -> Bool {
    let role = roles[graph.kindNumber(of: state.node)]
    switch state.phase {
    case .paper: return role == .paper
    case .mitigation: return role == .mitigation
    case .claimed, .rolled: return role == .risk
    }
  }
}
