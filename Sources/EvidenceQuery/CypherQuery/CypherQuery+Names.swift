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
    let binder = try bound(options).binder
    let kinds = Set(Kind.builtIn + graph.header.kinds.map(\.kind) + graph.kinds).map(\.name)
    let relations = Set(
      Relation.builtIn + graph.header.relations.map(\.relation) + graph.relations
    ).map(\.name)
    let properties = Set(
      EvidenceReader.nodeFields + EvidenceReader.relationshipFields + graph.propertyNames
    )
    var found: [(offset: Int, Diagnostic)] = []
    var seen: Set<String> = []
    func note(
      _ names: [QueryName],
      _ known: some Collection<String>,
      _ code: Diagnostic.Code,
      _ what: String
    ) {
      for name in names where !known.contains(name.text) {
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
    let all = kinds + relations
    note(
      binder.namedLabels.filter { !all.contains($0.text) },
      kinds,
      "unknown-kind",
      "the graph has no kind"
    )
    note(binder.namedTypes, relations, "unknown-relation", "the graph has no relation")
    note(
      binder.namedProperties,
      properties,
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
