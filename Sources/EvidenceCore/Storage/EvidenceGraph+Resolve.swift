extension EvidenceGraph {
  /// The node that a user means.
  ///
  /// Asked for in this order, the first that is anybody's decides: a key; a `sameAs`; an address of
  /// doi.org or arxiv.org; an exact id or code, `7.3`; a short reference, `Tse2025`; an exact name; a
  /// key, id, reference or name, alternative names too, whatever its case and accents.
  ///
  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - kinds: the kinds of node that are wanted, where some are: they are looked through first, so
  ///     that `1.1` is a risk domain where a risk is wanted. Empty: any.
  /// - Returns: the one node that is meant.
  /// - Throws: `EvidenceError` if nothing is meant, or more than one node; the message lists which it
  ///   could be, with their names.
  /// - Complexity: O(1) for a key, else O(*n* + *t*) for *n* nodes with *t* letters in their names.
  public func resolve(
    _ text: String,
    as kinds: Set<Kind> = []
  ) throws(EvidenceError) -> NodeID {
    if let node = node(Key(text)) { return node }
    WorkCounter.add(nodeCount)
    let found = candidates(for: text, among: kinds)
    let meant = found.isEmpty && !kinds.isEmpty ? candidates(for: text, among: []) : found
    if meant.count == 1 { return meant[0] }
    throw meant.isEmpty ? unknown(text) : ambiguous(text, meant)
  }

  /// The nodes that the first way of naming that anybody has names.
  private func candidates(for text: String, among kinds: Set<Kind>) -> [NodeID] {
    let wanted = kinds.isEmpty ? Array(nodes) : nodes.filter { kinds.contains(kind(of: $0)) }
    let identified = wanted.filter { sameAs(of: $0).contains(text) }
    if !identified.isEmpty { return identified }
    let keys = WorkAddress.keys(text)
    for name in keys {
      if let node = node(Key(name)), kinds.isEmpty || kinds.contains(kind(of: node)) {
        return [node]
      }
      let works = wanted.filter { sameAs(of: $0).contains(name) }
      if !works.isEmpty { return works }
    }
    let ways: [(NodeID) -> Bool] = [
      { node in
        let local = key(of: node).local
        return local == text || notation(of: node) == text || local.hasSuffix("/" + text)
      },
      { node in references(of: node).contains(text) },
      { node in label(of: node) == text },
    ]
    for names in ways {
      let found = wanted.filter(names)
      if !found.isEmpty { return found }
    }
    let folded = FoldedText.folded(text)
    let joined = folded.filter { $0 != " " }
    if joined.isEmpty { return [] }
    return wanted.filter { node in
      let key = key(of: node)
      let ids = [key.text, key.local] + sameAs(of: node)
      return ids.contains { FoldedText.folded($0) == folded }
        || references(of: node).contains { FoldedText.folded($0) == joined }
        || names(of: node).contains { FoldedText.folded($0) == folded }
    }
  }

  /// The short references of a work, as in `Tse2025`.
  private func references(of node: NodeID) -> [String] { texts("quickref", of: node) }

  /// The name of a node and its alternative ones.
  private func names(of node: NodeID) -> [String] {
    (label(of: node).map { [$0] } ?? []) + texts("altLabels", of: node)
  }

  private func texts(_ property: String, of node: NodeID) -> [String] {
    switch self.property(property, of: node) {
    case .strings(let all): all
    case let value?: [value.text]
    case nil: []
    }
  }

  /// That a text names several nodes, with the first of them.
  package func ambiguous(_ text: String, _ candidates: [NodeID]) -> EvidenceError {
    let most = 8
    let lines = candidates.prefix(most).map { node in
      "\n    \(key(of: node))  \(kind(of: node))" + (label(of: node).map { "  \($0)" } ?? "")
    }
    let more = candidates.count > most ? "\n    and \(candidates.count - most) more" : ""
    return EvidenceError(
      "ambiguous-node",
      "'\(text)' names \(candidates.count) nodes",
      hint: "give the whole key of one:" + lines.joined() + more
    )
  }

  private func unknown(_ text: String) -> EvidenceError {
    EvidenceError(
      "unknown-node",
      "no node has the key, identifier, reference or name '\(text)'",
      hint: nearest(to: text)
        ?? "look for it by its words: 'evidence find GRAPH WORDS'"
    )
  }

  /// A name that is nearly the text. A code that a scheme lacks is not the slip of another code.
  private func nearest(to text: String) -> String? {
    guard nodeCount <= 50_000 else { return nil }
    let asked = Key(text)
    let scheme = FoldedText.folded(asked.namespace)
    let concepts = nodes.filter { node in
      let namespace = key(of: node).namespace
      return namespace.contains("@") && FoldedText.folded(namespace) == scheme
    }
    if let first = concepts.first {
      let scheme = key(of: first).namespace
      let codes = concepts.map { key(of: $0).local }
      if asked.local.contains(where: \.isLetter) {
        return Suggestion.nearest(to: asked.local, among: codes)
          .map { "did you mean '\(scheme):\($0)'?" }
      }
      // Another number is no slip of the pen.
      let most = 12
      return "the codes of '\(scheme)' are: \(codes.prefix(most).joined(separator: ", "))"
        + (codes.count > most ? " and \(codes.count - most) more" : "")
    }
    return Suggestion.hint(
      for: text,
      among: nodes.lazy.flatMap { [key(of: $0).text] + names(of: $0) + references(of: $0) }
    )
  }
}
