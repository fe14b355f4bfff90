internal import EvidenceCore

/// Adds the tables of the chains between two nodes, the last of which is `chain`.
///
/// A chain is walked as the grammar of chains allows, statement by statement and no node twice; its
/// strength is multiplied on the way.
struct SQLPaths {
  let graph: EvidenceGraph
  let policy: Policy
  let from: NodeID
  let to: NodeID
  let options: EvidencePaths.Options

  func add(to script: inout SQLScript) {
    SQLSources.addWorks(to: &script)
    addSteps(to: &script)
    addWalk(to: &script)
    addChains(to: &script)
  }

  /// `chain_step(a, b, move, id, plain, factor, claim)`: what may be followed from `a` to `b`; the phases
  /// are 0 for papers, 1 for mitigations, 2 for what is claimed, 3 for what is rolled up.
  private func addSteps(to script: inout SQLScript) {
    let dialect = script.dialect
    func bridge(_ relation: Relation) -> String {
      policy.bridges.contains(relation) ? "" : " AND 1 = 0"
    }
    let through = options.through.filter { !ChainGrammar.own.contains($0) }
    func steps(_ move: String, _ condition: String, reversed: Bool = false) -> String {
      let (a, b) = reversed ? ("to_key", "from_key") : ("from_key", "to_key")
      return """
        SELECT s.\(a) AS a, s.\(b) AS b, '\(move)' AS move, s.id, s.plain, s.factor,
          CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
        FROM weighed AS s WHERE \(condition)
        """
    }
    script.add(
      "weighed",
      "SELECT s.*, CAST(\(factor(dialect)) AS \(dialect.double)) AS factor FROM s"
    )
    script.add(
      "broad",
      """
      SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'BROAD_MATCH'
      UNION
      SELECT to_key, from_key FROM s WHERE relation = 'NARROW_MATCH'
      """
    )
    func carries(_ reversed: Bool) -> String {
      let (a, b) = reversed ? ("to_key", "from_key") : ("from_key", "to_key")
      return bridge(.broadMatch)
        + " AND NOT EXISTS (SELECT 1 FROM broad AS y WHERE y.a = s.\(b) AND y.b = s.\(a))"
    }
    var lists = [
      steps("proposes", "s.relation IN ('PROPOSES', 'EVALUATES')"),
      steps("identifies", "s.relation = 'IDENTIFIES'"),
      steps("addresses", "s.relation = 'ADDRESSES'"),
      steps("in", "s.relation = 'IN_DOMAIN'"),
      steps("broader", "s.relation = 'BROADER'"),
      steps("broad", "s.relation = 'BROAD_MATCH'" + carries(false)),
      steps("broad", "s.relation = 'NARROW_MATCH'" + carries(true), reversed: true),
    ]
    for (move, relation) in [("exact", Relation.exactMatch), ("close", .closeMatch)] {
      let condition = "s.relation = '\(relation.name)'" + bridge(relation)
      lists += [
        steps(move, condition),
        steps(move, condition + " AND s.from_key <> s.to_key", reversed: true),
      ]
    }
    if !through.isEmpty {
      lists.append(
        steps("through", "s.relation IN \(dialect.literals(through.map(\.name)))")
      )
    }
    script.add(
      "chain_step",
      """
      SELECT x.*, CASE t.kind WHEN 'Paper' THEN 0 WHEN 'Mitigation' THEN 1 ELSE 2 END AS sort
      FROM (
      \(lists.joined(separator: "\nUNION ALL\n"))
      ) AS x JOIN n AS t ON t.key = x.b
        AND t.kind IN ('Paper', 'Mitigation', 'Risk', 'RiskDomain')
      """
    )
  }

  private func addWalk(to script: inout SQLScript) {
    let dialect = script.dialect
    let (start, end) = (graph.key(of: from).text, graph.key(of: to).text)
    let most = options.maximumSteps.map { " AND w.hops < \($0)" } ?? ""
    script.addRecursion(
      "walked",
      "node, phase, loose, plain, strength, hops, keys, ids, claim",
      """
      SELECT key, CASE kind WHEN 'Paper' THEN 0 WHEN 'Mitigation' THEN 1 ELSE 2 END, 0, 1,
        CAST(1 AS \(dialect.double)), 0, \(dialect.list("key")), \(dialect.emptyList),
        CASE WHEN 1 = 0 THEN key END
      FROM n WHERE key = \(dialect.literal(start))
        AND kind IN ('Paper', 'Mitigation', 'Risk', 'RiskDomain')
      UNION ALL
      SELECT x.b,
        CASE WHEN x.move = 'proposes' THEN 1 WHEN x.move IN ('addresses', 'identifies') THEN 2
          WHEN x.move IN ('in', 'broader', 'broad') THEN 3 ELSE w.phase END,
        CASE WHEN x.move IN ('close', 'broad') THEN 1 ELSE w.loose END,
        least(w.plain, x.plain), w.strength * x.factor, w.hops + 1,
        \(dialect.list("w.keys", appending: "x.b")), \(dialect.list("w.ids", appending: "x.id")),
        coalesce(w.claim, x.claim)
      FROM walked_walk AS w JOIN chain_step AS x ON x.a = w.node
      WHERE w.node <> \(dialect.literal(end))\(most)
        AND NOT (\(dialect.list("w.keys", contains: "x.b")))
        AND ((x.move = 'proposes' AND w.phase = 0 AND x.sort = 1)
          OR (x.move = 'identifies' AND w.phase = 0 AND x.sort = 2)
          OR (x.move = 'addresses' AND w.phase = 1 AND x.sort = 2)
          OR (x.move = 'exact' AND w.phase > 0 AND x.sort = least(w.phase, 2))
          OR (x.move = 'close' AND w.phase IN (1, 2) AND w.loose = 0 AND x.sort = w.phase)
          OR (x.move = 'in' AND w.phase = 2 AND x.sort = 2)
          OR (x.move = 'broader' AND w.phase > 1 AND x.sort = 2)
          OR (x.move = 'broad' AND w.phase > 1 AND w.loose = 0 AND x.sort = 2)
          OR (x.move = 'through' AND x.sort = least(w.phase, 2)))
      """
    )
  }

  /// `chain`: those that end at the target, with what is said of a whole chain.
  private func addChains(to script: inout SQLScript) {
    let dialect = script.dialect
    let (start, end) = (graph.key(of: from).text, graph.key(of: to).text)
    let factors = [
      ("inferred", policy[.inferred] ?? 1), ("borrowed", policy[.borrowed] ?? 1),
    ].map { "WHEN '\($0.0)' THEN \(number($0.1, dialect))" }.joined(separator: " ")
    script.add(
      "found",
      """
      SELECT w.*, c.relation, c.stance, CASE WHEN w.plain = 0 THEN 'inferred'
          WHEN c.relation = 'ADDRESSES' AND p.key IS NOT NULL AND c.source IS NOT NULL
            AND coalesce(v.work, c.source) <> coalesce(o.work, p.key) THEN 'borrowed'
          ELSE 'direct' END AS directness
      FROM walked AS w
      LEFT JOIN s AS c ON c.id = w.claim
      LEFT JOIN work_of AS v ON v.key = c.source
      LEFT JOIN n AS p ON p.key = \(dialect.literal(start)) AND p.kind = 'Paper'
      LEFT JOIN work_of AS o ON o.key = p.key
      WHERE w.node = \(dialect.literal(end)) AND w.hops > 0 AND w.phase > 1
      """
    )
    script.add(
      "chain",
      """
      SELECT CASE WHEN relation = 'ADDRESSES' THEN 'mitigation' ELSE 'risk' END AS about,
        coalesce(stance, 'supports') AS stance, directness,
        strength * CASE directness \(factors) ELSE \(number(policy[.direct] ?? 1, dialect)) END
          AS strength,
        hops, \(dialect.json("keys")) AS keys, \(dialect.json("ids")) AS statements
      FROM found
      """
    )
  }

  /// What a statement contributes to the strength of a chain.
  private func factor(_ dialect: any SQLDialect) -> String {
    func value(_ name: PolicyNumber) -> String { number(policy[name] ?? 0, dialect) }
    let types: [(String, PolicyNumber)] = [
      ("expert-judgment", .expertJudgment), ("case", .caseStudy),
      ("observational", .observational), ("experimental", .experimental),
      ("synthesis", .synthesis),
    ]
    let byType = types.map { "WHEN '\($0.0)' THEN \(value($0.1))" }.joined(separator: " ")
    let sure =
      policy.unknown.map { "coalesce(confidence, \(number($0, dialect)))" } ?? "confidence"
    let stated = "coalesce(confidence, \(number(1, dialect)))"
    return """
      CASE WHEN relation IN ('ADDRESSES', 'IDENTIFIES')
          THEN \(sure) * CASE evidence_type \(byType) ELSE \(value(.assertion)) END
        WHEN relation = 'EXACT_MATCH' THEN \(stated) * \(value(.exactMatch))
        WHEN relation = 'CLOSE_MATCH' THEN \(stated) * \(value(.closeMatch))
        WHEN relation IN ('BROAD_MATCH', 'NARROW_MATCH') THEN \(stated) * \(value(.broadMatch))
        ELSE \(stated) END
      """
  }

  private func number(_ value: Double, _ dialect: any SQLDialect) -> String {
    "CAST(\(value.shortestText) AS \(dialect.double))"
  }
}
