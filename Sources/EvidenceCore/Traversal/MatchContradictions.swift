/// The pairs that are said to be broader than each other, which cannot both be true.
///
/// `A NARROW_MATCH B` reads as `B BROAD_MATCH A`. No chain uses either statement of such a pair.
package struct MatchContradictions: Sendable {
  private let pairs: Set<UInt64>

  /// Finds the contradictory pairs of a graph.
  ///
  /// - Complexity: O(*m*) for *m* statements.
  package init(_ graph: EvidenceGraph) {
    let broad = graph.relationNumber(.broadMatch)
    let narrow = graph.relationNumber(.narrowMatch)
    var stated: Set<UInt64> = []
    if broad != nil || narrow != nil {
      let relations = graph.storage.statements.relations
      for edge in graph.edges {
        let number = relations[edge.position]
        guard number == broad || number == narrow, !graph.isNegated(edge) else { continue }
        stated.insert(
          Self.direction(of: edge, number == broad ? .broadMatch : .narrowMatch, in: graph)
        )
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
