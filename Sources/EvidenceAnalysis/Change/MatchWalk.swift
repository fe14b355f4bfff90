internal import EvidenceCore

/// Follows matches between concepts by the rules of SKOS.
///
/// An exact match is followed any number of times, either way; at most one close or broad match
/// stands on a way. A broad match leads up, and so does BROADER within the scheme that the way
/// starts in; a narrow one, read backwards, is a broad one. Related and denied matches lead nowhere,
/// and neither do two broad matches against each other, nor an exact match between two that are said
/// to be broader or related.
struct MatchWalk {
  /// How far a way has loosened, from the tightest on.
  enum Looseness: Int, Comparable {
    case exact, close, broad
    static func < (a: Looseness, b: Looseness) -> Bool { a.rawValue < b.rawValue }

    var relation: Relation {
      switch self {
      case .exact: .exactMatch
      case .close: .closeMatch
      case .broad: .broadMatch
      }
    }
  }

  private struct State: Hashable {
    var node: NodeID
    var looseness: Looseness
    /// Whether the one close or broad match is spent.
    var isSpent: Bool
  }

  /// The ways from one concept, as a tree: those of two nodes share what they have in common.
  struct Ways {
    /// The last statement of a way, and the position of the way before it.
    struct Step {
      var before: Int
      var edge: EdgeID?
      var length: Int
    }

    let steps: [Step]
    fileprivate let ends: [NodeID: (looseness: Looseness, position: Int)]

    /// The nodes that a way leads to, in the order of keys.
    var nodes: [NodeID] { ends.keys.sorted() }

    /// How loose the way to a node is.
    func looseness(of node: NodeID) -> Looseness? { ends[node]?.looseness }

    /// The position of the last step on the way to a node.
    func lastStep(to node: NodeID) -> Int? { ends[node]?.position }

    /// The statements on the way to a node, in their order.
    ///
    /// - Complexity: O(length of the way).
    func premises(to node: NodeID) -> [EdgeID] {
      var result: [EdgeID] = []
      var position = ends[node]?.position ?? 0
      while let edge = steps[position].edge {
        result.append(edge)
        position = steps[position].before
      }
      return result.reversed()
    }
  }

  private let graph: EvidenceGraph
  private let contradictions: MatchContradictions
  /// What is stated against an exact match of two nodes, the lesser first.
  private let against: [Pair: EdgeID]

  private struct Pair: Hashable {
    var least: NodeID
    var most: NodeID

    init(_ a: NodeID, _ b: NodeID) { (least, most) = (min(a, b), max(a, b)) }
  }

  init(_ graph: EvidenceGraph) {
    self.graph = graph
    contradictions = MatchContradictions(graph)
    var against: [Pair: EdgeID] = [:]
    for edge in graph.edges {
      let relation = graph.relation(of: edge)
      let speaksAgainst =
        relation == .exactMatch
        ? graph.isNegated(edge)
        : [.broadMatch, .narrowMatch, .relatedMatch].contains(relation) && !graph.isNegated(edge)
      guard speaksAgainst else { continue }
      let pair = Pair(graph.from(edge), graph.to(edge))
      if against[pair] == nil { against[pair] = edge }
    }
    self.against = against
  }

  /// What is stated against an exact match of two nodes.
  func objection(_ a: NodeID, _ b: NodeID) -> EdgeID? { against[Pair(a, b)] }

  /// Every node that a concept's way leads to, at its tightest, each with a shortest such way.
  ///
  /// - Parameter usesObjected: whether exact matches that something speaks against are followed,
  ///   to find those conflicts.
  /// - Complexity: O(nodes and statements reached).
  func ways(
    from start: NodeID,
    usesObjected: Bool = false
  ) -> Ways {
    let scheme = graph.scheme(of: start)
    let first = State(node: start, looseness: .exact, isSpent: false)
    var seen: Set<State> = [first]
    var queue = [first]
    var steps: [Ways.Step] = [Ways.Step(before: 0, edge: nil, length: 0)]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      let position = next
      next += 1
      func go(_ node: NodeID, _ looseness: Looseness, spends: Bool, _ edge: EdgeID) {
        guard graph.kind(of: node) == graph.kind(of: start) else { return }
        let following = State(
          node: node,
          looseness: max(state.looseness, looseness),
          isSpent: state.isSpent || spends
        )
        guard seen.insert(following).inserted else { return }
        steps.append(
          Ways.Step(before: position, edge: edge, length: steps[position].length + 1)
        )
        queue.append(following)
      }
      for (edge, other) in both(state.node, .exactMatch)
      where usesObjected || objection(state.node, other) == nil {
        go(other, .exact, spends: false, edge)
      }
      if graph.scheme(of: state.node) == scheme {
        for edge in graph.outgoing(state.node, .broader) where !graph.isNegated(edge) {
          go(graph.to(edge), .broad, spends: false, edge)
        }
      }
      guard !state.isSpent else { continue }
      for (edge, other) in both(state.node, .closeMatch) {
        go(other, .close, spends: true, edge)
      }
      for edge in graph.outgoing(state.node, .broadMatch) where carries(edge) {
        go(graph.to(edge), .broad, spends: true, edge)
      }
      for edge in graph.incoming(state.node, .narrowMatch) where carries(edge) {
        go(graph.from(edge), .broad, spends: true, edge)
      }
    }
    var ends: [NodeID: (looseness: Looseness, position: Int)] = [:]
    for (position, state) in queue.enumerated() {
      if let known = ends[state.node],
        (known.looseness, steps[known.position].length)
          <= (state.looseness, steps[position].length)
      {
        continue
      }
      ends[state.node] = (state.looseness, position)
    }
    WorkCounter.add(steps.count)
    return Ways(steps: steps, ends: ends)
  }

  /// What is said to be narrower than a concept.
  func narrower(than node: NodeID) -> Set<NodeID> {
    Set(
      graph.outgoing(node, .narrowMatch).filter(carries).map { graph.to($0) }
        + graph.incoming(node, .broadMatch).filter(carries).map { graph.from($0) }
    )
  }

  private func carries(_ edge: EdgeID) -> Bool {
    !graph.isNegated(edge) && !contradictions.contains(edge, in: graph)
  }

  /// The statements of a relation that holds both ways, each with the other end, in their order.
  private func both(_ node: NodeID, _ relation: Relation) -> [(EdgeID, NodeID)] {
    let forward = graph.outgoing(node, relation).filter { !graph.isNegated($0) }
      .map { ($0, graph.to($0)) }
    let backward = graph.incoming(node, relation).filter { !graph.isNegated($0) }
      .map { ($0, graph.from($0)) }
    return forward + backward
  }
}
