public import EvidenceCore

/// A what-if: the graph as it would be if sources were retracted, or a data set withdrawn.
public struct Retraction: Hashable, Sendable {
  /// The papers to leave out, with all their versions.
  public var sources: [Key]
  /// The data sets, pages or files to leave out: every statement that was read there.
  public var vias: [String]

  /// Names what to leave out.
  public init(sources: [Key] = [], vias: [String] = []) {
    self.sources = sources
    self.vias = vias
  }

  /// The graph without them: the papers, their versions, the evidence-bearing statements whose
  /// source they are, and what was read in the data sets. Coding statements of the papers stay.
  ///
  /// - Throws: `EvidenceError` if a source or a data set is not in the graph.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func graph(without graph: EvidenceGraph) throws(EvidenceError) -> EvidenceGraph {
    guard !sources.isEmpty || !vias.isEmpty else { return graph }
    let works = Works(graph)
    var papers: Set<NodeID> = []
    var keys: Set<Key> = []
    for source in sources {
      if let node = graph.node(source) {
        for version in works.versions(of: node) {
          papers.insert(version)
          keys.insert(graph.key(of: version))
        }
      } else if graph.edges.contains(where: { graph.source(of: $0) == source }) {
        keys.insert(source)
      } else {
        throw EvidenceError(
          "unknown-source",
          "'\(source)' is neither a node nor the source of a statement"
        )
      }
    }
    let known = vias.isEmpty ? [] : Set(graph.edges.compactMap { graph.via(of: $0) })
    for via in vias where !known.contains(via) {
      throw EvidenceError(
        "unknown-via",
        "no statement was read in '\(via)'",
        hint: Suggestion.hint(for: via, among: known.sorted())
          ?? "there are: \(known.sorted().prefix(12).joined(separator: ", "))"
      )
    }
    let withdrawn = Set(vias)
    return graph.filtered(
      keepingNodes: { !papers.contains($0) },
      keepingStatements: { edge in
        if let via = graph.via(of: edge), withdrawn.contains(via) { return false }
        guard graph.relation(of: edge).bearsEvidence, let source = graph.source(of: edge) else {
          return true
        }
        return !keys.contains(source)
      }
    )
  }
}
