internal import EvidenceCore

/// What a witness reaches among risks and domains by evidence chains.
///
/// A walk that the grammar allows can always be cut to one that visits no node twice and is no more
/// inferred, so what walks reach is what chains reach. What is reached from a risk on which a chain
/// stands is found once, and kept as a row of targets.
struct RiskReach {
  /// A risk or domain that is reached, and the best way it is reached.
  struct Target {
    var node: NodeID
    /// Whether some chain holds no match and no statement that a model or a rule made.
    var isPlain: Bool
    /// Whether some chain ends there without a step of roll-up.
    var isHere: Bool

    fileprivate init(_ walk: Walk) {
      self.init(node: walk.state.node, isPlain: walk.isPlain, isHere: walk.isHere)
    }

    fileprivate init(node: NodeID, isPlain: Bool, isHere: Bool) {
      self.node = node
      self.isPlain = isPlain
      self.isHere = isHere
    }
  }

  /// A first part of chains, up to a risk; what follows is a row of targets.
  struct Way {
    /// The ADDRESSES statement on the way; `nil` for a risk that stands for itself.
    var claim: EdgeID?
    /// The number of the row.
    var row: Int
  }

  /// A mitigation from which an evidence chain leads to a risk.
  struct Source {
    var mitigation: NodeID
    var claim: EdgeID
    var isPlain: Bool
    var isHere: Bool
  }

  fileprivate struct Walk: Hashable {
    var state: ChainGrammar.State
    var isPlain: Bool
    var isHere: Bool

    /// The walk with one more step.
    func following(_ move: ChainGrammar.Move, in graph: EvidenceGraph) -> Walk {
      Walk(
        state: move.state,
        isPlain: isPlain && !graph.isInferred(move.edge),
        isHere: isHere && !move.rollsUp
      )
    }
  }

  private var grammar: ChainGrammar
  /// The number of each risk, and of each domain behind them.
  private let (riskNumbers, domainNumbers): (NodeNumbers, NodeNumbers)
  private let riskCount: Int
  /// What is reached from each risk: of chains that have spent their loose match or have not, and that
  /// are plain or are not.
  private var rows: Rows
  /// What is reached where a chain has begun to roll up, and has spent its loose match or has not.
  private var rolledRows: Rows
  /// The walks to claims, on from claims, and on from steps of roll-up that are gone on with.
  private var (queue, rowQueue, rolledQueue) = (WalkQueue(), WalkQueue(), WalkQueue())
  /// The row that is being made.
  private var found: [Target] = []
  /// For each risk the mitigations that chains lead from, once it is asked for.
  private var sources: [NodeID: [Source]]?

  init(_ graph: EvidenceGraph, _ policy: Policy) {
    self.init(ChainGrammar(graph, bridges: policy.bridges))
  }

  /// Walks by a grammar that is made already.
  init(_ grammar: ChainGrammar) {
    self.grammar = grammar
    let graph = grammar.graph
    let (risks, domains) = (graph.nodes(of: .risk), graph.nodes(of: .riskDomain))
    riskNumbers = NodeNumbers(numbering: risks)
    domainNumbers = NodeNumbers(numbering: domains)
    riskCount = risks.count
    rows = Rows(places: risks.count + domains.count, sorts: 4)
    rolledRows = Rows(places: risks.count + domains.count, sorts: 2)
  }

  /// Begins to walk on another thread than who made it.
  mutating func setApart() { grammar = grammar.apart() }

  /// The targets of a row, ascending, each once.
  func targets(ofRow row: Int) -> ArraySlice<Target> { rows.targets[rows.range(of: row)] }

  /// Finds the ways of a mitigation to the risks that it and what it matches claim to address, or the one
  /// of a risk by itself.
  ///
  /// A claim may come several times, with different rows.
  /// - Parameter ways: what is found takes the place of what is in it.
  /// - Complexity: O(states + moves reached) for what is not found yet.
  mutating func find(_ ways: inout [Way], from witness: NodeID) {
    ways.removeAll(keepingCapacity: true)
    guard let start = grammar.start(at: witness) else { return }
    let first = Walk(state: start, isPlain: true, isHere: true)
    if start.phase == .claimed {
      ways.append(Way(claim: nil, row: row(from: first)))
      return
    }
    let grammar = grammar
    queue.begin(with: first)
    while let walk = queue.next() {
      grammar.forEachMove(from: walk.state) { move in
        let following = walk.following(move, in: grammar.graph)
        if following.state.phase == .claimed {
          ways.append(Way(claim: move.edge, row: row(from: following)))
        } else {
          queue.add(following)
        }
      }
    }
  }

  /// The mitigations from which chains lead to a risk, with the claim of each; a pair may come several
  /// times.
  ///
  /// - Parameter mitigations: those that are asked about, the same in every call.
  /// - Complexity: as ``find(_:from:)`` for each mitigation, in the first call; then O(result).
  mutating func sources(of risk: NodeID, among mitigations: [NodeID]) -> [Source] {
    if let sources { return sources[risk] ?? [] }
    var found: [NodeID: [Source]] = [:]
    var ways: [Way] = []
    for mitigation in mitigations {
      find(&ways, from: mitigation)
      for way in ways {
        guard let claim = way.claim else { continue }
        for target in targets(ofRow: way.row) {
          found[target.node, default: []].append(
            Source(
              mitigation: mitigation,
              claim: claim,
              isPlain: target.isPlain,
              isHere: target.isHere
            )
          )
        }
      }
    }
    sources = found
    return found[risk] ?? []
  }

  /// The row of what is reached from a risk or a domain on which a walk stands.
  private mutating func row(from walk: Walk) -> Int {
    let state = walk.state
    let place = place(of: state.node)
    // Those of one sort lie side by side: most walks are plain and have a match to spend.
    let sort = (state.isLoose ? 2 : 0) + (walk.isPlain ? 1 : 0)
    if let known = rows.number(at: place, sort) { return known }
    let grammar = grammar
    found.removeAll(keepingCapacity: true)
    rowQueue.begin(with: walk)
    while let current = rowQueue.next() {
      found.append(Target(current))
      grammar.forEachMove(from: current.state) { move in
        let following = current.following(move, in: grammar.graph)
        if following.state.phase == .rolled {
          addRolled(following)
        } else {
          rowQueue.add(following)
        }
      }
    }
    if found.count > 1 { found.sort { $0.node < $1.node } }
    for target in found { rows.join(target) }
    return rows.end(at: place, sort)
  }

  /// Adds to the row that is being made what is reached by a walk that has begun to roll up: the same for
  /// all walks that stand there, but for what they have behind them.
  private mutating func addRolled(_ walk: Walk) {
    for place in rolledRow(from: walk.state) {
      let target = rolledRows.targets[place]
      found.append(
        Target(
          node: target.node,
          isPlain: walk.isPlain && target.isPlain,
          isHere: walk.isHere && target.isHere
        )
      )
    }
  }

  private mutating func rolledRow(from state: ChainGrammar.State) -> Range<Int> {
    let (place, sort) = (place(of: state.node), state.isLoose ? 1 : 0)
    if let known = rolledRows.number(at: place, sort) { return rolledRows.range(of: known) }
    let grammar = grammar
    rolledQueue.begin(with: Walk(state: state, isPlain: true, isHere: true))
    while let current = rolledQueue.next() {
      rolledRows.append(Target(current))
      grammar.forEachMove(from: current.state) { move in
        rolledQueue.add(current.following(move, in: grammar.graph))
      }
    }
    let number = rolledRows.end(at: place, sort)
    return rolledRows.range(of: number)
  }

  /// The place of a risk or a domain among all of them.
  private func place(of node: NodeID) -> Int {
    let risk = riskNumbers[node]
    return risk != NodeNumbers.none ? Int(risk) : riskCount + Int(domainNumbers[node])
  }

  /// Rows of targets, each found once: one after the other.
  private struct Rows {
    private let places: Int
    /// The number of the row of each sort and place.
    private var numbers: [UInt32]
    /// The targets of all rows, and where each row ends.
    private(set) var targets: [Target] = []
    private var ends: [Int] = [0]

    init(places: Int, sorts: Int) {
      self.places = places
      numbers = [UInt32](repeating: NodeNumbers.none, count: places * sorts)
    }

    /// The number of a row; `nil` where it is not found yet.
    func number(at place: Int, _ sort: Int) -> Int? {
      let number = numbers[sort * places + place]
      return number == NodeNumbers.none ? nil : Int(number)
    }

    /// Where the targets of a row stand.
    func range(of number: Int) -> Range<Int> { ends[number]..<ends[number + 1] }

    /// Adds a target to the row that is being made.
    mutating func append(_ target: Target) { targets.append(target) }

    /// Adds a target to the row that is being made, or to the last one in it, if it is the same node.
    mutating func join(_ target: Target) {
      let last = targets.count - 1
      guard last >= ends[ends.count - 1], targets[last].node == target.node else {
        return targets.append(target)
      }
      targets[last].isPlain = targets[last].isPlain || target.isPlain
      targets[last].isHere = targets[last].isHere || target.isHere
    }

    /// Ends the row that was being made, and gives its number.
    mutating func end(at place: Int, _ sort: Int) -> Int {
      let number = ends.count - 1
      ends.append(targets.count)
      numbers[sort * places + place] = UInt32(number)
      return number
    }
  }

  /// Walks to go on from, each once; most often they are few.
  private struct WalkQueue {
    private(set) var walks: [Walk] = []
    /// All of them, once they are many.
    private var seen: Set<Walk> = []
    private var position = 0

    /// Begins anew with one walk.
    mutating func begin(with start: Walk) {
      walks.removeAll(keepingCapacity: true)
      walks.append(start)
      if !seen.isEmpty { seen.removeAll() }
      position = 0
    }

    mutating func next() -> Walk? {
      guard position < walks.count else { return nil }
      position += 1
      return walks[position - 1]
    }

    mutating func add(_ walk: Walk) {
      if walks.count < 16 {
        guard !walks.contains(walk) else { return }
      } else {
        if seen.isEmpty { seen = Set(walks) }
        guard seen.insert(walk).inserted else { return }
      }
      walks.append(walk)
    }
  }
}
