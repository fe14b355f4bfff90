package import EvidenceCore

/// Which statements were read where a notice says that it may change.
package struct PreliminaryNotices: Sendable {
  private let graph: EvidenceGraph
  private let pages: Set<String>

  package init(_ graph: EvidenceGraph) {
    self.graph = graph
    pages = Set(
      graph.header.notices.filter { $0.text.lowercased().contains("preliminary") }
        .compactMap(\.via)
    )
  }

  /// Whether a statement was read on such a page.
  package func hold(_ edge: EdgeID) -> Bool {
    !pages.isEmpty && graph.via(of: edge).map { pages.contains($0) } == true
  }
}

extension EvidenceGraph {
  /// The year of the graph's as-of date, from which ages are counted.
  package var asOfYear: Int? { header.asOf.flatMap { Int($0.prefix(4)) } }
}
