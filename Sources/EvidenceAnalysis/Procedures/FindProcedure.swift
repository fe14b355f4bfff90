internal import EvidenceCore
internal import EvidenceQuery

/// `evidence.find(words, options?)`: nodes by their words, the best first.
struct FindProcedure: Procedure {
  let name = "evidence.find"
  let inputs = [
    ProcedureField("words", .string), ProcedureField("options", .map, isOptional: true),
  ]
  let outputs = [
    ProcedureField("node", .node), ProcedureField("score", .float),
    ProcedureField("evidence", .integer), ProcedureField("field", .string),
    ProcedureField("text", .string), ProcedureField("statement", .relationship),
  ]
  let graph: EvidenceGraph
  let index: PreparedOnce<SearchIndex>

  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
    let options = try ProcedureArguments(
      arguments[1],
      of: name,
      in: graph,
      known: ["kind", "scheme", "limit"]
    )
    guard case .string(let words) = arguments[0] else { return [] }
    let kinds = try options.texts("kind").map { Kind($0) }
    for kind in kinds { try graph.checkKind(kind) }
    let query = SearchQuery(words, kinds: Set(kinds), scheme: try options.text("scheme"))
    guard !query.isEmpty else {
      throw EvidenceError("procedure-argument", "there is no word to look for in '\(words)'")
    }
    return index.subject.search(query, limit: try options.count("limit")).hits.map { hit in
      let best = hit.matches.first
      return [
        .node(hit.node), .float((hit.score * 100).rounded() / 100), QueryValue(hit.evidence),
        QueryValue(best?.field.words), QueryValue(best?.snippet),
        best?.statement.map { .relationship($0) } ?? .null,
      ]
    }
  }
}
