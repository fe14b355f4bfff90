public import EvidenceCore

extension Inventory {
  /// Questions that this graph has an answer to, for somebody who sees it for the first time.
  public struct Questions: Hashable, Sendable {
    /// A word of a name: something to look for.
    public var word: String?
    /// The node that most statements are about.
    public var node: Key?
    /// Two schemes into which many of the same nodes are coded.
    public var matrix: CoverageQuery?
    /// The scheme into which the most is coded.
    public var scheme: String?
    /// A paper, and a risk or risk domain that a statement of it speaks of.
    public var path: Ends?

    /// Where a chain of evidence starts and ends.
    public struct Ends: Hashable, Sendable {
      /// The paper.
      public var from: Key
      /// The risk or risk domain.
      public var to: Key
    }
  }

  /// What to ask next; a question that has no answer here is left out.
  ///
  /// - Complexity: O(*n* + *m* + *s*² · *c*) for *s* schemes, at most twelve, with *c* nodes coded.
  public func questions() -> Questions {
    let coded = codedNodes()
    var questions = Questions()
    questions.scheme = coded.first?.scheme
    questions.matrix = fullestMatrix(coded) ?? (try? WidestChoice(graph).query())
    let concepts = graph.nodes.filter { node in
      questions.scheme == nil || graph.scheme(of: node) == questions.scheme
    }
    let busiest = concepts.max { a, b in
      let (x, y) = (degree(a), degree(b))
      return x != y ? x < y : b < a
    }
    questions.node = busiest.map { graph.key(of: $0) }
    questions.word = (busiest.flatMap { graph.label(of: $0) } ?? firstName).flatMap(
      Self.longestWord
    )
    questions.path = firstPath()
    return questions
  }

  private func degree(_ node: NodeID) -> Int {
    graph.outgoing(node).count + graph.incoming(node).count
  }

  private var firstName: String? { graph.nodes.lazy.compactMap { graph.label(of: $0) }.first }

  private static func longestWord(of name: String) -> String? {
    var best: Substring?
    for word in name.split(whereSeparator: { !$0.isLetter }) where word.count > best?.count ?? 0 {
      best = word
    }
    return best.map { $0.lowercased() }
  }

  private struct CodedNodes {
    var scheme: String
    /// Whether it is a scheme of risks: the one that is asked about the most.
    var isOfRisks: Bool
    var kind: Kind
    var nodes: Set<NodeID>
  }

  /// The nodes of each kind of witness in each scheme, whatever codes them there: schemes of risks
  /// first, then those with the most; twelve at most.
  private func codedNodes() -> [CodedNodes] {
    let risks = Set(
      graph.nodes(of: .riskDomain).compactMap { graph.scheme(of: $0) }
    )
    var all: [CodedNodes] = []
    for (scheme, places) in codings() {
      for kind in [Kind.mitigation, .risk] {
        let nodes = places.filter { $0.key.kind == kind }.values
          .reduce(into: Set<NodeID>()) { $0.formUnion($1.nodes) }
        guard !nodes.isEmpty else { continue }
        all.append(
          CodedNodes(
            scheme: scheme,
            isOfRisks: risks.contains(scheme),
            kind: kind,
            nodes: nodes
          )
        )
      }
    }
    let ordered = all.sorted { a, b in
      if a.isOfRisks != b.isOfRisks { return a.isOfRisks }
      if a.nodes.count != b.nodes.count { return a.nodes.count > b.nodes.count }
      return (a.scheme, a.kind.name) < (b.scheme, b.kind.name)
    }
    return Array(ordered.prefix(12))
  }

  /// The two schemes with the most nodes in both; one of risks among them, where there is one.
  private func fullestMatrix(_ coded: [CodedNodes]) -> CoverageQuery? {
    var best: (isOfRisks: Bool, count: Int, query: CoverageQuery)?
    for (index, one) in coded.enumerated() {
      for other in coded.dropFirst(index + 1)
      where other.kind == one.kind && other.scheme != one.scheme {
        let count = one.nodes.intersection(other.nodes).count
        let isBetter =
          best.map { best in
            one.isOfRisks == best.isOfRisks ? count > best.count : one.isOfRisks
          } ?? true
        guard count > 0, isBetter else { continue }
        best = (
          one.isOfRisks, count,
          CoverageQuery(
            of: one.kind,
            rows: CoverageQuery.Axis(one.scheme, level: 1),
            columns: CoverageQuery.Axis(other.scheme, level: 1)
          )
        )
      }
    }
    return best?.query
  }

  /// A paper that proposes a measure that addresses something; else one that names a risk.
  private func firstPath() -> Questions.Ends? {
    for edge in graph.edges where graph.relation(of: edge) == .addresses && !graph.isNegated(edge) {
      let proposals = graph.incoming(graph.from(edge), .proposes)
      guard let proposal = proposals.first(where: { !graph.isNegated($0) }) else { continue }
      return Questions.Ends(
        from: graph.key(of: graph.from(proposal)),
        to: graph.key(of: graph.to(edge))
      )
    }
    let naming = graph.edges.first {
      graph.relation(of: $0) == .identifies && !graph.isNegated($0)
    }
    return naming.map {
      Questions.Ends(from: graph.key(of: graph.from($0)), to: graph.key(of: graph.to($0)))
    }
  }
}
