public import EvidenceCore

extension SQLAnalysis {
  /// The statement that counts chains of statements by their relations, over the whole graph.
  ///
  /// Its columns are `pattern`, the relations in their order, and `chains`. Nothing is followed backwards,
  /// no match is crossed, and statements that deny are left out.
  ///
  /// - Parameter patterns: the relations of each sort of chain, in the order of its steps; at least one
  ///   sort, with one step or more.
  /// - Throws: `EvidenceError` if the selection asks for what the tables do not hold.
  /// - Complexity: O(length of the statement).
  public func chainCounts(of patterns: [[Relation]]) throws(EvidenceError) -> String {
    precondition(!patterns.isEmpty && patterns.allSatisfy { !$0.isEmpty })
    var script = SQLScript(engine.dialect)
    try SQLSources(graph: graph, selection: selection).add(to: &script)
    let dialect = engine.dialect
    let lists = patterns.map { pattern in
      let joins = pattern.enumerated().dropFirst().map { number, relation in
        "\n  JOIN s AS s\(number) ON s\(number).from_key = s\(number - 1).to_key"
          + " AND s\(number).relation = \(dialect.literal(relation.name))"
      }
      let name = pattern.map(\.name).joined(separator: " ")
      return """
        SELECT \(dialect.literal(name)) AS pattern, count(*) AS chains
        FROM s AS s0\(joins.joined())
        WHERE s0.relation = \(dialect.literal(pattern[0].name))
        """
    }
    return script.statement(
      """
      SELECT pattern, chains FROM (
      \(lists.joined(separator: "\nUNION ALL\n"))
      ) AS counted
      ORDER BY \(dialect.byBytes("pattern"))
      """
    )
  }

  /// The sorts of chains that an export counts.
  static let chainPatterns: [[Relation]] = [
    [.proposes, .classifiedAs], [.proposes, .classifiedAs, .broader],
    [.proposes, .addresses], [.proposes, .addresses, .inDomain],
    [.identifies, .inDomain], [.identifies, .inDomain, .broader],
  ]

  /// The statement for the nodes within some hops of a node, whatever the statements between say.
  ///
  /// Its columns are `node` and `hops`, the node itself at 0. Hops go either way; statements that deny
  /// are left out.
  ///
  /// - Parameters:
  ///   - start: where the hops start.
  ///   - most: how many hops are taken at most.
  /// - Throws: `EvidenceError` if the selection asks for what the tables do not hold.
  /// - Complexity: O(length of the statement).
  public func neighbourhood(of start: Key, hops most: Int) throws(EvidenceError) -> String {
    var script = SQLScript(engine.dialect)
    try SQLSources(graph: graph, selection: selection).add(to: &script)
    let dialect = engine.dialect
    script.add(
      "link",
      "SELECT from_key AS a, to_key AS b FROM s\nUNION\nSELECT to_key, from_key FROM s"
    )
    script.addWalk(
      "around",
      "node, hops",
      seed: "SELECT key, 0 FROM n WHERE key = \(dialect.literal(start.text))",
      step: "l.b, w.hops + 1 FROM $w JOIN link AS l ON l.a = w.node WHERE w.hops < \(most)"
    )
    return script.statement(
      """
      SELECT node, min(hops) AS hops FROM around GROUP BY node
      ORDER BY min(hops), \(dialect.byBytes("node"))
      """
    )
  }

  /// Statements to begin with, by the names of their files: the matrix and the gaps of the axes that hold
  /// the most, the gaps of single nodes, counts of chains, and the neighbourhood of a node.
  ///
  /// - Throws: `EvidenceError` if BROADER goes in a circle.
  /// - Complexity: that of ``coverage(_:)``, and of choosing the axes.
  public func examples() throws(EvidenceError) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    if let query = try? WidestChoice(graph, policy: policy).query() {
      files.append(("coverage.sql", try coverage(query)))
      files.append(
        ("cell-gaps.sql", try gaps(of: query, kinds: GapAnalysis.listed(withAxes: true)))
      )
    }
    files.append(("node-gaps.sql", try gaps(of: nil, kinds: GapAnalysis.listed(withAxes: false))))
    files.append(("chain-counts.sql", try chainCounts(of: Self.chainPatterns)))
    let papers = graph.nodes(of: .paper)
    if let start = papers.first ?? graph.nodes.first {
      files.append(("two-hops.sql", try neighbourhood(of: graph.key(of: start), hops: 2)))
    }
    if let (from, to) = joined(papers) {
      let options = EvidencePaths.Options(limit: 1)
      files.append(("best-chain.sql", try paths(from: from, to: to, options: options)))
    }
    return files
  }

  /// The first paper that bears on a risk, and the risk or domain that it bears on most.
  private func joined(_ papers: [NodeID]) -> (NodeID, NodeID)? {
    let finder = EvidencePaths(graph, policy: policy)
    for paper in papers.prefix(20) {
      for kind in [Kind.riskDomain, .risk] {
        let found = finder.ranking(from: paper, to: kind, options: .init(workBound: 10_000))
        if let entry = found.entries.first { return (paper, entry.node) }
      }
    }
    return nil
  }
}
