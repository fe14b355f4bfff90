/// Counts the ways in which branches of statements lead on from nodes, without walking each way: what
/// lies behind a node is counted once, however many ways lead there.
package final class BranchCounts {
  /// One statement, the node behind it, and the branches from there.
  package struct Branch {
    /// The numbers of the relations; `nil` is any.
    package var relations: [Int]?
    package var direction: Direction
    /// The number of the kind of the node behind; `nil` is any.
    package var kind: Int?
    package var takesEdge: ((EdgeID) throws -> Bool)?
    package var takesNode: ((NodeID) throws -> Bool)?
    package var branches: [Branch]

    package init(
      relations: [Int]?,
      direction: Direction,
      kind: Int? = nil,
      takesEdge: ((EdgeID) throws -> Bool)? = nil,
      takesNode: ((NodeID) throws -> Bool)? = nil,
      branches: [Branch] = []
    ) {
      self.relations = relations
      self.direction = direction
      self.kind = kind
      self.takesEdge = takesEdge
      self.takesNode = takesNode
      self.branches = branches
    }
  }

  /// More ways than a number holds.
  package struct Overflow: Error {}

  final class Level {
    let branch: Branch
    let branches: [Level]
    /// The ways behind each node; below 0: not counted yet. Empty where there is nothing to keep.
    @exclusivity(unchecked) var known: [Int] = []
    /// The ways from every node, where they were counted in one pass.
    @exclusivity(unchecked) var ways: AllWays?
    /// Whether every statement is one way.
    let isDegree: Bool
    /// Whether each statement is a way, and they go one way.
    let isLeaf: Bool
    /// Whether nothing is asked of statements or nodes but their relations and kinds.
    let isPlain: Bool

    init(_ branch: Branch) {
      self.branch = branch
      branches = branch.branches.map { Level($0) }
      isDegree =
        branch.kind == nil && branch.takesEdge == nil && branch.takesNode == nil
        && branches.isEmpty
      isLeaf = branches.isEmpty && branch.direction != .either
      isPlain =
        branch.takesEdge == nil && branch.takesNode == nil && branches.allSatisfy(\.isPlain)
    }
  }

  let graph: EvidenceGraph
  let storage: GraphStorage
  private let levels: [Level]
  let onWork: (Int) throws -> Void
  private let isKnown: Bool
  /// How many rows may be looked at before all nodes are counted at once.
  @exclusivity(unchecked) private var patience: Int

  /// - Parameters:
  ///   - branches: what leads on from a node, each way of one with each way of the others.
  ///   - graph: the graph.
  ///   - patience: how many rows may be looked at before all nodes are counted at once; by the size of
  ///     the graph where none is named.
  ///   - onWork: is told how many statements were looked at, and may end the counting.
  package init(
    _ branches: [Branch],
    in graph: EvidenceGraph,
    patience: Int? = nil,
    onWork: @escaping (Int) throws -> Void
  ) {
    self.graph = graph
    storage = graph.storage
    levels = branches.map { Level($0) }
    self.onWork = onWork
    // Where the rows by relation are known already, a pass over all nodes costs little.
    let counts = graph.counts
    isKnown = levels.allSatisfy { Self.hasRows($0, graph.storage, counts) }
    self.patience = patience ?? graph.statementCount / (isKnown ? 4096 : 256) + 64
  }

  private static func hasRows(
    _ level: Level,
    _ storage: GraphStorage,
    _ counts: GraphCounts
  ) -> Bool {
    relations(of: level.branch).allSatisfy { relation in
      let isOutgoing = isByStart(relation, of: level, counts)
      return storage.keptRows.hasRows(relation, outgoing: isOutgoing)
    } && level.branches.allSatisfy { hasRows($0, storage, counts) }
  }

  /// Whether statements are gone through by where they start, when ways are counted from all nodes:
  /// where ways lead on, those of the side with fewer nodes are.
  static func isByStart(_ relation: UInt32?, of level: Level, _ counts: GraphCounts) -> Bool {
    if level.isLeaf { return level.branch.direction == .outgoing }
    guard let relation = relation.map({ Int($0) }) else { return false }
    return counts.subjects[relation].count < counts.objects[relation].count
  }

  /// How many ways lead on from a node.
  ///
  /// - Complexity: O(*n* + *m*) for all nodes together.
  package func count(from node: NodeID) throws -> Int { try product(levels, node.position) }

  /// How many ways lead on from each of some nodes.
  ///
  /// - Complexity: O(*n* + *m*) for all nodes together.
  package func counts(from nodes: [UInt32]) throws -> [Int] {
    if patience > 0, isKnown, isTooMuch(behind: nodes) {
      patience = 0
      try sumAll(levels)
    }
    let ways = levels.compactMap(\.ways)
    guard ways.count == levels.count else {
      return try nodes.map { try product(levels, Int($0)) }
    }
    var products = ways.first?.counts(from: nodes) ?? [Int](repeating: 1, count: nodes.count)
    for other in ways.dropFirst() {
      guard Self.multiply(&products, by: other.counts(from: nodes)) else { throw Overflow() }
    }
    return products
  }

  /// Whether no fewer rows behind some nodes would be asked of than is borne with.
  private func isTooMuch(behind nodes: [UInt32]) -> Bool {
    var count = 0
    for level in levels where !level.branches.isEmpty && level.branch.direction != .either {
      let isOutgoing = level.branch.direction == .outgoing
      for relation in Self.relations(of: level.branch) {
        for node in nodes {
          count += graph.degree(of: NodeID(node), relation: relation, outgoing: isOutgoing)
          if count >= patience { return true }
        }
      }
    }
    return false
  }

  private func product(_ levels: [Level], _ node: Int) throws -> Int {
    var result = 1
    for level in levels {
      let count = try sum(level, node)
      if count == 0 { return 0 }
      let (product, overflows) = result.multipliedReportingOverflow(by: count)
      if overflows { throw Overflow() }
      result = product
    }
    return result
  }

  private func sum(_ level: Level, _ node: Int) throws -> Int {
    if let ways = level.ways { return ways[node] }
    var total = 0
    if level.branch.direction != .incoming {
      let row = storage.adjacency.outgoingStarts.row(node)
      try add(level, row, isIncoming: false, skipping: nil, &total)
    }
    if level.branch.direction != .outgoing {
      let row = storage.adjacency.incomingStarts.row(node)
      // A statement from a node to itself goes either way once.
      let own = level.branch.direction == .either ? UInt32(node) : nil
      try add(level, row, isIncoming: true, skipping: own, &total)
    }
    // All nodes may have been counted meanwhile.
    return level.ways?[node] ?? total
  }

  private func add(
    _ level: Level,
    _ row: Range<Int>,
    isIncoming: Bool,
    skipping own: UInt32?,
    _ total: inout Int
  ) throws {
    guard !row.isEmpty else { return }
    if patience > 0 {
      patience -= 1
      if patience == 0, try sumsAll(level) { return }
    }
    guard let wanted = level.branch.relations else {
      return try add(level, among: row, isIncoming: isIncoming, skipping: own, &total)
    }
    for relation in wanted {
      let part = graph.narrowed(row, to: UInt32(relation), isIncoming: isIncoming)
      try add(level, among: part, isIncoming: isIncoming, skipping: own, &total)
    }
  }

  /// Counts all nodes at once.
  ///
  /// - Returns: whether the ways of a level are known from then on.
  private func sumsAll(_ level: Level) throws -> Bool {
    patience = 0
    try sumAll(levels)
    return level.ways != nil
  }

  private func add(
    _ level: Level,
    among row: Range<Int>,
    isIncoming: Bool,
    skipping own: UInt32?,
    _ total: inout Int
  ) throws {
    if level.isDegree, own == nil {
      total += row.count
      return
    }
    // Each of so many nodes would be asked of.
    if patience > 0, patience <= row.count, !level.branches.isEmpty, try sumsAll(level) { return }
    try onWork(row.count)
    for place in row {
      let other = isIncoming ? storage.adjacency.sources[place] : storage.statements.to[place]
      if other == own { continue }
      if let kind = level.branch.kind, storage.nodes.kinds[Int(other)] != UInt32(kind) { continue }
      if let takesEdge = level.branch.takesEdge,
        try !takesEdge(isIncoming ? EdgeID(storage.adjacency.incoming[place]) : EdgeID(place))
      {
        continue
      }
      let (sum, overflows) = total.addingReportingOverflow(try ways(level, behind: Int(other)))
      if overflows { throw Overflow() }
      total = sum
    }
  }

  /// The ways on from a node behind a statement, itself taken or not.
  private func ways(_ level: Level, behind node: Int) throws -> Int {
    if level.branches.isEmpty, level.branch.takesNode == nil { return 1 }
    if level.known.isEmpty { level.known = [Int](repeating: -1, count: graph.nodeCount) }
    let known = level.known[node]
    if known >= 0 { return known }
    var result = 0
    if try level.branch.takesNode?(NodeID(node)) ?? true {
      result = try product(level.branches, node)
    }
    level.known[node] = result
    return result
  }
}
