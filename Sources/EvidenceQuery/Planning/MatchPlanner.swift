/// Brings the parts of a pattern into an order: where to start, and which relationships to walk.
struct MatchPlanner {
  let match: BoundMatch
  let costs: MatchCosts
  private let graph: any QueryGraph
  private let nodes: [Int: BoundMatch.Node]
  private(set) var steps: [QueryStep] = []
  /// The nodes that have a value by now.
  private var known: Set<Int>
  private var pending: [Int]
  private var waiting: [(index: Int, condition: BoundExpression, needs: Set<Int>)]
  private var given: Set<Int>
  /// The relationships that were walked, by their positions.
  private var walked: [Int] = []
  private var rows = 1.0
  /// How many rows all steps together are expected to look at.
  private(set) var cost = 0.0
  private var order = PatternOrder.cheapest
  private var isEager = true
  /// The nodes with branches that are not counted yet.
  private var uncounted: [Int]

  init(_ match: BoundMatch, _ graph: any QueryGraph) {
    self.match = match
    self.graph = graph
    costs = MatchCosts(match, graph)
    nodes = Dictionary(match.nodes.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
    known = Set(match.nodes.filter(\.isBound).map(\.slot))
    pending = Array(match.relationships.indices)
    let own = Set(match.given)
    waiting = match.conditions.enumerated().map { ($0, $1, $1.slots.intersection(own)) }
    given = Set(match.relationships.filter(\.isBound).map(\.slot))
    uncounted = match.branches.keys.sorted()
  }

  /// The steps in some order.
  mutating func steps(in order: PatternOrder) -> [QueryStep] {
    self.order = order
    return order == .cheapest ? cheapest() : asWritten(isEager: order == .asWritten)
  }

  /// The steps in the order of the text; every condition at the end, or as early as can be.
  private mutating func asWritten(isEager: Bool) -> [QueryStep] {
    self.isEager = isEager
    for node in match.nodes where node.isBound {
      steps.append(.check(node.slot, labels: node.labels))
    }
    settle()
    for index in match.relationships.indices {
      let relationship = match.relationships[index]
      let isLoose = !known.contains(relationship.from) && !known.contains(relationship.to)
      if isLoose, !relationship.isBound { scan(relationship.from) }
      walk(index)
    }
    finish()
    return steps
  }

  /// The steps in the order that is expected to cost least.
  private mutating func cheapest() -> [QueryStep] {
    for node in match.nodes where node.isBound {
      steps.append(.check(node.slot, labels: node.labels))
    }
    settle()
    walkFromKnown()
    while let start = nextStart() {
      scan(start)
      walkFromKnown()
    }
    finish()
    return steps
  }

  private mutating func finish() {
    for node in match.nodes where !known.contains(node.slot) { scan(node.slot) }
    isEager = true
    for path in match.paths { assemble(path) }
    settle()
  }

  /// The node to go on from where no relationship hangs on what is known; `nil` at the end.
  private func nextStart() -> Int? {
    var candidates: [Int] = []
    for index in pending {
      for slot in [match.relationships[index].from, match.relationships[index].to]
      where !known.contains(slot) && !candidates.contains(slot) {
        candidates.append(slot)
      }
    }
    guard !candidates.isEmpty else { return nil }
    candidates.sort { costs.nodes($0, known: given) < costs.nodes($1, known: given) }
    // Each of the few most selective ones is tried to the end of its part of the pattern.
    var best: (slot: Int, cost: Double)?
    for slot in candidates.prefix(8) {
      var trial = self
      trial.scan(slot)
      trial.walkFromKnown()
      // A start from which nothing can be walked is only a product with what comes after it.
      let cost = trial.pending.count < pending.count ? trial.cost : trial.cost + 1e12
      if cost < best?.cost ?? .infinity { best = (slot, cost) }
    }
    return best?.slot ?? candidates[0]
  }

  /// Walks what hangs on known nodes, the cheapest first.
  private mutating func walkFromKnown() {
    while true {
      var best: (index: Int, cost: Double)?
      for index in pending {
        guard let cost = fanOut(index) else { continue }
        if cost < best?.cost ?? .infinity { best = (index, cost) }
      }
      guard let best else { return }
      walk(best.index)
    }
  }

  /// How many rows a relationship makes of one; `nil` where it does not hang on a known node.
  private func fanOut(_ index: Int) -> Double? {
    let relationship = match.relationships[index]
    if relationship.isBound, relationship.length == nil { return 0.5 }
    let (from, to) = (known.contains(relationship.from), known.contains(relationship.to))
    if relationship.selection != .all { return from && to ? 1 : from || to ? 1e6 : nil }
    if relationship.isBound { return from ? 0.5 : nil }
    if relationship.group != nil { return from ? (to ? 10 : 20) : nil }
    guard from || to else { return nil }
    return costs.fanOut(relationship, fromStart: from, isInto: from && to, known: given)
  }

  private mutating func grow(by factor: Double, looking: Double? = nil) {
    cost += rows * max(looking ?? factor, 0.1)
    rows *= factor
  }

  private mutating func scan(_ slot: Int) {
    guard !known.contains(slot), let node = nodes[slot] else { return }
    let (source, condition) = isEager ? costs.source(slot, known: given) : (.all, nil)
    waiting.removeAll { $0.index == condition }
    var labels = node.labels
    if case .label(let name) = source { labels.removeAll { $0 == name } }
    steps.append(.scan(NodeScan(slot: slot, source: source, labels: labels)))
    grow(by: costs.nodes(slot, known: given))
    learn(slot)
  }

  private mutating func learn(_ slot: Int) {
    known.insert(slot)
    given.insert(slot)
    settle()
  }

  /// Appends the conditions that can be asked by now.
  private mutating func settle() {
    guard isEager else { return }
    var ready: [BoundExpression] = []
    waiting.removeAll { waiting in
      guard waiting.needs.isSubset(of: given) else { return false }
      ready.append(waiting.condition)
      return true
    }
    if !ready.isEmpty { steps.append(.filter(ready)) }
    for slot in uncounted where known.contains(slot) {
      steps.append(.tally(slot, match.branches[slot] ?? []))
    }
    uncounted.removeAll { known.contains($0) }
  }

  private mutating func walk(_ index: Int) {
    let relationship = match.relationships[index]
    pending.removeAll { $0 == index }
    if relationship.selection != .all {
      // Both ends have to be known, and conditions on them asked, before a path is looked for.
      scan(relationship.from)
      scan(relationship.to)
    } else if relationship.isBound && relationship.length != nil || relationship.group != nil {
      scan(relationship.from)
    }
    let hasFrom = known.contains(relationship.from)
    let hasTo = known.contains(relationship.to)
    let factor = fanOut(index) ?? 1
    let forward = hasFrom || (relationship.isBound && relationship.length == nil)
    let target = forward ? relationship.to : relationship.from
    let isInto = hasFrom && hasTo
    let expansion = Expansion(
      relationship: relationship.slot,
      from: forward ? relationship.from : relationship.to,
      to: target,
      types: relationship.types,
      arrow: forward ? relationship.arrow : relationship.arrow.reversed,
      isInto: isInto,
      labels: isInto ? [] : nodes[target]?.labels ?? [],
      others: walked.filter { canMeet($0, index) }.map { match.relationships[$0].slot }
    )
    if let length = relationship.length {
      let walk = PathWalk(
        expansion: expansion,
        length: length,
        elementSlot: relationship.elementSlot,
        elementConditions: relationship.elementConditions,
        isReversed: !forward,
        isGiven: relationship.isBound
      )
      switch relationship.selection {
      case .all:
        if let group = relationship.group {
          var planner = MatchPlanner(group.matches[0], graph)
          let inner = planner.steps(in: order)
          steps.append(.repeating(walk, group, walk: inner))
          given.formUnion(group.lists.map(\.outer))
        } else {
          steps.append(.walk(walk))
        }
      case .shortest: steps.append(.shortest(walk, isAll: false))
      case .allShortest: steps.append(.shortest(walk, isAll: true))
      }
    } else if relationship.isBound {
      appendEnds(expansion, relationship, hasFrom: hasFrom, hasTo: hasTo)
    } else {
      steps.append(.expand(expansion))
    }
    walked.append(index)
    grow(by: factor)
    given.insert(relationship.slot)
    known.formUnion([relationship.from, relationship.to])
    given.formUnion([relationship.from, relationship.to])
    settle()
  }

  /// A known relationship gives both its nodes; those that are known have to be the same.
  private mutating func appendEnds(
    _ expansion: Expansion,
    _ relationship: BoundMatch.Relationship,
    hasFrom: Bool,
    hasTo: Bool
  ) {
    var ends = expansion
    ends.labels = hasTo ? [] : nodes[relationship.to]?.labels ?? []
    ends.isInto = hasTo
    ends.isFromKnown = hasFrom
    steps.append(.ends(ends))
    if !hasFrom {
      let labels = nodes[relationship.from]?.labels ?? []
      steps.append(.check(relationship.from, labels: labels))
    }
  }

  /// Whether two relationships of the clause may be the same one.
  private func canMeet(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (match.relationships[a], match.relationships[b])
    return a.types.isEmpty || b.types.isEmpty || !Set(a.types).isDisjoint(with: b.types)
  }

  private mutating func assemble(_ path: BoundMatch.Path) {
    let parts = path.steps.map { step in
      let relationship = match.relationships[step.relationship]
      return PathAssembly.Part(
        relationship: relationship.slot,
        node: step.node,
        isList: relationship.length != nil
      )
    }
    steps.append(.path(PathAssembly(slot: path.slot, start: path.start, parts: parts)))
    given.insert(path.slot)
  }
}

extension RelationshipPattern.Arrow {
  var reversed: RelationshipPattern.Arrow {
    switch self {
    case .left: .right
    case .right: .left
    case .either: .either
    }
  }
}
