/// What the parts of a pattern are expected to cost, by the real counts of labels and types.
struct MatchCosts {
  /// A property by whose value nodes may be found.
  private struct LookUp {
    var name: String
    var value: BoundExpression
    /// The condition that asks for the value, by its position.
    var condition: Int
  }

  private let graph: any QueryGraph
  private let labels: [Int: [String]]
  private let counts: [Int: Double]
  /// Conditions of the form `n.name = value`, by the slot of n.
  private var equalities: [Int: [LookUp]] = [:]
  /// Conditions of the form `n.name IN list`.
  private var choices: [Int: [LookUp]] = [:]
  private let nodeCount: Double

  init(_ match: BoundMatch, _ graph: any QueryGraph) {
    self.graph = graph
    nodeCount = max(1, Double(graph.nodeCount))
    labels = Dictionary(
      match.nodes.map { ($0.slot, $0.labels) },
      uniquingKeysWith: { first, _ in first }
    )
    var counts: [Int: Double] = [:]
    for node in match.nodes {
      var least = nodeCount
      for name in node.labels {
        let count = graph.labelNumber(name).map { graph.count(label: $0) } ?? 0
        least = min(least, Double(count))
      }
      counts[node.slot] = least
    }
    self.counts = counts
    for (index, condition) in match.conditions.enumerated() {
      if case .binary(.isIn, .property(.slot(let slot), let name), let list) = condition {
        choices[slot, default: []].append(LookUp(name: name, value: list, condition: index))
      }
      guard case .comparison(.equal, let a, let b) = condition else { continue }
      if case .property(.slot(let slot), let name) = a {
        equalities[slot, default: []].append(LookUp(name: name, value: b, condition: index))
      }
      if case .property(.slot(let slot), let name) = b {
        equalities[slot, default: []].append(LookUp(name: name, value: a, condition: index))
      }
    }
  }

  /// The property by which a node can be found, where its value is known.
  private func lookUp(
    _ slot: Int,
    known: Set<Int>,
    among conditions: [Int: [LookUp]]
  ) -> LookUp? {
    conditions[slot]?.first { condition in
      graph.isIndexed(condition.name) && !condition.value.slots.contains(slot)
        && condition.value.slots.allSatisfy { labels[$0] == nil || known.contains($0) }
    }
  }

  private func lookUp(_ slot: Int, known: Set<Int>) -> LookUp? {
    lookUp(slot, known: known, among: equalities)
  }

  /// Where the nodes of a slot come from most cheaply, and the condition that all of them meet then.
  func source(_ slot: Int, known: Set<Int>) -> (NodeScan.Source, condition: Int?) {
    if let found = lookUp(slot, known: known) {
      return (.property(found.name, found.value), found.value.isPure ? found.condition : nil)
    }
    if let found = lookUp(slot, known: known, among: choices) {
      return (.properties(found.name, found.value), found.value.isPure ? found.condition : nil)
    }
    let names = labels[slot] ?? []
    let least = names.min { count($0) < count($1) }
    return (least.map { .label($0) } ?? .all, nil)
  }

  private func count(_ label: String) -> Int {
    graph.labelNumber(label).map { graph.count(label: $0) } ?? 0
  }

  /// How many nodes a slot may hold.
  func nodes(_ slot: Int, known: Set<Int>) -> Double {
    if lookUp(slot, known: known) != nil { return 1 }
    if lookUp(slot, known: known, among: choices) != nil { return 5 }
    let share = equalities[slot] == nil ? 1 : 0.1
    return max(0.5, (counts[slot] ?? nodeCount) * share)
  }

  /// Whether the nodes of a slot can be found by a property.
  func isLookedUp(_ slot: Int) -> Bool {
    lookUp(slot, known: []) != nil || lookUp(slot, known: [], among: choices) != nil
  }

  /// How many rows a relationship makes of one.
  func fanOut(
    _ relationship: BoundMatch.Relationship,
    fromStart: Bool,
    isInto: Bool,
    known: Set<Int>
  ) -> Double {
    let (near, far) =
      fromStart ? (relationship.from, relationship.to) : (relationship.to, relationship.from)
    let types =
      relationship.types.isEmpty
      ? Array(graph.typeNames.indices) : relationship.types.compactMap { graph.typeNumber($0) }
    let arrow = fromStart ? relationship.arrow : relationship.arrow.reversed
    let ways = arrow == .right ? [true] : arrow == .left ? [false] : [true, false]
    var (all, atNear, atFar) = (0.0, 0.0, 0.0)
    for type in types {
      for isOutgoing in ways {
        all += Double(graph.count(type: type))
        atNear += count(type, at: near, atStart: isOutgoing)
        atFar += count(type, at: far, atStart: !isOutgoing)
      }
    }
    let degree = atNear / max(1, counts[near] ?? nodeCount)
    var rows = degree
    if let length = relationship.length {
      let most = min(length.most ?? 8, 8)
      rows = 0
      var power = 1.0
      for hops in 0...max(most, 0) {
        if hops >= length.least { rows += power }
        power *= degree
      }
    }
    if isInto { return rows / max(1, counts[far] ?? nodeCount) }
    if lookUp(far, known: known) != nil { return rows / max(1, counts[far] ?? nodeCount) }
    if equalities[far] != nil { rows *= 0.1 }
    return rows * (all == 0 ? 0 : atFar / all)
  }

  /// How many relationships of a type have the nodes of a slot at one end.
  private func count(_ type: Int, at slot: Int, atStart: Bool) -> Double {
    var least = graph.count(type: type)
    for name in labels[slot] ?? [] {
      guard let label = graph.labelNumber(name) else { return 0 }
      least = min(least, graph.count(type: type, label: label, atStart: atStart))
    }
    return Double(least)
  }
}
