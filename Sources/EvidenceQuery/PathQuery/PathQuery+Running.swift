public import EvidenceCore

extension PathQuery {
  /// How many paths match; no path is listed where numbers of ways can be multiplied.
  ///
  /// - Parameters:
  ///   - graph: the graph that is asked.
  ///   - options: how the query is run; its parameters and procedures play no part.
  /// - Returns: as many as ``paths(in:options:)`` lists.
  /// - Throws: `EvidenceError` where a limit ends the query, or there are more than an integer counts.
  /// - Complexity: O(*s* · (*n* + *m*)) for *s* steps where each is a single statement and none can be
  ///   the same as another; else proportional to the number of paths.
  public func count(
    in graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> Int {
    let result = try pattern.run(.count, on: graph, options)
    guard case .integer(let count)? = result.rows.first?.first else { return 0 }
    return Int(count)
  }

  /// Every path that matches. No statement stands twice in a path, and each of several statements
  /// between two nodes makes a path of its own.
  ///
  /// - Parameters:
  ///   - graph: the graph that is asked.
  ///   - options: how the query is run; its parameters and procedures play no part.
  /// - Returns: depth first: by the first node's key, then the second's, and so on; statements of
  ///   one pair in the order of ids; fewer repetitions of a step before more.
  /// - Throws: `EvidenceError` where a limit ends the query.
  public func paths(
    in graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> [GraphPath] {
    guard pattern.isSortable, options.mostRows == nil || pattern.isFoundFromItsEnd else {
      return try found(in: graph, options, .asWritten)
    }
    var all = options
    all.mostRows = nil
    var paths = try found(in: graph, all, .cheapest)
    paths.sort { a, b in
      for index in a.nodes.indices {
        if a.nodes[index] != b.nodes[index] { return a.nodes[index] < b.nodes[index] }
        if index > 0, a.edges[index - 1] != b.edges[index - 1] {
          return a.edges[index - 1] < b.edges[index - 1]
        }
      }
      return false
    }
    return options.mostRows.map { Array(paths.prefix($0)) } ?? paths
  }

  private func found(
    in graph: EvidenceGraph,
    _ options: QueryOptions,
    _ order: PatternOrder
  ) throws(EvidenceError) -> [GraphPath] {
    var options = options
    options.order = order
    let result = try pattern.run(.paths, on: graph, options)
    return result.rows.compactMap { row in
      guard case .path(let path)? = row.first else { return nil }
      return GraphPath(nodes: path.nodes, edges: path.relationships)
    }
  }

  /// The first paths that match, in the order of ``paths(in:options:)``, without making the others.
  ///
  /// - Parameters:
  ///   - limit: how many are wanted.
  ///   - graph: the graph that is asked.
  ///   - options: how the query is run; its parameters and procedures play no part.
  /// - Throws: `EvidenceError` where a limit ends the query.
  public func first(
    _ limit: Int,
    in graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> [GraphPath] {
    var options = options
    options.mostRows = max(0, min(limit, options.mostRows ?? limit))
    return try paths(in: graph, options: options)
  }

  /// What the query asks of a graph that the graph knows nothing of: kinds, relations and properties
  /// that do not occur, each with what may have been meant. Nothing matches them.
  ///
  /// - Throws: `EvidenceError` where the query cannot be meant.
  public func diagnostics(in graph: EvidenceGraph) throws(EvidenceError) -> [Diagnostic] {
    try pattern.query(.paths).diagnostics(in: graph)
  }

  /// How the paths are counted in a graph, one step a line, each fed by the one above.
  ///
  /// - Throws: `EvidenceError` where the query cannot be meant.
  public func explanation(on graph: EvidenceGraph) throws(EvidenceError) -> String {
    try pattern.query(.count).explanation(on: graph)
  }
}
