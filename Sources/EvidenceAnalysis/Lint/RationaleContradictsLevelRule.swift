internal import EvidenceCore

/// A rationale says that the text is too vague for a precise code, and the code is precise.
///
/// The cue words are those below, in lower case; a level that the rationale names (`L3`, `level 3`)
/// is the one that the code must stay above. Where it names none, a code without a code below it
/// counts as precise, unless it stands at the top.
struct RationaleContradictsLevelRule: LintRule {
  let name = "rationale-contradicts-level"
  let meaning = "a rationale says that a precise code cannot be told, and the code is a precise one"
  let example = """
    {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1"}]}
    {"node":"mitigation:a/x","kind":"Mitigation"}
    {"node":"t@1:1","kind":"TaxonomyNode"}
    {"node":"t@1:1.1","kind":"TaxonomyNode"}
    {"from":"t@1:1.1","relation":"BROADER","to":"t@1:1","via":"t"}
    {"from":"mitigation:a/x","relation":"CLASSIFIED_AS","to":"t@1:1.1","via":"t","rationale":"Lacks specificity to determine precise L2 code"}
    """

  /// What a rationale says where the text is too vague.
  static let cues = [
    "lacks specificity", "lack of specificity", "lacks detail", "lacks sufficient detail",
    "insufficient detail", "insufficient information", "insufficiently specific",
    "not specific enough", "not enough detail", "too vague", "too general", "too broad",
    "cannot determine", "cannot be determined", "unable to determine", "unclear which",
    "to determine precise", "to determine a precise",
  ]

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    let hierarchy = Hierarchy(graph)
    return graph.edges.compactMap { edge in
      let relation = graph.relation(of: edge)
      guard relation != .broader, !relation.isMatch, graph.scheme(of: graph.to(edge)) != nil,
        let rationale = graph.rationale(of: edge)
      else { return nil }
      let text = rationale.lowercased()
      guard let cue = Self.cues.first(where: { text.contains($0) }) else { return nil }
      let code = graph.to(edge)
      let level = hierarchy.level(of: code)
      if let named = Self.level(namedIn: text) {
        guard level >= named else { return nil }
      } else {
        guard level > 1, hierarchy.children(of: code).isEmpty else { return nil }
      }
      let parent = hierarchy.parents(of: code).first.map { "'\(graph.key(of: $0))'" }
      return LintFinding(
        self,
        of: [graph.id(of: edge), graph.key(of: graph.from(edge)).text],
        "the rationale says '\(cue)', but the code is at level \(level): \(graph.phrase(edge))",
        at: graph.place(of: edge),
        hint: parent.map { "code it at \($0), or correct the rationale" }
          ?? "correct the code or the rationale"
      )
    }
  }

  /// The level that a rationale in lower case names, as `l3` or `level 3`.
  private static func level(namedIn text: String) -> Int? {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    for (index, word) in words.enumerated() {
      if word.first == "l", let level = Int(word.dropFirst()), (1...9).contains(level) {
        return level
      }
      if word == "level", index + 1 < words.count, let level = Int(words[index + 1]),
        (1...9).contains(level)
      {
        return level
      }
    }
    return nil
  }
}
