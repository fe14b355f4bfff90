public import EvidenceCore

extension EvidenceGraph {
  /// The node that somebody means by a name as pages, maps and tables print it.
  ///
  /// What ``EvidenceCore/EvidenceGraph/resolve(_:as:)`` takes comes first; then the code with the name of
  /// a concept (`4.2 Cyberattacks`), then citations of works: `Uuk et al. 2024`, `Uuk 2024`, `Uuk2024`,
  /// and without a year where one work alone is cited so.
  ///
  /// ```swift
  /// let paper = try graph.named("Uuk et al. 2024", as: [.paper, .mitigation])
  /// ```
  /// - Parameters:
  ///   - text: the name.
  ///   - kinds: the kinds that are looked at first; empty is every kind.
  /// - Throws: `EvidenceError` if no node, or more than one, is called so; the finding lists these.
  /// - Complexity: O(*n*) for *n* nodes.
  public func named(_ text: String, as kinds: Set<Kind> = []) throws(EvidenceError) -> NodeID {
    do {
      return try resolve(text, as: kinds)
    } catch {
      guard error.diagnostics.first?.code == "unknown-node" else { throw error }
      let found = titled(text, kinds)
      let meant = found.isEmpty ? cited(text) : found
      if meant.count == 1 { return meant[0] }
      throw meant.isEmpty ? error : ambiguous(text, meant)
    }
  }

  /// The nodes whose code and name a text is.
  private func titled(_ text: String, _ kinds: Set<Kind>) -> [NodeID] {
    let folded = FoldedText.folded(text)
    guard !folded.isEmpty else { return [] }
    let found = nodes.filter { node in
      notation(of: node) != nil && FoldedText.folded(title(of: node)) == folded
    }
    let wanted = found.filter { kinds.contains(kind(of: $0)) }
    return wanted.isEmpty ? found : wanted
  }

  /// The works that a text cites: by all that the citation says, else by the first author and the year,
  /// else by authors alone.
  private func cited(_ text: String) -> [NodeID] {
    let wanted = CitationName.joined(text)
    guard !wanted.isEmpty else { return [] }
    let works = nodes(of: .paper).compactMap { paper in
      Citation(of: paper, in: self).map { (paper: paper, names: CitationName.all(of: $0)) }
    }
    for way in 0..<3 {
      let found = works.filter { $0.names[way] == wanted }.map(\.paper)
      if !found.isEmpty { return found }
    }
    return []
  }
}

/// The ways to write one citation, without signs, blanks and the words that stand for further authors.
private enum CitationName {
  /// The whole, the first author with the year, and the authors alone.
  static func all(of citation: Citation) -> [String] {
    let year = citation.year.map { String($0) } ?? ""
    let authors = joined(citation.authors)
    let first = citation.authors.split { "&,;".contains($0) }.first.map { joined(String($0)) }
    return [authors + year, (first ?? authors) + year, authors]
  }

  static func joined(_ text: String) -> String {
    let words = FoldedText.folded(text).split { !$0.isLetter && !$0.isNumber }
    var kept: [Substring] = []
    for word in words {
      if word == "al", kept.last == "et" {
        kept.removeLast()
      } else if word != "and" {
        kept.append(word)
      }
    }
    return kept.joined()
  }
}
