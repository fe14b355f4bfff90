/// The neighbours of nodes, for searches: of a mapped graph no more is read, and held to its checksums,
/// than a search looks at.
///
/// It is no value, so that its columns are not copied where a search begins.
final class AdjacentRows: Sendable {
  private let outgoingStarts: Column<UInt32>
  private let targets: Column<UInt32>
  private let incomingStarts: Column<UInt32>
  private let sources: Column<UInt32>
  /// The statements of incoming rows; of outgoing ones a place is a statement.
  private let incoming: Column<UInt32>
  private let relations: Column<UInt32>
  private let direction: Direction
  /// By relation, whether it is walked; `nil`: every one is.
  private let allowed: [Bool]?

  init(
    _ adjacency: Adjacency,
    _ statements: StatementColumns,
    _ direction: Direction,
    along allowed: [Bool]? = nil
  ) {
    outgoingStarts = adjacency.outgoingStarts
    targets = statements.to
    incomingStarts = adjacency.incomingStarts
    sources = adjacency.sources
    incoming = adjacency.incoming
    relations = statements.relations
    self.direction = direction
    self.allowed = allowed
  }

  /// Whether the statement by which a node is reached is among those of its own.
  var leadBack: Bool { direction == .either }

  /// How many statements some nodes have, of any relation.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  func degree(of nodes: Span<UInt32>) -> Int {
    (direction == .incoming ? 0 : outgoingStarts.rowsCount(of: nodes))
      + (direction == .outgoing ? 0 : incomingStarts.rowsCount(of: nodes))
  }

  /// Where the statements from a node are, and those to it, as far as they are walked.
  @inline(__always)
  func rows(of node: UInt32) -> (outgoing: Range<Int>, incoming: Range<Int>) {
    (
      direction == .incoming ? 0..<0 : outgoingStarts.row(Int(node)),
      direction == .outgoing ? 0..<0 : incomingStarts.row(Int(node))
    )
  }

  /// How many statements a node has, of any relation.
  func degree(of node: UInt32) -> Int {
    let (outgoing, incoming) = rows(of: node)
    return outgoing.count + incoming.count
  }

  /// What a statement leads to, by its place in the rows of outgoing ones.
  @inline(__always)
  func target(_ place: Int) -> UInt32 { targets[place] }

  /// Where a statement comes from, by its place in the rows of incoming ones.
  @inline(__always)
  func source(_ place: Int) -> UInt32 { sources[place] }

  /// A statement, by its place in the rows of incoming ones; a place among outgoing ones is one.
  @inline(__always)
  func edge(incoming place: Int) -> UInt32 { incoming[place] }

  /// Whether a statement is of a relation that is walked.
  @inline(__always)
  func isWalked(_ edge: Int) -> Bool {
    guard let allowed else { return true }
    return allowed[Int(relations[edge])]
  }

  /// Finds the rows of some nodes, until there is enough: what statements from a node lead to, then
  /// what leads to it.
  ///
  /// - Returns: how many nodes were looked at.
  /// - Complexity: O(*d*) for *d* statements at these nodes.
  func gather(_ nodes: Span<UInt32>, into found: inout GatheredRows) -> Int {
    found.count = 0
    if allowed != nil {
      var steps = GatheredSteps()
      for index in nodes.indices {
        gather(nodes[index], into: &steps)
        found.add(steps)
        if found.count >= GatheredRows.mostNeighbours { return index + 1 }
      }
      return nodes.count
    }
    // All rows are looked up before any is read: look-ups that wait for memory wait together.
    let nodes = nodes.extracting(first: GatheredRows.mostNodes)
    lookUp(nodes, &found.places)
    var (looked, count) = (0, 0)
    while looked < nodes.count, count < GatheredRows.mostNeighbours {
      count += found.places[2 * looked].count + found.places[2 * looked + 1].count
      looked += 1
    }
    // Short rows are copied with what lies behind them.
    found.reserve(count + 8)
    found.count = copy(found.places, looked, &found.neighbours)
    return looked
  }

  private func lookUp(_ nodes: Span<UInt32>, _ places: inout [Range<Int>]) {
    var places = places.mutableSpan
    switch direction {
    case .either:
      outgoingStarts.copyRows(of: nodes, to: &places, at: 0, by: 2)
      incomingStarts.copyRows(of: nodes, to: &places, at: 1, by: 2)
    case .outgoing:
      outgoingStarts.copyRows(of: nodes, to: &places, at: 0, by: 2)
      for index in nodes.indices { places[2 * index + 1] = 0..<0 }
    case .incoming:
      incomingStarts.copyRows(of: nodes, to: &places, at: 1, by: 2)
      for index in nodes.indices { places[2 * index] = 0..<0 }
    }
  }

  private func copy(_ places: [Range<Int>], _ looked: Int, _ neighbours: inout [UInt32]) -> Int {
    var neighbours = neighbours.mutableSpan
    let places = places.span
    var count = 0
    for index in 0..<looked {
      count += targets.copy(places[2 &* index], to: &neighbours, at: count)
      count += sources.copy(places[2 &* index &+ 1], to: &neighbours, at: count)
    }
    return count
  }

  /// Finds the statements at a node with what they lead to, in the order of ``gather(_:into:)``.
  ///
  /// - Complexity: O(*d*) for *d* statements at the node.
  func gather(_ node: UInt32, into found: inout GatheredSteps) {
    let (outgoing, incoming) = rows(of: node)
    found.reserve(outgoing.count + incoming.count)
    found.count = copy(outgoing, incoming, &found.neighbours, &found.edges)
  }

  private func copy(
    _ outgoing: Range<Int>,
    _ incoming: Range<Int>,
    _ neighbours: inout [UInt32],
    _ edges: inout [UInt32]
  ) -> Int {
    var neighbours = neighbours.mutableSpan
    var edges = edges.mutableSpan
    var count = targets.copy(outgoing, to: &neighbours, at: 0)
    for place in 0..<count { edges[place] = UInt32(outgoing.lowerBound + place) }
    if !incoming.isEmpty, self.incoming.copy(incoming, to: &edges, at: count) > 0 {
      count += sources.copy(incoming, to: &neighbours, at: count)
    }
    guard let allowed else { return count }
    var kept = 0
    for place in 0..<count where allowed[Int(relations[Int(edges[place])])] {
      (neighbours[kept], edges[kept]) = (neighbours[place], edges[place])
      kept += 1
    }
    return kept
  }
}

/// The neighbours of nodes by every relation.
struct AllAdjacentRows: Sendable {
  private let outgoing: AdjacentRows
  private let incoming: AdjacentRows
  private let either: AdjacentRows

  init(_ adjacency: Adjacency, _ statements: StatementColumns) {
    outgoing = AdjacentRows(adjacency, statements, .outgoing)
    incoming = AdjacentRows(adjacency, statements, .incoming)
    either = AdjacentRows(adjacency, statements, .either)
  }

  subscript(_ direction: Direction) -> AdjacentRows {
    switch direction {
    case .outgoing: outgoing
    case .incoming: incoming
    case .either: either
    }
  }
}

extension EvidenceGraph {
  /// The neighbours of nodes by some relations; `nil` is every one.
  func adjacentRows(_ direction: Direction, along relations: Set<Relation>?) -> AdjacentRows {
    guard let relations else { return storage.adjacentRows[direction] }
    let allowed = storage.relations.map { relations.contains($0) }
    return AdjacentRows(storage.adjacency, storage.statements, direction, along: allowed)
  }
}
