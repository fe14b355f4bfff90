internal import EvidenceAnalysis
internal import EvidenceCore

/// The names that a user gives, held against those that a graph has: a misspelt one is an error, and
/// never an empty answer.
struct KnownNames {
  let graph: EvidenceGraph

  /// The relations of these names.
  ///
  /// - Throws: `EvidenceError` if the graph has none of one of them, nor the schema.
  func relations(_ names: [String]) throws -> [Relation] {
    let declared = graph.header.relations.map(\.relation)
    let known = Set(graph.relations + declared + Relation.builtIn)
    for name in names where !known.contains(Relation(name)) {
      throw unknown(
        "unknown-relation",
        "this graph has no relation",
        name,
        known.map(\.name)
      )
    }
    return names.map { Relation($0) }
  }

  /// The kinds of these names.
  ///
  /// - Throws: `EvidenceError` if the graph has no node of one of them, and the schema does not know it.
  func kinds(_ names: [String]) throws -> [Kind] {
    let declared = graph.header.kinds.map(\.kind)
    for name in names where !declared.contains(Kind(name)) { try graph.checkKind(Kind(name)) }
    return names.map { Kind($0) }
  }

  /// The scheme of a name.
  ///
  /// - Throws: `EvidenceError` if no concept of the graph is of it.
  func scheme(_ name: String) throws -> String {
    let known = Set(graph.schemesOfNodes.map(\.id))
    if known.contains(name) { return name }
    throw unknown("unknown-scheme", "this graph has no scheme", name, Array(known))
  }

  /// Makes sure that some node has a property.
  ///
  /// - Throws: `EvidenceError` if none has it.
  func checkProperty(_ name: String) throws {
    var known: Set<String> = []
    for node in graph.nodes {
      if graph.property(name, of: node) != nil { return }
      known.formUnion(graph.value(of: node).properties.keys)
    }
    throw unknown(
      "unknown-property",
      "no node of this graph has a property",
      name,
      Array(known)
    )
  }

  /// The key of a work that a user means: one of the graph's nodes, or a source of its statements.
  ///
  /// - Throws: `EvidenceError` if it is neither.
  func source(_ name: String) throws -> Key {
    let key = Key(name)
    // A source need not be a node.
    if graph.node(key) == nil, graph.edges.contains(where: { graph.source(of: $0) == key }) {
      return key
    }
    return graph.key(of: try graph.named(name, as: [.paper]))
  }

  private func unknown(
    _ code: Diagnostic.Code,
    _ message: String,
    _ name: String,
    _ known: [String]
  ) -> EvidenceError {
    let sorted = known.sorted { $0.precedesInUTF8($1) }
    let list = sorted.isEmpty ? "there are none" : "there are: \(sorted.joined(separator: ", "))"
    return EvidenceError(
      code,
      "\(message) '\(name)'",
      hint: Suggestion.hint(for: name, among: sorted) ?? list
    )
  }
}
