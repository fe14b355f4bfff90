public import EvidenceCore

extension CypherQuery {
  /// What the query names and the graph does not have: labels, types and properties, each with what
  /// may have been meant. None of it is an error: nothing matches it.
  ///
  /// - Returns: warnings in the order of the text, each name once.
  /// - Throws: `EvidenceError` where the query cannot be meant.
  /// - Complexity: O(length · *n*) for *n* names of the graph.
  public func diagnostics(
    in graph: EvidenceGraph,
    options: QueryOptions = QueryOptions()
  ) throws(EvidenceError) -> [Diagnostic] {
    unknownNames(try bound(options).binder, in: graph)
  }

  /// What a query names and the graph does not have.
  func unknownNames(_ binder: QueryBinder, in graph: EvidenceGraph) -> [Diagnostic] {
    var found: [(offset: Int, Diagnostic)] = []
    var seen: Set<String> = []
    func note(
      _ names: [QueryName],
      isThere: (String) -> Bool,
      _ known: () -> Set<String>,
      _ code: Diagnostic.Code,
      _ what: String
    ) {
      let strange = names.filter { !isThere($0.text) }
      // Only for a name that does not occur are all others needed.
      if strange.isEmpty { return }
      let known = known()
      for name in strange where !known.contains(name.text) {
        guard seen.insert("\(code) \(name.text)").inserted else { continue }
        let sorted = known.sorted { $0.precedesInUTF8($1) }
        found.append(
          (
            name.offset,
            Diagnostic(
              .warning,
              code,
              "\(what) '\(name.text)'",
              at: QueryPlace(name.offset, in: text, named: file).place,
              hint: Self.fieldHint(name.text) ?? NameHint.text(for: name.text, among: sorted)
            )
          )
        )
      }
    }
    func hasKind(_ name: String) -> Bool { graph.kinds.contains { $0.name == name } }
    func hasRelation(_ name: String) -> Bool { graph.relations.contains { $0.name == name } }
    let relations = {
      Set((Relation.builtIn + graph.header.relations.map(\.relation) + graph.relations).map(\.name))
    }
    note(
      binder.namedLabels.filter { label in
        !hasKind(label.text) && !hasRelation(label.text) && !relations().contains(label.text)
      },
      isThere: hasKind,
      { Set((Kind.builtIn + graph.header.kinds.map(\.kind) + graph.kinds).map(\.name)) },
      "unknown-kind",
      "the graph has no kind"
    )
    note(
      binder.namedTypes,
      isThere: hasRelation,
      relations,
      "unknown-relation",
      "the graph has no relation"
    )
    let fields = EvidenceReader.nodeFields + EvidenceReader.relationshipFields
    note(
      binder.namedProperties,
      isThere: { fields.contains($0) || graph.hasProperty($0) },
      { Set(fields + graph.propertyNames) },
      "unknown-property",
      "neither node nor statement of the graph has a property"
    )
    return found.sorted { $0.offset < $1.offset }.map(\.1)
  }

  /// What a name stands for in Cypher that is no property.
  private static func fieldHint(_ name: String) -> String? {
    switch name {
    case "kind": "labels(n) says the kind"
    case "relation": "type(r) says the relation"
    case "name": "the name of a node is n.label"
    default: nil
    }
  }
}
