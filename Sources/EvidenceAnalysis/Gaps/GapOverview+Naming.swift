public import EvidenceCore

extension GapOverview {
  /// The group that a user names: by the key, code or name of a domain or paper, or by its own name.
  ///
  /// - Throws: `EvidenceError` where no group is called so, with those that there are.
  /// - Complexity: O(groups), and resolving a name.
  public func subject(
    named text: String,
    in graph: EvidenceGraph
  ) throws(EvidenceError) -> Subject {
    let subjects = groups.map(\.subject)
    if let subject = subjects.first(where: { $0.key(in: graph) == text }) { return subject }
    if grouping == .domain || grouping == .source {
      if let node = try? graph.named(text) { return .node(node) }
      let domains = graph.nodes(of: .riskDomain).filter { graph.notation(of: $0) == text }
      if grouping == .domain, domains.count == 1 { return .node(domains[0]) }
    }
    let known = subjects.compactMap { $0.key(in: graph) }
    throw EvidenceError(
      "unknown-group",
      "no gaps stand under '\(text)' by \(grouping.rawValue)",
      hint: Suggestion.hint(for: text, among: known)
        ?? (known.isEmpty ? nil : "there are: \(known.prefix(12).joined(separator: ", "))")
    )
  }
}
