/// A search record names nodes and a relation that exist; else it covers nothing.
struct SearchRecordRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let place = Place(graph.file, line: 1)
    return graph.header.searches.flatMap { search in
      var result: [Diagnostic] = []
      for key in search.rows + search.columns where graph.node(key) == nil {
        result.append(
          Diagnostic(
            .error,
            "search-record",
            "a search record names '\(key)', which is not in this graph",
            at: place,
            hint: "a record with an unknown key claims a search that covers nothing"
          )
        )
      }
      if search.rows.isEmpty || search.columns.isEmpty {
        result.append(
          Diagnostic(
            .warning,
            "search-record",
            "a search record without rows or columns covers nothing",
            at: place
          )
        )
      }
      if search.relation.map({ schema.definition(of: $0) == nil }) ?? true {
        result.append(
          Diagnostic(
            .warning,
            "search-record",
            "a search record without a known relation covers nothing",
            at: place,
            hint: "say what was looked for: \"relation\": \"ADDRESSES\""
          )
        )
      }
      return result
    }
  }
}
