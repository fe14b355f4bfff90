import EvidenceCore

/// The IRIs of a graph's nodes, statements and words.
struct NodeIRIs {
  private var known: [Key: String] = [:]

  /// Finds the IRI of each node: the first that its other identifiers state and no other node has,
  /// else the one of its DOI, else its key's.
  init(_ graph: EvidenceGraph) {
    var counts: [String: Int] = [:]
    for node in graph.nodes {
      for name in graph.sameAs(of: node) where KeyIRI.isIRI(name) { counts[name, default: 0] += 1 }
    }
    for node in graph.nodes {
      let stated = graph.sameAs(of: node).first { counts[$0] == 1 }
      known[graph.key(of: node)] = stated ?? KeyIRI.iri(of: graph.key(of: node).text)
    }
  }

  /// The IRI of a key, of a node or of none.
  func iri(_ key: Key) -> String { known[key] ?? KeyIRI.iri(of: key.text) }
}
