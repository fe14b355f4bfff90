internal import EvidenceCore

/// A measure is coded under "Other" while the name of a neighbouring code sounds like it.
///
/// A concept is a catch-all where its name begins with one of the words below, or the last part of
/// its code is X, 9… or 99. Its neighbours are those beside it, or, where what is above it is a
/// catch-all too, those beside that, with all below them. Words count from four letters on, with the
/// endings of plurals and of -ing cut off; words that everything here is about do not count.
struct CatchAllCodeRule: LintRule {
  let name = "catch-all-code"
  let meaning = "a code at a catch-all, though the name of a neighbouring concept shares words"
  let example = """
    {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1"}]}
    {"node":"mitigation:a/x","kind":"Mitigation","label":"Incident reporting hotline"}
    {"node":"t@1:1","kind":"TaxonomyNode","label":"Governance"}
    {"node":"t@1:1.1","kind":"TaxonomyNode","label":"Incident response","notation":"1.1"}
    {"node":"t@1:1.9","kind":"TaxonomyNode","label":"Other governance","notation":"1.9"}
    {"from":"t@1:1.1","relation":"BROADER","to":"t@1:1","via":"t"}
    {"from":"t@1:1.9","relation":"BROADER","to":"t@1:1","via":"t"}
    {"from":"mitigation:a/x","relation":"CLASSIFIED_AS","to":"t@1:1.9","via":"t"}
    """

  private static let first: Set<String> = [
    "other", "others", "miscellaneous", "unspecified", "unclassified", "uncategorised",
    "uncategorized", "none",
  ]
  private static let common: Set<String> = [
    "risk", "model", "system", "safety", "control", "measure", "mitigation", "other", "with",
    "from",
    "that", "this", "such", "more", "their", "into", "than", "based", "artificial", "intelligence",
    "process", "practice", "general",
  ]

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    let hierarchy = Hierarchy(graph)
    var neighbours: [NodeID: [(node: NodeID, words: Set<String>)]] = [:]
    return graph.edges.compactMap { edge in
      guard graph.relation(of: edge) == .classifiedAs, !graph.isNegated(edge) else { return nil }
      let code = graph.to(edge)
      guard isCatchAll(code, graph), let label = graph.label(of: graph.from(edge)) else {
        return nil
      }
      let beside =
        neighbours[code]
        ?? besides(code, graph, hierarchy).map { ($0, Self.words(graph.label(of: $0) ?? "")) }
      neighbours[code] = beside
      let words = Self.words(label)
      var best: (node: NodeID, shared: Set<String>)?
      for (node, others) in beside {
        let shared = others.intersection(words)
        if shared.count > best?.shared.count ?? 0 { best = (node, shared) }
      }
      guard let best else { return nil }
      let shared = best.shared.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return LintFinding(
        self,
        of: [graph.id(of: edge), graph.key(of: graph.from(edge)).text],
        "'\(label)' is coded at the catch-all '\(graph.key(of: code))', and "
          + "'\(graph.title(of: best.node))' shares \(shared)",
        at: graph.place(of: edge),
        hint: "would '\(graph.key(of: best.node))' fit?"
      )
    }
  }

  private func isCatchAll(_ node: NodeID, _ graph: EvidenceGraph) -> Bool {
    if let notation = graph.notation(of: node) {
      let last = notation.split(separator: ".").last.map(String.init) ?? notation
      if last.uppercased() == "X" || last == "99" { return true }
    }
    let words = (graph.label(of: node) ?? "").lowercased()
      .split { !$0.isLetter }.map(String.init)
    return words.first.map { Self.first.contains($0) } ?? false
  }

  /// What stands beside the highest catch-all that holds a code, with all below it.
  private func besides(
    _ code: NodeID,
    _ graph: EvidenceGraph,
    _ hierarchy: Hierarchy
  ) -> [NodeID] {
    var top = code
    while let above = hierarchy.parents(of: top).first, isCatchAll(above, graph) { top = above }
    let scheme = graph.scheme(of: top)
    let siblings =
      hierarchy.parents(of: top).first.map { hierarchy.children(of: $0) }
      ?? graph.nodes.filter { graph.scheme(of: $0) == scheme && hierarchy.parents(of: $0).isEmpty }
    var seen: Set<NodeID> = []
    return siblings.filter { $0 != top && !isCatchAll($0, graph) }
      .flatMap { hierarchy.downwards(from: $0) }
      .filter { !isCatchAll($0, graph) && seen.insert($0).inserted }
  }

  /// The words of a name that say something, without their endings.
  private static func words(_ text: String) -> Set<String> {
    var result: Set<String> = []
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) where word.count >= 4 {
      var stem = String(word)
      for ending in ["ing", "es", "s"] where stem.count > ending.count + 3 {
        guard stem.hasSuffix(ending), !stem.hasSuffix("ss") else { continue }
        stem.removeLast(ending.count)
        break
      }
      if !common.contains(stem), !common.contains(String(word)) { result.insert(stem) }
    }
    return result
  }
}
