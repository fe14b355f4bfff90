/// An appraisal is a rating by a tool, of a study.
struct AppraisalRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    graph.nodes.flatMap { node -> [Diagnostic] in
      let rating = graph.property("appraisal", of: node)
      let tool = graph.property("appraisalTool", of: node)
      if rating == nil, tool == nil { return [] }
      func finding(_ message: String, _ hint: String) -> Diagnostic {
        Diagnostic(.warning, "appraisal", message, at: graph.place(of: node), hint: hint)
      }
      let key = graph.key(of: node)
      var result: [Diagnostic] = []
      if graph.kind(of: node) != .paper {
        result.append(
          finding(
            "'\(key)' is a \(graph.kind(of: node)) and has an appraisal, which studies have",
            "put it on the Paper that was appraised"
          )
        )
      }
      if rating == nil {
        result.append(
          finding("'\(key)' names an appraisal tool and no rating", "add \"appraisal\": \"…\"")
        )
      } else if tool == nil {
        result.append(
          finding(
            "'\(key)' has a rating and does not say by which tool",
            "add \"appraisalTool\": \"…\": a rating says nothing without its scale"
          )
        )
      }
      for (name, value) in [("appraisal", rating), ("appraisalTool", tool)] {
        guard let value else { continue }
        if case .string(let text) = value, !text.isEmpty { continue }
        result.append(
          finding("'\(name)' of '\(key)' is no text", "write the tool's own word in quotes")
        )
      }
      return result
    }
  }
}
