/// Where rows are only counted, or doubles do not matter, the parts of a pattern that nothing else asks
/// of are not walked: what hangs on a node becomes a number, counted once a node.
///
/// So `MATCH (p)-[:PROPOSES]->(m)-[:ADDRESSES]->(r) RETURN m.label, count(*)` makes one row a measure,
/// with a weight.
struct CountedBranches {
  private let graph: EvidenceReader

  init(_ graph: EvidenceReader) { self.graph = graph }

  func applied(to query: BoundQuery) -> BoundQuery {
    var query = query
    for part in query.parts.indices {
      let clauses = query.parts[part].clauses
      for index in clauses.indices {
        guard case .match(let match) = clauses[index],
          let used = Self.used(by: clauses[(index + 1)...])
        else { continue }
        var search = BranchSearch(match, used.union(query.parts[part].columns), graph)
        query.parts[part].clauses[index] = .match(search.collapsed())
      }
    }
    return query
  }

  /// The slots that clauses ask of other than by counting them; `nil` where the rows themselves matter.
  private static func used(by clauses: ArraySlice<BoundClause>) -> Set<Int>? {
    var used: Set<Int> = []
    var isAbsorbed = false
    for clause in clauses {
      guard !isAbsorbed, case .project(var projection) = clause else {
        if !isAbsorbed, clause.writes { return nil }
        used.formUnion(clause.slots)
        continue
      }
      if let grouping = projection.grouping {
        guard grouping.aggregates.allSatisfy(\.isWeighable) else { return nil }
        projection.grouping?.aggregates.removeAll(where: \.onlyCounts)
        isAbsorbed = true
      } else if projection.isDistinct {
        isAbsorbed = true
      } else if !projection.order.isEmpty || projection.skip != nil || projection.limit != nil {
        return nil
      }
      used.formUnion(projection.slots)
    }
    return isAbsorbed ? used : nil
  }
}

extension BoundAggregate {
  /// Whether a row that stands for many changes it as they would.
  fileprivate var isWeighable: Bool {
    switch kind {
    case .countAll, .count, .sum, .avg, .min, .max: true
    case .collect, .stDev, .stDevP, .percentileCont, .percentileDisc: isDistinct
    }
  }

  /// Whether it asks of a variable no more than whether it is there.
  fileprivate var onlyCounts: Bool {
    guard kind == .count, !isDistinct, case .slot = arguments[0] else { return false }
    return true
  }
}

/// Takes branches off one pattern, leaf by leaf.
private struct BranchSearch {
  private let original: BoundMatch
  private var match: BoundMatch
  private let used: Set<Int>
  private let graph: EvidenceReader
  private let starts: [Int: Double]
  /// The most branches behind one another: they are counted by recursion.
  private static let deepest = 64

  init(_ match: BoundMatch, _ used: Set<Int>, _ graph: EvidenceReader) {
    original = match
    self.match = match
    self.used = used
    self.graph = graph
    starts = Self.starts(match, graph)
  }

  /// How many nodes each slot may hold; 0 where the nodes are known or can be looked up.
  private static func starts(_ match: BoundMatch, _ graph: EvidenceReader) -> [Int: Double] {
    var result: [Int: Double] = [:]
    let costs = MatchCosts(match, graph)
    for node in match.nodes {
      let isFound = node.isBound || costs.isLookedUp(node.slot)
      result[node.slot] = isFound ? 0 : costs.nodes(node.slot, known: [])
    }
    return result
  }

  mutating func collapsed() -> BoundMatch {
    guard match.paths.isEmpty, match.relationships.count <= Self.deepest else { return match }
    while let leaf = bestLeaf() { take(leaf) }
    return match
  }

  private struct Leaf {
    var relationship: Int
    var node: Int
    var isReversed: Bool
  }

  /// The leaf with the most nodes, so that what is left to start from has few.
  private func bestLeaf() -> Leaf? {
    var best: (leaf: Leaf, nodes: Double)?
    for index in match.relationships.indices {
      let relationship = match.relationships[index]
      for isReversed in [false, true] {
        let node = isReversed ? relationship.from : relationship.to
        let nodes = starts[node] ?? 0
        guard nodes > best?.nodes ?? 0, isLeaf(node, index) else { continue }
        best = (Leaf(relationship: index, node: node, isReversed: isReversed), nodes)
      }
    }
    return best?.leaf
  }

  private func isLeaf(_ slot: Int, _ index: Int) -> Bool {
    let relationship = match.relationships[index]
    guard relationship.from != relationship.to, relationship.length == nil,
      relationship.group == nil, relationship.selection == .all, !relationship.isBound,
      !used.contains(slot), !used.contains(relationship.slot),
      match.nodes.count(where: { $0.slot == slot }) == 1,
      match.nodes.contains(where: { $0.slot == slot && !$0.isBound && $0.labels.count <= 1 })
    else { return false }
    for (other, candidate) in match.relationships.enumerated() where other != index {
      if candidate.from == slot || candidate.to == slot { return false }
      let asked = candidate.elementConditions.reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
      if asked.contains(slot) || asked.contains(relationship.slot) { return false }
      if let group = candidate.group,
        group.slots.contains(slot) || group.slots.contains(relationship.slot)
      {
        return false
      }
    }
    for condition in match.conditions {
      let slots = condition.slots
      guard slots.contains(slot) || slots.contains(relationship.slot) else { continue }
      guard slots == [slot] || slots == [relationship.slot], condition.isPure else { return false }
    }
    return original.relationships.allSatisfy {
      $0.slot == relationship.slot || !canMeet($0, relationship)
    }
  }

  private mutating func take(_ leaf: Leaf) {
    var relationship = match.relationships.remove(at: leaf.relationship)
    if leaf.isReversed {
      (relationship.from, relationship.to) = (relationship.to, relationship.from)
      relationship.arrow = relationship.arrow.reversed
    }
    guard let place = match.nodes.firstIndex(where: { $0.slot == leaf.node }) else { return }
    let node = match.nodes.remove(at: place)
    let branch = CountedBranch(
      relationship: relationship,
      relationshipConditions: match.conditions.filter { $0.slots == [relationship.slot] },
      node: node,
      nodeConditions: match.conditions.filter { $0.slots == [leaf.node] },
      branches: match.branches.removeValue(forKey: leaf.node) ?? []
    )
    match.conditions.removeAll { $0.slots == [leaf.node] || $0.slots == [relationship.slot] }
    match.branches[relationship.from, default: []].append(branch)
  }

  // MARK: Relationships that might be the same one

  /// Whether two relationships of the pattern may be the same one, which the language rules out.
  private func canMeet(_ a: BoundMatch.Relationship, _ b: BoundMatch.Relationship) -> Bool {
    let (first, second) = (types(a), types(b))
    let common = first.intersection(second)
    if common.isEmpty { return false }
    guard let (aTail, aHead) = ends(a), let (bTail, bHead) = ends(b) else { return true }
    let isSingle = a.length == nil && b.length == nil
    if isSingle {
      if Self.differ(label(aTail), label(bTail)) || Self.differ(label(aHead), label(bHead)) {
        return false
      }
      // Counting what may meet is only worth a look at every relationship where all are walked.
      if !starts.values.contains(0), first.count == 1, second.count == 1, let type = common.first {
        if aHead == bTail || bHead == aTail { return graph.hasLoop(type: type) }
        if leads(aHead, bTail, type) || leads(bHead, aTail, type) {
          return !graph.isAcyclic(type: type)
        }
      }
    }
    return true
  }

  private func types(_ relationship: BoundMatch.Relationship) -> Set<Int> {
    if relationship.group != nil || relationship.types.isEmpty {
      return Set(graph.typeNames.indices)
    }
    return Set(relationship.types.compactMap { graph.typeNumber($0) })
  }

  /// Where a relationship starts and ends; `nil` where it may go either way.
  private func ends(_ relationship: BoundMatch.Relationship) -> (tail: Int, head: Int)? {
    switch relationship.arrow {
    case .right: (relationship.from, relationship.to)
    case .left: (relationship.to, relationship.from)
    case .either: nil
    }
  }

  /// The label of a node; `nil` where it has none, or several.
  private func label(_ slot: Int) -> String? {
    let labels = Set(original.nodes.filter { $0.slot == slot }.flatMap(\.labels))
    return labels.count == 1 ? labels.first : nil
  }

  /// Every node has one label alone.
  private static func differ(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return false }
    return a != b
  }

  /// Whether single relationships of a type lead from one node of the pattern to another.
  private func leads(_ start: Int, _ goal: Int, _ type: Int) -> Bool {
    var (open, seen) = ([start], Set([start]))
    while let node = open.popLast() {
      if node == goal { return true }
      for relationship in original.relationships
      where relationship.length == nil && types(relationship) == [type] {
        guard let (tail, head) = ends(relationship), tail == node else { continue }
        if seen.insert(head).inserted { open.append(head) }
      }
    }
    return false
  }
}
