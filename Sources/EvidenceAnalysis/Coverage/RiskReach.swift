internal import EvidenceCore

/// What a witness reaches among risks and domains by evidence chains, each target once.
///
/// A walk that the grammar allows can always be cut to one that visits no node twice and is no more
/// inferred, so what walks reach is what chains reach.
struct RiskReach {
  /// A target that one claim reaches, and the best way it is reached.
  struct Hit: Sendable {
    var target: NodeID
    /// The ADDRESSES statement on the way; `nil` for a risk that stands for itself.
    var claim: EdgeID?
    /// Whether some chain holds no match and no statement that a model or a rule made.
    var isPlain: Bool
    /// Whether some chain ends there without a step of roll-up.
    var isHere: Bool
  }

  private struct Ways {
    var isPlain: Bool
    var isHere: Bool
  }

  private struct Walk: Hashable {
    var state: ChainGrammar.State
    var isPlain: Bool
    var isHere: Bool
  }

  /// A mitigation from which an evidence chain leads to a risk.
  struct Source: Sendable {
    var mitigation: NodeID
    var claim: EdgeID
    var isPlain: Bool
    var isHere: Bool
  }

  private let grammar: ChainGrammar
  /// For each risk the mitigations that chains lead from, once it is asked for.
  private var sources: [NodeID: [Source]]?
  private var suffixes: [Walk: [NodeID: Ways]] = [:]

  init(_ graph: EvidenceGraph, _ policy: Policy) {
    self.init(ChainGrammar(graph, bridges: policy.bridges))
  }

  /// Walks by a grammar that is made already.
  init(_ grammar: ChainGrammar) { self.grammar = grammar }

  /// The targets that a mitigation reaches through each claim, or a risk by itself.
  ///
  /// - Complexity: O(states + moves reached); suffixes are remembered between calls.
  mutating func hits(from witness: NodeID) -> [Hit] {
    guard let start = grammar.start(at: witness) else { return [] }
    if start.phase == .claimed {
      return suffix(from: Walk(state: start, isPlain: true, isHere: true)).map { target, ways in
        Hit(target: target, claim: nil, isPlain: ways.isPlain, isHere: ways.isHere)
      }
      .sorted { $0.target < $1.target }
    }
    var merged: [EdgeID: [NodeID: Ways]] = [:]
    for (claim, walk) in claims(from: start) {
      for (target, ways) in suffix(from: walk) {
        Self.merge(&merged[claim, default: [:]], target, ways)
      }
    }
    var result: [Hit] = []
    for claim in merged.keys.sorted() {
      for (target, ways) in (merged[claim] ?? [:]).sorted(by: { $0.key < $1.key }) {
        result.append(
          Hit(target: target, claim: claim, isPlain: ways.isPlain, isHere: ways.isHere)
        )
      }
    }
    return result
  }

  /// The mitigations from which chains lead to a risk, with the claim of each.
  ///
  /// - Parameter mitigations: those that are asked about, the same in every call.
  /// - Complexity: as ``hits(from:)`` for each mitigation, in the first call; then O(result).
  mutating func hits(to risk: NodeID, among mitigations: [NodeID]) -> [Source] {
    if let sources { return sources[risk] ?? [] }
    var found: [NodeID: [Source]] = [:]
    for mitigation in mitigations {
      for hit in hits(from: mitigation) {
        guard let claim = hit.claim else { continue }
        found[hit.target, default: []].append(
          Source(
            mitigation: mitigation,
            claim: claim,
            isPlain: hit.isPlain,
            isHere: hit.isHere
          )
        )
      }
    }
    sources = found
    return found[risk] ?? []
  }

  /// The claims of a mitigation and of what it matches, each with the walk behind it.
  private func claims(from start: ChainGrammar.State) -> [(EdgeID, Walk)] {
    var queue = [Walk(state: start, isPlain: true, isHere: true)]
    var seen = Set(queue)
    var result: [(EdgeID, Walk)] = []
    var next = 0
    while next < queue.count {
      let walk = queue[next]
      next += 1
      grammar.forEachMove(from: walk.state) { move in
        let isPlain = walk.isPlain && !grammar.graph.isInferred(move.edge)
        let following = Walk(state: move.state, isPlain: isPlain, isHere: true)
        if move.relation == .addresses {
          result.append((move.edge, following))
        } else if seen.insert(following).inserted {
          queue.append(following)
        }
      }
    }
    return result
  }

  private mutating func suffix(from walk: Walk) -> [NodeID: Ways] {
    if let known = suffixes[walk] { return known }
    var queue = [walk]
    var seen: Set<Walk> = [walk]
    var result: [NodeID: Ways] = [:]
    var next = 0
    while next < queue.count {
      let current = queue[next]
      next += 1
      Self.merge(
        &result,
        current.state.node,
        Ways(isPlain: current.isPlain, isHere: current.isHere)
      )
      grammar.forEachMove(from: current.state) { move in
        let rollsUp = [.broader, .broadMatch, .narrowMatch].contains(move.relation)
        let following = Walk(
          state: move.state,
          isPlain: current.isPlain && !grammar.graph.isInferred(move.edge),
          isHere: current.isHere && !rollsUp
        )
        if seen.insert(following).inserted { queue.append(following) }
      }
    }
    suffixes[walk] = result
    return result
  }

  private static func merge(_ result: inout [NodeID: Ways], _ target: NodeID, _ ways: Ways) {
    guard let known = result[target] else {
      result[target] = ways
      return
    }
    result[target] = Ways(
      isPlain: known.isPlain || ways.isPlain,
      isHere: known.isHere || ways.isHere
    )
  }
}
