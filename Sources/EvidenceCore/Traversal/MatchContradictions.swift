/// The pairs that are said to be broader than each other, which cannot both be true.
///
/// `A NARROW_MATCH B` reads as `B BROAD_MATCH A`. No chain uses either statement of such a pair.
package struct MatchContradictions: Sendable {
  private let pairs: Set<UInt64>

  /// Finds the contradictory pairs of a graph.
  ///
  /// - Complexity: O(*n* + *b*) for *n* nodes and *b* broad and narrow matches.
  package init(_ graph: EvidenceGraph) {
    var stated: Set<UInt64> = []
    if graph.relations.contains(where: { $0 == .broadMatch || $0 == .narrowMatch }) {
      for node in graph.nodes {
        for relation in [Relation.broadMatch, .narrowMatch] {
          for edge in graph.outgoing(node, relation) where !graph.isNegated(edge) {
            stated.insert(Self.direction(of: edge, relation, in: graph))
          }
        }
      }
    }
    pairs = stated.filter { stated.contains($0 << 32 | $0 >> 32) }
  }

  /// Whether a broad or narrow match has one of its kind against it.
  package func contains(_ edge: EdgeID, in graph: EvidenceGraph) -> Bool {
    !pairs.isEmpty && pairs.contains(Self.direction(of: edge, graph.relation(of: edge), in: graph))
  }

  private static func direction(
    of edge: EdgeID,
    _ relation: Relation,
    in graph: EvidenceGraph
  ) -> UInt64 {
    let (from, to) = (UInt64(graph.from(edge).index), UInt64(graph.to(edge).index))
    return relation == .broadMatch ? from << 32 | to : to << 32 | from
  }
}
