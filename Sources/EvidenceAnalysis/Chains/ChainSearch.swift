internal import EvidenceCore

/// Everything that the grammar allows from some starts: the states, the moves between them, and
/// which of them lie on the way to a target.
struct ChainSearch {
  typealias State = ChainGrammar.State
  typealias Move = ChainGrammar.Move

  let grammar: ChainGrammar
  /// The states that can be reached, nearest first; the starts are the first of them, in their order.
  private(set) var states: [State] = []
  /// The moves from each state, in the grammar's order.
  private(set) var moves: [[Move]] = []
  /// The positions of the states that the moves lead to.
  private(set) var targets: [[Int]] = []
  /// How each state was first reached: from which state, by which move.
  private(set) var origins: [(state: Int, move: Move)?] = []

  /// Explores breadth-first.
  ///
  /// - Parameter starts: where chains may begin, each once.
  /// - Complexity: O(states + moves) reached.
  init<Failure>(
    _ grammar: ChainGrammar,
    from starts: [State],
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    self.grammar = grammar
    states = starts
    origins = Array(repeating: nil, count: starts.count)
    var positions: [State: Int] = [:]
    for (index, state) in starts.enumerated() { positions[state] = index }
    var next = 0
    while next < states.count {
      var found: [Move] = []
      grammar.forEachMove(from: states[next]) { found.append($0) }
      try meter.step(1 + found.count)
      let reached = found.map { move in
        if let known = positions[move.state] { return known }
        let position = states.count
        positions[move.state] = position
        states.append(move.state)
        origins.append((next, move))
        return position
      }
      moves.append(found)
      targets.append(reached)
      next += 1
    }
  }

  /// For each state, whether an end at the target can be reached from it; without a target, any end.
  ///
  /// - Complexity: O(states + moves).
  func leadsTo(_ target: NodeID?) -> [Bool] {
    var reversed = [[Int]](repeating: [], count: states.count)
    for (from, list) in targets.enumerated() {
      for to in list { reversed[to].append(from) }
    }
    var leads = [Bool](repeating: false, count: states.count)
    var queue = states.indices.filter {
      (target == nil || states[$0].node == target) && grammar.isEnd(states[$0])
    }
    for state in queue { leads[state] = true }
    while let state = queue.popLast() {
      for before in reversed[state] where !leads[before] {
        leads[before] = true
        queue.append(before)
      }
    }
    return leads
  }

  /// The nodes along the way by which a state was first reached.
  func prefix(to state: Int) -> [NodeID] {
    var nodes = [states[state].node]
    var current = state
    while let origin = origins[current] {
      current = origin.state
      nodes.append(states[current].node)
    }
    return nodes.reversed()
  }
}
