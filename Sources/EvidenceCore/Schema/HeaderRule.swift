/// The as-of date is a date, and a scheme is declared once.
struct HeaderRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    var result: [Diagnostic] = []
    let place = Place(graph.file, line: 1)
    if let date = graph.header.asOf, !DateText.isDay(date) {
      result.append(
        Diagnostic(
          .error,
          "bad-date",
          "as-of date '\(date)' is not a date",
          at: place,
          hint: "write it as YYYY-MM-DD"
        )
      )
    }
    if graph.header.asOf == nil {
      result.append(
        Diagnostic(
          .warning,
          "missing-date",
          "the graph has no as-of date",
          at: place,
          hint: "add \"asOf\": \"YYYY-MM-DD\"; without it nothing can be said to be stale"
        )
      )
    }
    var seen: Set<String> = []
    for scheme in graph.header.schemes where !seen.insert(scheme.id).inserted {
      result.append(
        Diagnostic(
          .error,
          "duplicate-scheme",
          "scheme '\(scheme.id)' is declared twice",
          at: place
        )
      )
    }
    return result
  }
}
