public import EvidenceCore

/// Finds the evidence chains between a node and a risk.
///
/// Only chains that carry meaning are followed: see ``EvidenceChain``. A plain shortest path would
/// run through shared categories and documents, and say nothing.
///
/// ```swift
/// let paths = EvidencePaths(graph)
/// let answer = paths.chains(from: paper, to: domain)
/// for chain in answer.chains { print(chain.nodes.map(graph.title)) }
/// ```
public struct EvidencePaths: Sendable {
  /// What a search may do.
  public struct Options: Hashable, Sendable {
    /// The most statements a chain may hold; `nil` sets no limit but the work bound.
    public var maximumSteps: Int?
    /// Relations to follow beyond those of evidence chains, such as PART_OF.
    public var through: [Relation]
    /// How many steps a search takes before it stops and says so.
    public var workBound: Int
    /// How many chains are listed; `nil` lists all.
    public var limit: Int?

    /// Sets the options of a search.
    public init(
      maximumSteps: Int? = nil,
      through: [Relation] = [],
      workBound: Int = 2_000_000,
      limit: Int? = 10
    ) {
      self.maximumSteps = maximumSteps
      self.through = through
      self.workBound = workBound
      self.limit = limit
    }
  }

  let graph: EvidenceGraph
  let policy: Policy
  let works: Works

  /// Prepares to search a graph under a policy.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public init(_ graph: EvidenceGraph, policy: Policy = .standard) {
    self.graph = graph
    self.policy = policy
    works = Works(graph)
  }

  /// The chains from one node to another, with their strength, or the nearest miss.
  ///
  /// - Returns: the chains, strongest first, then shorter, then by keys; the strengths are over all
  ///   of them, listed or not.
  /// - Throws: what the limit throws.
  /// - Complexity: O(states + moves reached) plus the work of listing, at most the work bound.
  public func chains<Failure>(
    from: NodeID,
    to: NodeID,
    options: Options = Options(),
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> PathAnswer {
    var meter = try WorkMeter(limit)
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    let miss = NearestMissFinder(graph, grammar)
    guard from != to, let start = grammar.start(at: from) else {
      return PathAnswer(
        chains: [],
        total: 0,
        supporting: nil,
        opposing: nil,
        named: nil,
        nearestMiss: miss.withoutSearch(from: from, to: to),
        stoppedAt: nil,
        from: from,
        to: to,
        policy: policy
      )
    }
    let search = try ChainSearch(grammar, from: [start], &meter)
    var answer = try answer(search, to: to, options, &meter)
    if answer.total == 0 {
      answer.nearestMiss = miss.find(
        search,
        to: to,
        maximumSteps: options.maximumSteps,
        isCut: answer.stoppedAt != nil
      )
    }
    return answer
  }

  /// Refuses a graph in which what chains roll up along goes in a circle: BROADER, and PART_OF where
  /// it is followed. Ask it before ``chains(from:to:options:limit:)``, which ends a chain where it would
  /// come back to a node.
  ///
  /// - Throws: `EvidenceError` that names each circle once, in at most ten keys.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func refuseCircles(_ options: Options = Options()) throws(EvidenceError) {
    let partOf = options.through.contains(.partOf) ? [Relation.partOf] : []
    try graph.refuseCircles(along: [.broader] + partOf)
  }

  /// Every chain of a search, unweighed, and the bound at which the listing ended, if it did.
  func enumerated<Failure>(
    _ search: ChainSearch,
    to: NodeID,
    _ options: Options,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> (chains: [EvidenceChain], stoppedAt: Int?) {
    var enumerator = ChainEnumerator(
      search,
      to: to,
      works: works,
      maximumSteps: options.maximumSteps ?? Int.max,
      workBound: options.workBound
    )
    try enumerator.run(&meter)
    return (enumerator.chains, enumerator.stoppedAt)
  }

  /// Chains with their strengths under a policy, in the order of an answer.
  func weighed(_ chains: [EvidenceChain], under policy: Policy) -> [EvidenceChain] {
    chains.map { chain in
      var chain = chain
      var strength: Double? = 1
      for step in chain.steps {
        let factor = policy.factor(of: step.edge, relation: step.relation, in: graph)
        strength = strength.flatMap { value in factor.map { value * $0 } }
      }
      chain.strength = strength.map { $0 * policy.factor(of: chain.directness) }
      return chain
    }
    .sorted { precedes($0, $1) }
  }

  /// Stronger first, unknown last; then shorter; then by the keys along the chain; then by ids.
  func precedes(_ a: EvidenceChain, _ b: EvidenceChain) -> Bool {
    if a.strength != b.strength {
      guard let x = a.strength else { return false }
      guard let y = b.strength else { return true }
      return x > y
    }
    if a.steps.count != b.steps.count { return a.steps.count < b.steps.count }
    if a.nodes != b.nodes { return a.nodes.lexicographicallyPrecedes(b.nodes) }
    return a.steps.lexicographicallyPrecedes(b.steps) { $0.edge < $1.edge }
  }
}
