internal import EvidenceCore

/// One paper proposes two measures of one name, or of nearly one.
///
/// Names are compared by their letters and digits in lower case; then by their words, whatever
/// their order and number (articles aside); then by a slip: one letter more, less or otherwise in
/// eight or more. Where one of the two is part of the other, or the two are matched exactly,
/// nothing is said: they are known to belong together.
struct DuplicateMitigationsRule: LintRule {
  let name = "duplicate-mitigations"
  let meaning = "two measures of one paper have the same name, or nearly"
  let example = """
    {"evidence":1,"asOf":"2026-01-01"}
    {"node":"paper:a","kind":"Paper"}
    {"node":"mitigation:a/x","kind":"Mitigation","label":"Red teaming"}
    {"node":"mitigation:a/y","kind":"Mitigation","label":"Red-Teaming"}
    {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/x","source":"paper:a"}
    {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/y","source":"paper:a"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    graph.nodes(of: .paper).flatMap { paper in
      var groups: [String: [NodeID]] = [:]
      var order: [String] = []
      for edge in graph.outgoing(paper, .proposes) where !graph.isNegated(edge) {
        let mitigation = graph.to(edge)
        // `(name not given)` is no name.
        guard let label = graph.label(of: mitigation), !label.hasPrefix("(") else { continue }
        let name = normal(label)
        let known = groups[name] ?? []
        guard !name.isEmpty, !known.contains(where: { areJoined($0, mitigation, graph) }) else {
          continue
        }
        if known.isEmpty { order.append(name) }
        groups[name] = known + [mitigation]
      }
      return order.compactMap { finding(paper, groups[$0] ?? [], graph) }
        + nearly(order.compactMap { groups[$0]?.first }, of: paper, graph)
    }
  }

  /// Measures of one paper whose names are nearly one, each pair once.
  ///
  /// - Complexity: O(letters of the names × their length).
  private func nearly(
    _ measures: [NodeID],
    of paper: NodeID,
    _ graph: EvidenceGraph
  ) -> [LintFinding] {
    var byWords: [String: NodeID] = [:]
    var bySlip: [String: NodeID] = [:]
    var result: [LintFinding] = []
    for measure in measures {
      let label = graph.label(of: measure) ?? ""
      let (name, words) = (normal(label), Self.words(of: label))
      let digits = String(name.filter(\.isNumber))
      // Levels and steps are told apart by their numbers alone.
      let slips = name.count < 8 ? nil : Slips(name, apartFrom: digits)
      let other = byWords[words] ?? slips?.wanted.lazy.compactMap { bySlip[$0] }.first
      if let other, !areJoined(other, measure, graph) {
        let why = byWords[words] == nil ? "differ by a slip" : "have the same words"
        let keys = [other, measure].map { graph.key(of: $0).text }
        result.append(
          LintFinding(
            self,
            of: keys,
            "'\(graph.key(of: paper))' proposes '\(graph.label(of: other) ?? "")' and '\(label)', whose "
              + "names \(why): '\(keys[0])', '\(keys[1])'",
            at: graph.place(of: measure),
            hint: "merge them, state EXACT_MATCH, or say in their names what tells them apart"
          )
        )
      }
      if !words.isEmpty, byWords[words] == nil { byWords[words] = measure }
      for slip in slips?.left ?? [] where bySlip[slip] == nil { bySlip[slip] = measure }
    }
    return result
  }

  /// Marks by which a name meets those that are a slip apart: one letter more, less or otherwise,
  /// or two letters that changed places.
  private struct Slips {
    /// What the name leaves for others to find.
    private(set) var left: [String] = []
    /// What it looks for among what others left.
    private(set) var wanted: [String] = []

    init(_ name: String, apartFrom digits: String) {
      let letters = Array(name)
      guard letters.count <= 80 else { return }
      func mark(_ sort: String, _ text: String) -> String { "\(digits)\(sort)\(text)" }
      left.append(mark("=", name))
      wanted.append(mark("-", name))
      for index in letters.indices where !letters[index].isNumber {
        let (start, end) = (String(letters[..<index]), String(letters[(index + 1)...]))
        left += [mark("-", start + end), mark("?", start + "?" + end)]
        wanted += [mark("=", start + end), mark("?", start + "?" + end)]
        guard index + 1 < letters.count else { continue }
        var swapped = letters
        swapped.swapAt(index, index + 1)
        wanted.append(mark("=", String(swapped)))
      }
    }
  }

  /// The words of a name in one order, without articles and the `s` of the plural.
  private static func words(of label: String) -> String {
    let words = label.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word -> String in
      word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
        ? String(word.dropLast()) : String(word)
    }
    return words.filter { !["a", "an", "the", "of", "for", "and"].contains($0) }.sorted()
      .joined(separator: " ")
  }

  private func finding(_ paper: NodeID, _ alike: [NodeID], _ graph: EvidenceGraph) -> LintFinding? {
    guard alike.count > 1 else { return nil }
    let keys = alike.map { graph.key(of: $0).text }
    let shown = keys.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
    let rest = keys.count > 4 ? " and \(keys.count - 4) more" : ""
    return LintFinding(
      self,
      of: keys,
      "'\(graph.key(of: paper))' proposes \(keys.count) measures named "
        + "'\(graph.label(of: alike[0]) ?? "")': \(shown)\(rest)",
      at: graph.place(of: alike[1]),
      hint: "merge them, state EXACT_MATCH, or say in their names what tells them apart"
    )
  }

  /// Whether two are one node, one is part of the other, or they are said to be the same.
  private func areJoined(_ a: NodeID, _ b: NodeID, _ graph: EvidenceGraph) -> Bool {
    if a == b { return true }
    return [Relation.partOf, .exactMatch].contains { relation in
      graph.outgoing(a, relation).contains { graph.to($0) == b && !graph.isNegated($0) }
        || graph.outgoing(b, relation).contains { graph.to($0) == a && !graph.isNegated($0) }
    }
  }

  private func normal(_ label: String) -> String {
    String(label.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
