internal import EvidenceCore

/// Finds the ways from nodes to the places of an axis, each with the nodes that it needs.
struct ReachFinder {
  typealias Way = CoverageReach.Way

  /// How a walk came to where it stands.
  private struct Walk {
    var isPlain = true
    var isHere = true
    /// The nodes on the walk that a filter may take away, ascending.
    var needs: [NodeID] = []

    /// Whether this makes another walk to the same place needless.
    func covers(_ other: Walk) -> Bool {
      (isPlain || !other.isPlain) && (isHere || !other.isHere) && needs.count <= other.needs.count
        && Set(needs).isSubset(of: other.needs)
    }
  }

  private let graph: EvidenceGraph
  private let hierarchy: Hierarchy
  private let grammar: ChainGrammar
  /// The nodes that some statement introduces: all others stay under every filter.
  private let introduced: Set<NodeID>
  private let bound: Int
  private var steps = 0
  private var suffixes: [ChainGrammar.State: [NodeID: [Walk]]] = [:]
  /// The ways to each risk from the mitigations of an axis, once they are asked for.
  private var sources: [String: [NodeID: [Way]]] = [:]

  init(_ graph: EvidenceGraph, _ hierarchy: Hierarchy, _ policy: Policy, bound: Int) {
    self.graph = graph
    self.hierarchy = hierarchy
    self.bound = bound
    grammar = ChainGrammar(graph, bridges: policy.bridges)
    introduced = Set(
      graph.edges.lazy.filter { graph.relation(of: $0).introduces && !graph.isNegated($0) }
        .map { graph.to($0) }
    )
  }

  /// Whether the search reached its bound, so that ways are missing.
  var isStopped: Bool { steps > bound }

  /// The ways from mitigations, risks or other nodes that are coded on the axis, of those that have any.
  mutating func ways(from nodes: [NodeID], to axis: CoverageAxis) -> [NodeID: [Way]] {
    guard let first = axis.entries.first else { return [:] }
    let target = graph.kind(of: first.node)
    var positions: [NodeID: Int] = [:]
    for (position, entry) in axis.entries.enumerated() { positions[entry.node] = position }
    var found: [NodeID: [Way]] = [:]
    for node in nodes {
      let ways = ways(from: node, to: axis, target, positions)
      if !ways.isEmpty { found[node] = ways }
    }
    return found
  }

  private mutating func ways(
    from node: NodeID,
    to axis: CoverageAxis,
    _ target: Kind,
    _ positions: [NodeID: Int]
  ) -> [Way] {
    let kind = graph.kind(of: node)
    if target == .mitigation, kind == .risk { return waysFromMitigations(of: axis)[node] ?? [] }
    if target == .risk || target == .riskDomain, kind == .mitigation || kind == .risk {
      return chains(from: node).flatMap { target, ways in
        positions[target].map { position in
          ways.map { way in
            var way = way
            way.position = position
            return way
          }
        } ?? []
      }
      .sorted(by: precedes)
    }
    return codings(of: node, axis, positions)
  }

  private func precedes(_ a: Way, _ b: Way) -> Bool {
    if a.position != b.position { return a.position < b.position }
    if a.statement != b.statement {
      guard let x = a.statement else { return true }
      return b.statement.map { x < $0 } ?? false
    }
    if a.needs != b.needs { return a.needs.lexicographicallyPrecedes(b.needs) }
    return (a.isPlain ? 0 : 1, a.isHere ? 0 : 1) < (b.isPlain ? 0 : 1, b.isHere ? 0 : 1)
  }

  // MARK: Chains

  /// The ways from a mitigation or a risk to every risk that chains lead to; their position is not set.
  private mutating func chains(from node: NodeID) -> [NodeID: [Way]] {
    guard let start = grammar.start(at: node) else { return [:] }
    if start.phase == .claimed {
      return suffix(from: start).mapValues { walks in
        walks.map { way($0, from: node, claim: nil) }
      }
    }
    var found: [NodeID: [EdgeID: [Walk]]] = [:]
    var claims: [(EdgeID, ChainGrammar.State, Walk)] = []
    steps += spread(from: start) { state, walk, moveOn in
      grammar.forEachMove(from: state) { move in
        let next = step(walk, along: move.edge, to: move.state.node)
        if move.relation == .addresses {
          claims.append((move.edge, move.state, next))
        } else {
          moveOn(move.state, next)
        }
      }
    }
    for (claim, state, prefix) in claims {
      for (target, walks) in suffix(from: state) {
        for walk in walks {
          var whole = walk
          whole.isPlain = walk.isPlain && prefix.isPlain
          whole.needs = merged(prefix.needs, walk.needs)
            .filter { $0 != node && $0 != graph.from(claim) && $0 != graph.to(claim) }
          steps += 1 + whole.needs.count
          Self.add(whole, to: &found[target, default: [:]][claim, default: []])
        }
      }
    }
    return found.mapValues { claims in
      claims.flatMap { claim, walks in walks.map { way($0, from: node, claim: claim) } }
    }
  }

  private func way(_ walk: Walk, from node: NodeID, claim: EdgeID?) -> Way {
    Way(
      position: 0,
      statement: claim,
      isClaim: claim != nil,
      isPlain: walk.isPlain,
      isHere: walk.isHere,
      needs: walk.needs.filter { $0 != node }
    )
  }

  /// What is reached from a risk or domain on which a chain stands.
  private mutating func suffix(from state: ChainGrammar.State) -> [NodeID: [Walk]] {
    if let known = suffixes[state] { return known }
    var result: [NodeID: [Walk]] = [:]
    steps += spread(from: state) { state, walk, moveOn in
      Self.add(walk, to: &result[state.node, default: []])
      grammar.forEachMove(from: state) { move in
        var next = step(walk, along: move.edge, to: move.state.node)
        if [.broader, .broadMatch, .narrowMatch].contains(move.relation) { next.isHere = false }
        moveOn(move.state, next)
      }
    }
    suffixes[state] = result
    return result
  }

  private mutating func waysFromMitigations(of axis: CoverageAxis) -> [NodeID: [Way]] {
    let name = "\(axis.selection) \(axis.level ?? 0)"
    if let known = sources[name] { return known }
    var found: [NodeID: [Way]] = [:]
    for (position, entry) in axis.entries.enumerated() {
      for (risk, ways) in chains(from: entry.node) {
        for way in ways {
          var way = way
          way.position = position
          let ends = way.statement.map { [graph.from($0), graph.to($0)] } ?? []
          way.needs = merged(way.needs, needs(of: entry.node))
            .filter { $0 != risk && !ends.contains($0) }
          found[risk, default: []].append(way)
        }
      }
    }
    found = found.mapValues { $0.sorted(by: precedes) }
    sources[name] = found
    return found
  }

  // MARK: Codings

  /// The ways by the axis's own relations, rolled up.
  private mutating func codings(
    of node: NodeID,
    _ axis: CoverageAxis,
    _ positions: [NodeID: Int]
  ) -> [Way] {
    var codes: [(code: NodeID, statement: EdgeID?)] = []
    if positions[node] != nil {
      codes = [(node, nil)]
    } else {
      for relation in axis.relations {
        for edge in graph.outgoing(node, relation) where !graph.isNegated(edge) {
          codes.append((graph.to(edge), relation.bearsEvidence ? edge : nil))
        }
        for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
          codes.append((graph.from(edge), relation.bearsEvidence ? edge : nil))
        }
      }
    }
    var found: [Int: [EdgeID?: [Walk]]] = [:]
    for (code, statement) in codes {
      steps += spread(from: code, needs: needs(of: code)) { place, walk, moveOn in
        if let position = positions[place] {
          Self.add(walk, to: &found[position, default: [:]][statement, default: []])
        }
        for parent in hierarchy.parents(of: place) {
          var next = walk
          next.isHere = false
          next.needs = merged(walk.needs, needs(of: parent))
          moveOn(parent, next)
        }
      }
    }
    return found.flatMap { position, statements in
      statements.flatMap { statement, walks in
        walks.map { walk in
          var way = way(walk, from: node, claim: statement)
          way.position = position
          way.isClaim = false
          return way
        }
      }
    }
    .sorted(by: precedes)
  }

  // MARK: Walks

  private func needs(of node: NodeID) -> [NodeID] { introduced.contains(node) ? [node] : [] }

  private func step(_ walk: Walk, along edge: EdgeID, to node: NodeID) -> Walk {
    var next = walk
    next.isPlain = walk.isPlain && !graph.isInferred(edge)
    next.needs = merged(walk.needs, needs(of: node))
    return next
  }

  private func merged(_ a: [NodeID], _ b: [NodeID]) -> [NodeID] {
    a.isEmpty ? b : b.isEmpty ? a : Set(a).union(b).sorted()
  }

  /// Adds a walk that no other makes needless, and drops those that it makes so.
  @discardableResult
  private static func add(_ walk: Walk, to walks: inout [Walk]) -> Bool {
    if walks.contains(where: { $0.covers(walk) }) { return false }
    walks.removeAll { walk.covers($0) }
    walks.append(walk)
    return true
  }

  /// Spreads walks from a place until none is new; `visit` is called with each, and moves on from it.
  ///
  /// - Returns: how much work that was: the walks, and what they need.
  private func spread<Place: Hashable>(
    from start: Place,
    needs: [NodeID] = [],
    _ visit: (Place, Walk, _ moveOn: (Place, Walk) -> Void) -> Void
  ) -> Int {
    var known: [Place: [Walk]] = [start: [Walk(needs: needs)]]
    var queue: [(Place, Walk)] = [(start, Walk(needs: needs))]
    var (next, work) = (0, 0)
    while next < queue.count, steps + work <= bound {
      let (place, walk) = queue[next]
      next += 1
      work += 1 + walk.needs.count
      visit(place, walk) { place, walk in
        if Self.add(walk, to: &known[place, default: []]) { queue.append((place, walk)) }
      }
    }
    return work
  }
}
