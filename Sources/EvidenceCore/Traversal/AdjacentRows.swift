/// The neighbours of nodes, for searches: of a mapped graph no more is read, and held to its checksums,
/// than a search looks at.
struct AdjacentRows {
  /// The rows one way.
  private final class Side: Sendable {
    let starts: Column<UInt32>
    let neighbours: Column<UInt32>
    /// The statements in the rows; `nil`: a place is a statement.
    let edges: Column<UInt32>?

    init(starts: Column<UInt32>, neighbours: Column<UInt32>, edges: Column<UInt32>?) {
      self.starts = starts
      self.neighbours = neighbours
      self.edges = edges
    }
  }

  private let first: Side
  /// The incoming rows, where those of both ways are walked.
  private let second: Side?
  private let relations: Column<UInt32>
  /// By relation, whether it is walked; `nil`: every one is.
  private let allowed: [Bool]?

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    let (statements, adjacency) = (graph.storage.statements, graph.storage.adjacency)
    let outgoing = Side(starts: adjacency.outgoingStarts, neighbours: statements.to, edges: nil)
    let incoming = Side(
      starts: adjacency.incomingStarts,
      neighbours: adjacency.sources,
      edges: adjacency.incoming
    )
    first = direction == .incoming ? incoming : outgoing
    second = direction == .either ? incoming : nil
    self.relations = statements.relations
    allowed = relations.map { wanted in graph.storage.relations.map { wanted.contains($0) } }
  }

  /// How many statements some nodes have, of any relation.
  func degree(_ nodes: Span<UInt32>) -> Int {
    Self.degree(nodes, first.starts) + (second.map { Self.degree(nodes, $0.starts) } ?? 0)
  }

  private static func degree(_ nodes: Span<UInt32>, _ starts: Column<UInt32>) -> Int {
    var sum = 0
    for index in nodes.indices { sum += starts.row(Int(nodes[index])).count }
    return sum
  }

  /// Finds the rows of some nodes: what statements from a node lead to, then what leads to it.
  ///
  /// - Complexity: O(*d*) for *d* statements at the nodes.
  func gather(_ nodes: Span<UInt32>, into found: inout GatheredRows) {
    found.removeAll()
    if allowed != nil {
      found.reserve(degree(nodes))
      for index in nodes.indices {
        forEach(of: nodes[index]) { neighbour, _ in found.add(neighbour) }
        found.rows.append(found.count)
      }
      return
    }
    // All rows are looked up before any is read: look-ups that wait for memory wait together.
    found.places.removeAll(keepingCapacity: true)
    var count = Self.lookUp(nodes, first.starts, &found.places)
    if let second { count += Self.lookUp(nodes, second.starts, &found.places) }
    found.reserve(count)
    let places = found.places
    found.count = Self.copy(
      places.span,
      first.neighbours,
      second?.neighbours,
      &found.neighbours,
      &found.rows
    )
  }

  private static func lookUp(
    _ nodes: Span<UInt32>,
    _ starts: Column<UInt32>,
    _ places: inout [Range<Int>]
  ) -> Int {
    var count = 0
    for index in nodes.indices {
      let row = starts.row(Int(nodes[index]))
      places.append(row)
      count += row.count
    }
    return count
  }

  private static func copy(
    _ places: Span<Range<Int>>,
    _ first: Column<UInt32>,
    _ second: Column<UInt32>?,
    _ neighbours: inout [UInt32],
    _ rows: inout [Int]
  ) -> Int {
    var neighbours = neighbours.mutableSpan
    var count = 0
    if let second {
      let half = places.count / 2
      for node in 0..<half {
        count += first.copy(places[node], to: &neighbours, at: count)
        count += second.copy(places[half + node], to: &neighbours, at: count)
        rows.append(count)
      }
    } else {
      for node in places.indices {
        count += first.copy(places[node], to: &neighbours, at: count)
        rows.append(count)
      }
    }
    return count
  }

  /// Calls a function with each neighbour of a node and the statement, in the order of
  /// ``gather(_:into:)``.
  ///
  /// - Complexity: O(*d*) for *d* statements at the node.
  @inline(__always)
  func forEach(of node: UInt32, _ body: (_ neighbour: UInt32, _ edge: UInt32) -> Void) {
    forEach(first, node, body)
    if let second { forEach(second, node, body) }
  }

  @inline(__always)
  private func forEach(_ side: Side, _ node: UInt32, _ body: (UInt32, UInt32) -> Void) {
    for place in side.starts.row(Int(node)) {
      let edge = side.edges.map { $0[place] } ?? UInt32(place)
      if let allowed, !allowed[Int(relations[Int(edge)])] { continue }
      body(side.neighbours[place], edge)
    }
  }
}
