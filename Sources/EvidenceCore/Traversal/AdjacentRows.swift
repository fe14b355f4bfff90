/// The rows of a graph as they lie in memory, for searches that look at very many of them.
///
/// It is only valid within ``EvidenceGraph/withRows(_:along:_:)``.
struct AdjacentRows {
  let outgoingStarts: UnsafeBufferPointer<UInt32>
  let incomingStarts: UnsafeBufferPointer<UInt32>
  let to: UnsafeBufferPointer<UInt32>
  let sources: UnsafeBufferPointer<UInt32>
  /// The statements of ``sources``.
  let incoming: UnsafeBufferPointer<UInt32>
  let relations: UnsafeBufferPointer<UInt32>
  /// By relation, whether it is walked; `nil`: every one is.
  let allowed: [Bool]?
  let isOutgoing: Bool
  let isIncoming: Bool

  /// Calls a function with each neighbour and the place of the statement in its rows, until it says
  /// no; places of incoming statements are counted from the number of statements on.
  ///
  /// - Returns: whether it never said no.
  @inline(__always)
  func forEach(of node: UInt32, _ body: (UInt32, Int) -> Bool) -> Bool {
    let node = Int(node)
    if isOutgoing {
      var place = Int(outgoingStarts[node])
      let end = Int(outgoingStarts[node + 1])
      while place < end {
        if isAllowed(place), !body(to[place], place) { return false }
        place += 1
      }
    }
    if isIncoming {
      var place = Int(incomingStarts[node])
      let end = Int(incomingStarts[node + 1])
      while place < end {
        if allowed == nil || isAllowed(Int(incoming[place])),
          !body(sources[place], place + to.count)
        {
          return false
        }
        place += 1
      }
    }
    return true
  }

  /// The statement at a place that ``forEach(of:_:)`` gave.
  func edge(at place: Int) -> EdgeID {
    place < to.count ? EdgeID(place) : EdgeID(incoming[place - to.count])
  }

  /// How many statements a node has, of any relation.
  @inline(__always)
  func degree(_ node: UInt32) -> Int {
    let node = Int(node)
    return (isOutgoing ? Int(outgoingStarts[node + 1]) - Int(outgoingStarts[node]) : 0)
      + (isIncoming ? Int(incomingStarts[node + 1]) - Int(incomingStarts[node]) : 0)
  }

  /// The same rows, walked the other way.
  var reversed: AdjacentRows {
    AdjacentRows(
      outgoingStarts: outgoingStarts,
      incomingStarts: incomingStarts,
      to: to,
      sources: sources,
      incoming: incoming,
      relations: relations,
      allowed: allowed,
      isOutgoing: isIncoming,
      isIncoming: isOutgoing
    )
  }

  @inline(__always)
  private func isAllowed(_ edge: Int) -> Bool {
    guard let allowed else { return true }
    return allowed[Int(relations[edge])]
  }
}

/// The rows of a graph for searches that look at few of them: of a mapped graph no more is read, and
/// held to its checksums, than they look at.
struct FewRows {
  private let storage: GraphStorage
  private let allowed: [Bool]?
  private let isOutgoing: Bool
  private let isIncoming: Bool

  init(_ graph: EvidenceGraph, _ direction: Direction, along relations: Set<Relation>?) {
    storage = graph.storage
    allowed = relations.map { wanted in graph.storage.relations.map { wanted.contains($0) } }
    isOutgoing = direction != .incoming
    isIncoming = direction != .outgoing
  }

  /// Calls a function with each neighbour, in the order of ``AdjacentRows/forEach(of:_:)``.
  func forEach(of node: UInt32, _ body: (UInt32) -> Void) {
    if isOutgoing {
      for place in storage.adjacency.outgoingStarts.row(Int(node)) where isAllowed(place) {
        body(storage.statements.to[place])
      }
    }
    if isIncoming {
      for place in storage.adjacency.incomingStarts.row(Int(node))
      where allowed == nil || isAllowed(Int(storage.adjacency.incoming[place])) {
        body(storage.adjacency.sources[place])
      }
    }
  }

  private func isAllowed(_ edge: Int) -> Bool {
    guard let allowed else { return true }
    return allowed[Int(storage.statements.relations[edge])]
  }
}

extension EvidenceGraph {
  /// Calls a function with the rows of the graph.
  func withRows<Result>(
    _ direction: Direction,
    along relations: Set<Relation>?,
    _ body: (AdjacentRows) -> Result
  ) -> Result {
    let (statements, adjacency) = (storage.statements, storage.adjacency)
    let allowed = relations.map { wanted in storage.relations.map { wanted.contains($0) } }
    return adjacency.outgoingStarts.withValues { outgoingStarts in
      adjacency.incomingStarts.withValues { incomingStarts in
        statements.to.withValues { to in
          adjacency.sources.withValues { sources in
            adjacency.incoming.withValues { incoming in
              statements.relations.withValues { numbers in
                body(
                  AdjacentRows(
                    outgoingStarts: outgoingStarts,
                    incomingStarts: incomingStarts,
                    to: to,
                    sources: sources,
                    incoming: incoming,
                    relations: numbers,
                    allowed: allowed,
                    isOutgoing: direction != .incoming,
                    isIncoming: direction != .outgoing
                  )
                )
              }
            }
          }
        }
      }
    }
  }
}
