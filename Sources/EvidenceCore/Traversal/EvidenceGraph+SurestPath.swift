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
    let rows = AdjacentRows(self, direction, along: relations)
    let confidences = storage.statements.confidences
    // What is no number is surer than nothing.
    let unstated = unstated.map { min(1, max(0, $0)) } ?? .nan
    return storage.keptSearches.withSurest(nodeCount: nodeCount) { search in
      var steps = 0
      defer { WorkCounter.add(steps) }
      search.begin(at: start.index)
      while let number = search.next() {
        let node = search[number].node
        if node == end.index { return SurestPath(through: number, search) }
        rows.gather(node, into: &search.steps)
        steps += search.steps.count
        search.follow(from: number, confidences, unstated: unstated)
      }
      return nil
    }
  }
}

extension SurestPath {
  fileprivate init(through last: Int, _ search: SurestNodes) {
    var label = search[last]
    path = GraphPath(nodes: [NodeID(label.node)], edges: [])
    confidence = label.sureness
    while label.node != search[0].node {
      path.edges.append(EdgeID(label.edge))
      label = search[Int(label.origin)]
      path.nodes.append(NodeID(label.node))
    }
    path.nodes.reverse()
    path.edges.reverse()
  }
}
