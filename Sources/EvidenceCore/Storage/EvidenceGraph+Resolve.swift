extension EvidenceGraph {
  /// The node that a user means: by key, by a `sameAs`, or by an exact id or name that is unique.
  ///
  /// - Throws: `EvidenceError` if nothing is meant, or more than one node; the message lists the
  ///   keys it could be.
  /// - Complexity: O(1) for a key, else O(*n*) for *n* nodes.
  public func resolve(_ text: String) throws(EvidenceError) -> NodeID {
    if let node = node(Key(text)) { return node }
    var candidates = nodes.filter { sameAs(of: $0).contains(text) || key(of: $0).text == text }
    if candidates.isEmpty {
      candidates = nodes.filter {
        label(of: $0) == text || key(of: $0).local == text || notation(of: $0) == text
          || key(of: $0).local.hasSuffix("/" + text)
      }
    }
    if candidates.count == 1 { return candidates[0] }
    if candidates.isEmpty {
      let nearest = Suggestion.hint(
        for: text,
        among: nodeCount > 50_000
          ? [] : nodes.lazy.flatMap { [key(of: $0).text, label(of: $0) ?? ""] }
      )
      throw EvidenceError(
        "unknown-node",
        "no node has the key, identifier or name '\(text)'",
        hint: nearest ?? "list keys with 'evidence show GRAPH --kind KIND'"
      )
    }
    let keys = candidates.prefix(8).map { "'\(key(of: $0))'" }.joined(separator: ", ")
    throw EvidenceError(
      "ambiguous-node",
      "'\(text)' names \(candidates.count) nodes: \(keys)"
        + (candidates.count > 8 ? " and \(candidates.count - 8) more" : ""),
      hint: "give the whole key"
    )
  }
}
