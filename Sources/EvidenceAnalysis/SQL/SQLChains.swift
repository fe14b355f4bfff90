internal import EvidenceCore

/// Adds the tables of evidence chains: what the grammar of chains lets a mitigation or a risk reach.
///
/// An exact match joins clusters, so that a walk takes one step from any node of a cluster to any
/// other, and no two such steps in a row.
struct SQLChains {
  let policy: Policy

  /// Adds `hit(node, claim, target, plain, here)`: the risks and domains that a mitigation reaches by each
  /// claim, and that a risk reaches by none.
  ///
  /// `plain` says whether some chain holds no match and nothing inferred; `here`, whether some chain ends
  /// without a step of roll-up.
  func addHits(to script: inout SQLScript, ofMitigations: Bool, ofRisks: Bool) {
    var starts: [String] = []
    var hits: [String] = []
    if ofMitigations {
      addClaims(to: &script)
      starts.append("SELECT to_key AS start, loose AS given FROM claim")
      hits.append(
        """
        SELECT c.start AS node, c.id AS claim, u.node AS target,
          max(least(c.plain, u.plain)) AS plain, max(u.here) AS here
        FROM claim AS c JOIN up AS u ON u.start = c.to_key AND u.given = c.loose
        GROUP BY c.start, c.id, u.node
        """
      )
    }
    if ofRisks {
      starts.append("SELECT key AS start, 0 AS given FROM n WHERE kind = 'Risk'")
      // A null that has the type of keys.
      hits.append(
        """
        SELECT u.start AS node, CASE WHEN 1 = 0 THEN u.start END AS claim, u.node AS target,
          u.plain, u.here
        FROM up AS u JOIN n ON n.key = u.start AND n.kind = 'Risk'
        WHERE u.given = 0
        """
      )
    }
    addSteps(to: &script)
    script.add("origin", starts.joined(separator: "\nUNION\n"))
    script.addWalk(
      "ascent",
      "start, given, node, rolled, loose, plain, here, jumped",
      seed: "SELECT start, given, start, 0, given, 1, 1, 0 FROM origin",
      step: """
        w.start, w.given, x.b,
          CASE WHEN x.move IN ('same', 'close') THEN w.rolled ELSE 1 END,
          CASE WHEN x.move IN ('close', 'broad') THEN 1 ELSE w.loose END,
          least(w.plain, x.plain),
          CASE WHEN x.move IN ('broader', 'broad') THEN 0 ELSE w.here END,
          CASE WHEN x.move = 'same' THEN 1 ELSE 0 END
        FROM $w JOIN ascent_step AS x ON x.a = w.node
        WHERE (x.move = 'same' AND w.jumped = 0) OR x.move = 'broader'
          OR (x.move = 'in' AND w.rolled = 0)
          OR (x.move = 'close' AND w.rolled = 0 AND w.loose = 0)
          OR (x.move = 'broad' AND w.loose = 0)
        """
    )
    script.add(
      "up",
      """
      SELECT start, given, node, max(plain) AS plain, max(here) AS here
      FROM ascent GROUP BY start, given, node
      """
    )
    script.add("hit", hits.joined(separator: "\nUNION ALL\n"))
  }

  /// Adds `claim(start, id, to_key, loose, plain)`: the claims of each mitigation and of what it matches.
  private func addClaims(to script: inout SQLScript) {
    addPairs("m_exact", .exactMatch, ["Mitigation"], to: &script)
    addPairs("m_close", .closeMatch, ["Mitigation"], to: &script)
    script.addClusters("m_same", of: "m_exact")
    script.add(
      "m_near",
      """
      SELECT key AS start, key AS node FROM n WHERE kind = 'Mitigation'
      UNION
      SELECT start, node FROM m_same
      """
    )
    script.add(
      "m_reached",
      """
      SELECT key AS start, key AS node, 0 AS loose, 1 AS plain FROM n WHERE kind = 'Mitigation'
      UNION
      SELECT start, node, 0, 0 FROM m_same WHERE start <> node
      UNION
      SELECT x.start, y.node, 1, 0 FROM m_near AS x
      JOIN m_close AS c ON c.a = x.node
      JOIN m_near AS y ON y.start = c.b
      """
    )
    script.add(
      "claim",
      """
      SELECT m.start, s.id, s.to_key, m.loose, least(m.plain, s.plain) AS plain
      FROM m_reached AS m
      JOIN s ON s.from_key = m.node AND s.relation = 'ADDRESSES'
      JOIN n AS t ON t.key = s.to_key AND t.kind IN ('Risk', 'RiskDomain')
      """
    )
  }

  /// Adds `ascent_step(a, b, move, plain)`: the steps from a risk or domain on.
  private func addSteps(to script: inout SQLScript) {
    let kinds = ["Risk", "RiskDomain"]
    addPairs("r_exact", .exactMatch, kinds, to: &script)
    addPairs("r_close", .closeMatch, kinds, to: &script)
    script.addClusters("r_same", of: "r_exact")
    let isBridge = policy.bridges.contains(.broadMatch)
    script.add(
      "broad",
      """
      SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'BROAD_MATCH'\(isBridge ? "" : " AND 1 = 0")
      UNION
      SELECT to_key, from_key FROM s WHERE relation = 'NARROW_MATCH'\(isBridge ? "" : " AND 1 = 0")
      """
    )
    script.add(
      "ascent_step",
      """
      SELECT start AS a, node AS b, 'same' AS move, 0 AS plain FROM r_same WHERE start <> node
      UNION
      SELECT a, b, 'close', 0 FROM r_close
      UNION
      SELECT x.a, x.b, 'broad', 0 FROM broad AS x
      JOIN n AS t ON t.key = x.b AND t.kind IN ('Risk', 'RiskDomain')
      WHERE NOT EXISTS (SELECT 1 FROM broad AS y WHERE y.a = x.b AND y.b = x.a)
      UNION
      SELECT s.from_key, s.to_key, CASE WHEN s.relation = 'BROADER' THEN 'broader' ELSE 'in' END,
        s.plain
      FROM s JOIN n AS t ON t.key = s.to_key AND t.kind IN ('Risk', 'RiskDomain')
      WHERE s.relation IN ('BROADER', 'IN_DOMAIN')
      """
    )
  }

  /// Adds a table of the pairs that a match joins, in both orders; empty where it is no bridge.
  private func addPairs(
    _ name: String,
    _ relation: Relation,
    _ kinds: [String],
    to script: inout SQLScript
  ) {
    let admitted = script.dialect.literals(kinds)
    let pairs = """
      FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN \(admitted)
      JOIN n AS y ON y.key = s.to_key AND y.kind IN \(admitted)
      WHERE s.relation = '\(relation.name)'\(policy.bridges.contains(relation) ? "" : " AND 1 = 0")
      """
    script.add(
      name,
      """
      SELECT s.from_key AS a, s.to_key AS b \(pairs)
      UNION
      SELECT s.to_key, s.from_key \(pairs)
      """
    )
  }
}
