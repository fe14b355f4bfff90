internal import EvidenceCore

/// Everything that one coder or one source says is equally sure.
///
/// A confidence that never varies over ten statements or more says nothing of any of them: it is a
/// default of a tool or of a form. Statements without a confidence do not count.
struct UniformConfidenceRule: LintRule {
  let name = "uniform-confidence"
  let meaning = "ten or more statements of one coder or source, all with the same confidence"
  var example: String {
    var lines = [
      "{\"evidence\":1,\"asOf\":\"2026-01-01\"}", "{\"node\":\"risk:a/0\",\"kind\":\"Risk\"}",
    ]
    for index in 1...Self.least {
      lines.append("{\"node\":\"risk:a/\(index)\",\"kind\":\"Risk\"}")
      lines.append(
        "{\"from\":\"risk:a/0\",\"relation\":\"CLOSE_MATCH\",\"to\":\"risk:a/\(index)\","
          + "\"via\":\"t\",\"coder\":\"ann\",\"confidence\":0.9}"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static let least = 10

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    struct Group {
      var first: EdgeID
      var confidence: Double
      var count: Int
      var isUniform: Bool
    }
    var coders: [String: Group] = [:]
    var sources: [String: Group] = [:]
    func put(_ edge: EdgeID, _ confidence: Double, _ group: inout Group?) {
      guard var known = group else {
        group = Group(first: edge, confidence: confidence, count: 1, isUniform: true)
        return
      }
      known.count += 1
      if known.confidence != confidence { known.isUniform = false }
      group = known
    }
    for edge in graph.edges {
      guard let confidence = graph.confidence(of: edge) else { continue }
      for coder in graph.coders(of: edge) { put(edge, confidence, &coders[coder]) }
      if let source = graph.source(of: edge)?.text { put(edge, confidence, &sources[source]) }
    }
    var result: [LintFinding] = []
    for (word, groups) in [("coder", coders), ("source", sources)] {
      for (name, group) in groups.sorted(by: { $0.key.precedesInUTF8($1.key) })
      where group.isUniform && group.count >= Self.least {
        result.append(
          LintFinding(
            self,
            of: [name],
            "all \(group.count) confidences of \(word) '\(name)' are "
              + PropertyValue.number(group.confidence).text,
            at: graph.place(of: group.first),
            hint: "is it a default? leave it out where it was not judged: unknown is a value too"
          )
        )
      }
    }
    return result
  }
}
