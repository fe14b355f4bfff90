/// A path and how sure its statements are together.
public struct SurestPath: Hashable, Sendable {
  /// The path.
  public var path: GraphPath
  /// The product of the statements' confidences, from 0 to 1.
  public var confidence: Double
}

extension EvidenceGraph {
  /// The path whose statements are the surest together: with the greatest product of confidences.
  ///
  /// The product is a measure of the way alone; how strong a chain is as evidence, EvidenceAnalysis
  /// says.
  ///
  /// - Parameters:
  ///   - start: where the path begins.
  ///   - end: where it ends.
  ///   - direction: which way statements are walked.
  ///   - relations: the relations that are walked; `nil` is every one.
  ///   - unstated: the confidence, from 0 to 1, of statements that state none; `nil`: these are not
  ///     walked.
  /// - Returns: one of the surest paths, the same one in each run, with confidence 1 for the node
  ///   itself; `nil` where there is none.
  /// - Complexity: O((*n* + *m*) log *m*) at most.
  /// - Note: E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959.
  public func surestPath(
    from start: NodeID,
    to end: NodeID,
    direction: Direction = .outgoing,
    along relations: Set<Relation>? = nil,
    assuming unstated: Double? = nil
  ) -> SurestPath? {
    let rows = adjacentRows(direction, along: relations)
    let confidences = SurestNodes.Confidences(
      stated: storage.statements.confidences,
      unstated: unstated.map { min(1, max(0, $0)) } ?? .nan
    )
    return storage.keptSearches.withSurest(nodeCount: nodeCount) { search in
      var steps = 0
      defer { WorkCounter.add(steps) }
      return search.search(from: start.index, to: end.index, rows, confidences, &steps)
        .map { SurestPath(through: $0, search.labels) }
    }
  }
}

extension SurestPath {
  fileprivate init(through last: Int, _ labels: [SurestNodes.Label]) {
    var label = labels[last]
    path = GraphPath(nodes: [NodeID(label.node)], edges: [])
    confidence = label.sureness
    while label.node != labels[0].node {
      path.edges.append(EdgeID(label.edge))
      label = labels[Int(label.origin)]
      path.nodes.append(NodeID(label.node))
    }
    path.nodes.reverse()
    path.edges.reverse()
  }
}
