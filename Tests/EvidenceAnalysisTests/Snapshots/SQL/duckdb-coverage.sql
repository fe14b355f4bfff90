WITH
n AS (
  SELECT key, kind, scheme, year FROM nodes
),
s AS (
  SELECT id, from_key, relation, to_key, source, via, evidence_type, confidence,
    reviewer, disputed, coalesce(stance, 'supports') AS stance,
    CASE WHEN relation IN ('BROAD_MATCH', 'CLOSE_MATCH', 'EXACT_MATCH', 'NARROW_MATCH', 'RELATED_MATCH') OR method = 'model'
      OR lower(justification) LIKE '%chaining%' OR lower(justification) LIKE '%lexical%'
      OR lower(justification) LIKE '%similarity%' THEN 0 ELSE 1 END AS plain
  FROM statements
  WHERE NOT negated
),
work_of_pairs AS (
  SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'IS_VERSION_OF'
  UNION
  SELECT to_key, from_key FROM s WHERE relation = 'IS_VERSION_OF'
),
work_of_versions AS (
  WITH RECURSIVE work_of_versions_walk(start, node) AS (
    SELECT a, b FROM work_of_pairs
    UNION
    SELECT w.start, p.b FROM work_of_versions_walk AS w JOIN work_of_pairs AS p ON p.a = w.node
  )
  SELECT DISTINCT start, node FROM work_of_versions_walk
),
work_of AS (
  SELECT start AS key, min(CASE WHEN node < start THEN node ELSE start END) AS work
  FROM work_of_versions GROUP BY start
),
broader AS (
  SELECT DISTINCT from_key AS child, to_key AS parent FROM s
  WHERE relation = 'BROADER' AND from_key <> to_key
),
above AS (
  WITH RECURSIVE above_walk(start, node) AS (
    SELECT child, parent FROM broader
    UNION
    SELECT w.start, b.parent FROM above_walk AS w JOIN broader AS b ON b.child = w.node
  )
  SELECT DISTINCT start, node FROM above_walk
),
upwards AS (
  SELECT key AS start, key AS node FROM n
  UNION ALL
  SELECT * FROM above
),
climb AS (
  WITH RECURSIVE climb_walk(start, node, hops) AS (
    SELECT child, parent, 1 FROM broader
    UNION
    SELECT w.start, b.parent, w.hops + 1
    FROM climb_walk AS w JOIN broader AS b ON b.child = w.node WHERE w.hops < 1000
  )
  SELECT DISTINCT start, node, hops FROM climb_walk
),
level_of AS (
  SELECT c.start AS key, 1 + min(c.hops) AS level FROM climb AS c
  WHERE NOT EXISTS (SELECT 1 FROM broader AS b WHERE b.child = c.node)
  GROUP BY c.start
),
subject AS (
  SELECT key AS witness, key AS node, kind FROM n WHERE kind = 'Mitigation'
),
m_exact AS (
  SELECT s.from_key AS a, s.to_key AS b FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Mitigation')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Mitigation')
  WHERE s.relation = 'EXACT_MATCH'
  UNION
  SELECT s.to_key, s.from_key FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Mitigation')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Mitigation')
  WHERE s.relation = 'EXACT_MATCH'
),
m_close AS (
  SELECT s.from_key AS a, s.to_key AS b FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Mitigation')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Mitigation')
  WHERE s.relation = 'CLOSE_MATCH'
  UNION
  SELECT s.to_key, s.from_key FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Mitigation')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Mitigation')
  WHERE s.relation = 'CLOSE_MATCH'
),
m_same AS (
  WITH RECURSIVE m_same_walk(start, node) AS (
    SELECT a, b FROM m_exact
    UNION
    SELECT w.start, p.b FROM m_same_walk AS w JOIN m_exact AS p ON p.a = w.node
  )
  SELECT DISTINCT start, node FROM m_same_walk
),
m_near AS (
  SELECT key AS start, key AS node FROM n WHERE kind = 'Mitigation'
  UNION
  SELECT start, node FROM m_same
),
m_reached AS (
  SELECT key AS start, key AS node, 0 AS loose, 1 AS plain FROM n WHERE kind = 'Mitigation'
  UNION
  SELECT start, node, 0, 0 FROM m_same WHERE start <> node
  UNION
  SELECT x.start, y.node, 1, 0 FROM m_near AS x
  JOIN m_close AS c ON c.a = x.node
  JOIN m_near AS y ON y.start = c.b
),
claim AS (
  SELECT m.start, s.id, s.to_key, m.loose, least(m.plain, s.plain) AS plain
  FROM m_reached AS m
  JOIN s ON s.from_key = m.node AND s.relation = 'ADDRESSES'
  JOIN n AS t ON t.key = s.to_key AND t.kind IN ('Risk', 'RiskDomain')
),
r_exact AS (
  SELECT s.from_key AS a, s.to_key AS b FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Risk', 'RiskDomain')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Risk', 'RiskDomain')
  WHERE s.relation = 'EXACT_MATCH'
  UNION
  SELECT s.to_key, s.from_key FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Risk', 'RiskDomain')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Risk', 'RiskDomain')
  WHERE s.relation = 'EXACT_MATCH'
),
r_close AS (
  SELECT s.from_key AS a, s.to_key AS b FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Risk', 'RiskDomain')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Risk', 'RiskDomain')
  WHERE s.relation = 'CLOSE_MATCH'
  UNION
  SELECT s.to_key, s.from_key FROM s JOIN n AS x ON x.key = s.from_key AND x.kind IN ('Risk', 'RiskDomain')
  JOIN n AS y ON y.key = s.to_key AND y.kind IN ('Risk', 'RiskDomain')
  WHERE s.relation = 'CLOSE_MATCH'
),
r_same AS (
  WITH RECURSIVE r_same_walk(start, node) AS (
    SELECT a, b FROM r_exact
    UNION
    SELECT w.start, p.b FROM r_same_walk AS w JOIN r_exact AS p ON p.a = w.node
  )
  SELECT DISTINCT start, node FROM r_same_walk
),
broad AS (
  SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'BROAD_MATCH'
  UNION
  SELECT to_key, from_key FROM s WHERE relation = 'NARROW_MATCH'
),
ascent_step AS (
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
),
origin AS (
  SELECT to_key AS start, loose AS given FROM claim
),
ascent AS (
  WITH RECURSIVE ascent_walk(start, given, node, rolled, loose, plain, here, jumped) AS (
    SELECT start, given, start, 0, given, 1, 1, 0 FROM origin
    UNION
    SELECT w.start, w.given, x.b,
      CASE WHEN x.move IN ('same', 'close') THEN w.rolled ELSE 1 END,
      CASE WHEN x.move IN ('close', 'broad') THEN 1 ELSE w.loose END,
      least(w.plain, x.plain),
      CASE WHEN x.move IN ('broader', 'broad') THEN 0 ELSE w.here END,
      CASE WHEN x.move = 'same' THEN 1 ELSE 0 END
    FROM ascent_walk AS w JOIN ascent_step AS x ON x.a = w.node
    WHERE (x.move = 'same' AND w.jumped = 0) OR x.move = 'broader'
      OR (x.move = 'in' AND w.rolled = 0)
      OR (x.move = 'close' AND w.rolled = 0 AND w.loose = 0)
      OR (x.move = 'broad' AND w.loose = 0)
  )
  SELECT DISTINCT start, given, node, rolled, loose, plain, here, jumped FROM ascent_walk
),
up AS (
  SELECT start, given, node, max(plain) AS plain, max(here) AS here
  FROM ascent GROUP BY start, given, node
),
hit AS (
  SELECT c.start AS node, c.id AS claim, u.node AS target,
    max(least(c.plain, u.plain)) AS plain, max(u.here) AS here
  FROM claim AS c JOIN up AS u ON u.start = c.to_key AND u.given = c.loose
  GROUP BY c.start, c.id, u.node
),
row_axis AS (
  SELECT n.key FROM n
  LEFT JOIN level_of AS d ON d.key = n.key
  WHERE n.scheme = 'type@1' AND n.kind NOT IN ('Paper', 'Mitigation')
    AND coalesce(d.level, 1) = 1
),
row_stated AS (
  SELECT w.node, w.node AS code FROM (SELECT DISTINCT node FROM subject) AS w JOIN row_axis AS a ON a.key = w.node
  UNION
  SELECT w.node, s.to_key FROM (SELECT DISTINCT node FROM subject) AS w
  JOIN s ON s.from_key = w.node AND s.relation IN ('CLASSIFIED_AS') WHERE NOT EXISTS (SELECT 1 FROM row_axis AS a WHERE a.key = w.node)
  UNION
  SELECT w.node, s.from_key FROM (SELECT DISTINCT node FROM subject) AS w
  JOIN s ON s.to_key = w.node AND s.relation IN ('CLASSIFIED_AS') WHERE NOT EXISTS (SELECT 1 FROM row_axis AS a WHERE a.key = w.node)
),
row_claim AS (
  SELECT key AS node, key AS place, key AS id, 0 AS plain FROM n WHERE 1 = 0
),
row_sure AS (
  SELECT c.node, a.key AS place, max(CASE WHEN u.node = c.code THEN 1 ELSE 0 END) AS here,
    1 AS sure
  FROM row_stated AS c JOIN upwards AS u ON u.start = c.code
  JOIN row_axis AS a ON a.key = u.node GROUP BY c.node, a.key
),
row_code AS (
  SELECT node, code FROM row_stated
),
row_shared AS (
  SELECT DISTINCT b.node AS code, a.key AS place FROM above AS b
  JOIN upwards AS u ON u.start = b.start
  JOIN row_axis AS a ON a.key = u.node
),
row_settled AS (
  SELECT DISTINCT c.node, b.node AS code
  FROM row_code AS c JOIN above AS b ON b.start = c.code
),
row_found AS (
  SELECT node, place, here, sure FROM row_sure
  UNION ALL
  SELECT DISTINCT c.node, x.place, 0, 0 FROM row_code AS c
  JOIN row_shared AS x ON x.code = c.code
  WHERE NOT EXISTS (
      SELECT 1 FROM row_settled AS b WHERE b.node = c.node AND b.code = c.code
    )
    AND NOT EXISTS (
      SELECT 1 FROM row_sure AS f WHERE f.node = c.node AND f.place = x.place
    )
),
col_axis AS (
  SELECT n.key FROM n
  WHERE n.scheme = 'risk-a@1' AND n.kind NOT IN ('Paper', 'Mitigation')
),
col_stated AS (
  SELECT w.node, w.node AS code FROM (SELECT DISTINCT node FROM subject WHERE kind NOT IN ('Mitigation', 'Risk')) AS w JOIN col_axis AS a ON a.key = w.node
  UNION
  SELECT w.node, s.to_key FROM (SELECT DISTINCT node FROM subject WHERE kind NOT IN ('Mitigation', 'Risk')) AS w
  JOIN s ON s.from_key = w.node AND s.relation IN ('ADDRESSES') WHERE NOT EXISTS (SELECT 1 FROM col_axis AS a WHERE a.key = w.node)
  UNION
  SELECT w.node, s.from_key FROM (SELECT DISTINCT node FROM subject WHERE kind NOT IN ('Mitigation', 'Risk')) AS w
  JOIN s ON s.to_key = w.node AND s.relation IN ('ADDRESSES') WHERE NOT EXISTS (SELECT 1 FROM col_axis AS a WHERE a.key = w.node)
),
col_claim AS (
  SELECT h.node, h.target AS place, h.claim AS id, h.plain
  FROM hit AS h JOIN col_axis AS a ON a.key = h.target WHERE h.claim IS NOT NULL
),
col_sure AS (
  SELECT h.node, h.target AS place, max(h.here) AS here, 1 AS sure
  FROM hit AS h JOIN col_axis AS a ON a.key = h.target GROUP BY h.node, h.target
  UNION ALL
  SELECT c.node, a.key AS place, max(CASE WHEN u.node = c.code THEN 1 ELSE 0 END) AS here,
    1 AS sure
  FROM col_stated AS c JOIN upwards AS u ON u.start = c.code
  JOIN col_axis AS a ON a.key = u.node GROUP BY c.node, a.key
),
col_code AS (
  SELECT DISTINCT node, target AS code FROM hit WHERE here = 1
  UNION
  SELECT node, code FROM col_stated
),
col_shared AS (
  SELECT DISTINCT b.node AS code, a.key AS place FROM above AS b
  JOIN upwards AS u ON u.start = b.start
  JOIN col_axis AS a ON a.key = u.node
),
col_settled AS (
  SELECT DISTINCT c.node, b.node AS code
  FROM col_code AS c JOIN above AS b ON b.start = c.code
),
col_found AS (
  SELECT node, place, here, sure FROM col_sure
  UNION ALL
  SELECT DISTINCT c.node, x.place, 0, 0 FROM col_code AS c
  JOIN col_shared AS x ON x.code = c.code
  WHERE NOT EXISTS (
      SELECT 1 FROM col_settled AS b WHERE b.node = c.node AND b.code = c.code
    )
    AND NOT EXISTS (
      SELECT 1 FROM col_sure AS f WHERE f.node = c.node AND f.place = x.place
    )
),
meeting AS (
  SELECT w.witness, w.node, r.place AS row_key, c.place AS column_key,
    least(r.here, c.here) AS here, least(r.sure, c.sure) AS sure
  FROM subject AS w
  JOIN row_found AS r ON r.node = w.node
  JOIN col_found AS c ON c.node = w.node
),
carrier AS (
  SELECT m.row_key, m.column_key, m.witness, k.id, k.plain, 1 AS is_claim
  FROM meeting AS m JOIN row_claim AS k ON k.node = m.node AND k.place = m.row_key
  WHERE m.sure = 1
  UNION ALL
  SELECT m.row_key, m.column_key, m.witness, k.id, k.plain, 1 AS is_claim
  FROM meeting AS m JOIN col_claim AS k ON k.node = m.node AND k.place = m.column_key
  WHERE m.sure = 1
),
evidence AS (
  SELECT row_key, column_key, id, max(plain) AS plain, max(is_claim) AS is_claim
  FROM carrier GROUP BY row_key, column_key, id
),
maker AS (
  SELECT s.id, coalesce(w.work, s.source) AS work
  FROM s LEFT JOIN work_of AS w ON w.key = s.source
  WHERE s.source IS NOT NULL
  UNION
  SELECT s.id, coalesce(w.work, s.from_key)
  FROM s JOIN n ON n.key = s.from_key AND n.kind = 'Paper'
  LEFT JOIN work_of AS w ON w.key = s.from_key
  WHERE s.source IS NULL AND s.relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')
  UNION
  SELECT s.id, coalesce(w.work, p.from_key)
  FROM s JOIN n ON n.key = s.from_key AND n.kind <> 'Paper'
  JOIN s AS p ON p.to_key = s.from_key AND p.relation = 'PROPOSES'
  LEFT JOIN work_of AS w ON w.key = p.from_key
  WHERE s.source IS NULL AND s.relation = 'ADDRESSES'
),
reached AS (
  SELECT row_key, column_key, count(DISTINCT witness) AS upper,
    count(DISTINCT CASE WHEN sure = 1 THEN witness END) AS witnesses,
    count(DISTINCT CASE WHEN here = 1 THEN witness END) AS here
  FROM meeting GROUP BY row_key, column_key
),
introducer AS (
  SELECT DISTINCT to_key AS witness, from_key AS paper FROM s
  WHERE relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')
),
literature AS (
  SELECT m.row_key, m.column_key, count(DISTINCT i.paper) AS papers, max(p.year) AS newest
  FROM meeting AS m JOIN introducer AS i ON i.witness = m.witness
  LEFT JOIN n AS p ON p.key = i.paper
  WHERE m.sure = 1 GROUP BY m.row_key, m.column_key
),
side AS (
  SELECT e.row_key, e.column_key,
    count(DISTINCT k.work) AS works,
    count(DISTINCT CASE WHEN s.stance = 'supports' THEN k.work END) AS supporting,
    count(DISTINCT CASE WHEN s.stance = 'mixed' THEN k.work END) AS mixed,
    count(DISTINCT CASE WHEN s.stance = 'opposes' THEN k.work END) AS opposing,
    count(DISTINCT CASE WHEN s.stance <> 'opposes' THEN k.work END) AS works_for,
    count(DISTINCT CASE WHEN s.stance <> 'supports' THEN k.work END) AS works_against,
    count(DISTINCT CASE WHEN s.evidence_type IN ('case', 'observational', 'experimental') THEN k.work END) AS studies,
    max(CASE WHEN s.stance = 'supports' THEN 1 ELSE 0 END) AS has_supporting,
    max(CASE WHEN s.stance = 'mixed' THEN 1 ELSE 0 END) AS has_mixed,
    max(CASE WHEN s.stance = 'opposes' THEN 1 ELSE 0 END) AS has_opposing,
    max(CASE WHEN s.stance = 'supports' AND e.is_claim = 1 THEN 1 ELSE 0 END) AS has_claim,
    max(CASE WHEN s.stance = 'supports' AND e.is_claim = 1 AND e.plain = 1 THEN 1 ELSE 0 END) AS has_plain,
    max(CASE WHEN s.stance = 'supports' AND e.is_claim = 1 AND coalesce(s.evidence_type, 'assertion') <> 'assertion' THEN 1 ELSE 0 END) AS has_more,
    max(CASE WHEN s.stance = 'supports' AND s.evidence_type = 'synthesis' THEN 1 ELSE 0 END) AS has_synthesis,
    0 AS is_preliminary
  FROM evidence AS e JOIN s ON s.id = e.id LEFT JOIN maker AS k ON k.id = e.id
  GROUP BY e.row_key, e.column_key
),
subject_side AS (
  SELECT DISTINCT c.row_key, c.column_key,
    CASE WHEN c.is_claim = 1 THEN c.witness ELSE s.to_key END AS subject,
    s.to_key AS target, s.stance
  FROM carrier AS c JOIN s ON s.id = c.id
),
disagreement AS (
  SELECT row_key, column_key, max(is_within) AS is_within FROM (
    SELECT row_key, column_key, CASE WHEN max(CASE WHEN stance = 'mixed' THEN 1 ELSE 0 END) = 1
      OR count(DISTINCT stance) > 1 THEN 1 ELSE 0 END AS is_within
    FROM subject_side GROUP BY row_key, column_key, subject, target
  ) AS judged
  GROUP BY row_key, column_key
),
looked_at AS (
  SELECT key AS row_key, key AS column_key FROM n WHERE 1 = 0
),
figure AS (
  SELECT r.key AS row_key, c.key AS column_key, coalesce(f.upper, 0) AS upper,
    coalesce(f.witnesses, 0) AS witnesses, coalesce(f.here, 0) AS here,
    coalesce(l.papers, 0) AS papers, l.newest,
    coalesce(d.is_within, 0) AS is_within,
    CASE WHEN q.row_key IS NULL THEN 0 ELSE 1 END AS is_searched,
    coalesce(e.works, 0) AS works,
    coalesce(e.supporting, 0) AS supporting,
    coalesce(e.mixed, 0) AS mixed,
    coalesce(e.opposing, 0) AS opposing,
    coalesce(e.works_for, 0) AS works_for,
    coalesce(e.works_against, 0) AS works_against,
    coalesce(e.studies, 0) AS studies,
    coalesce(e.has_supporting, 0) AS has_supporting,
    coalesce(e.has_mixed, 0) AS has_mixed,
    coalesce(e.has_opposing, 0) AS has_opposing,
    coalesce(e.has_claim, 0) AS has_claim,
    coalesce(e.has_plain, 0) AS has_plain,
    coalesce(e.has_more, 0) AS has_more,
    coalesce(e.has_synthesis, 0) AS has_synthesis,
    coalesce(e.is_preliminary, 0) AS is_preliminary
  FROM row_axis AS r CROSS JOIN col_axis AS c
  LEFT JOIN reached AS f ON f.row_key = r.key AND f.column_key = c.key
  LEFT JOIN literature AS l ON l.row_key = r.key AND l.column_key = c.key
  LEFT JOIN side AS e ON e.row_key = r.key AND e.column_key = c.key
  LEFT JOIN disagreement AS d ON d.row_key = r.key AND d.column_key = c.key
  LEFT JOIN looked_at AS q ON q.row_key = r.key AND q.column_key = c.key
),
judged AS (
  SELECT f.*, CASE WHEN witnesses > 0
      THEN concat(CASE WHEN has_opposing = 1 AND has_supporting = 0 AND has_mixed = 0 THEN ',opposed' ELSE '' END,
      CASE WHEN has_mixed = 1 OR (has_supporting = 1 AND has_opposing = 1) THEN ',conflicting' ELSE '' END,
      CASE WHEN has_claim = 1 AND has_plain = 0 THEN ',inferred-only' ELSE '' END,
      CASE WHEN works = 0 THEN ',unsourced' ELSE '' END,
      CASE WHEN supporting > 0 AND has_claim = 1 AND has_more = 0 THEN ',asserted-only' ELSE '' END,
      CASE WHEN works > 0 AND works < 2 THEN ',thin' ELSE '' END) ELSE '' END AS held_states,
    CASE WHEN witnesses > 0
      THEN concat(CASE WHEN works = 1 THEN ',single-source' ELSE '' END,
      CASE WHEN newest < 2021 THEN ',stale' ELSE '' END,
      CASE WHEN studies >= 3 AND has_synthesis = 0 THEN ',synthesis' ELSE '' END,
      CASE WHEN is_preliminary = 1 THEN ',preliminary' ELSE '' END) ELSE '' END AS held_marks
  FROM figure AS f
),
stated AS (
  SELECT j.*, CASE
      WHEN witnesses = 0 AND is_searched = 1 THEN 'searched-empty'
      WHEN witnesses = 0 THEN 'not-searched'
      WHEN held_states LIKE ',opposed%' THEN 'opposed'
      WHEN held_states LIKE ',conflicting%' THEN 'conflicting'
      WHEN held_states LIKE ',inferred-only%' THEN 'inferred-only'
      WHEN held_states LIKE ',unsourced%' THEN 'unsourced'
      WHEN held_states LIKE ',asserted-only%' THEN 'asserted-only'
      WHEN held_states LIKE ',thin%' THEN 'thin'
      ELSE 'covered' END AS state
  FROM judged AS j
),
cell AS (
  SELECT row_key, column_key, witnesses, papers, works AS independent_papers, supporting, mixed,
    opposing, CASE WHEN upper > witnesses THEN upper - witnesses ELSE 0 END AS unresolved, state,
    CASE WHEN held_states = '' THEN '' ELSE substr(held_states, length(state) + 3) END AS marks,
    here, witnesses - here AS below, works_for, works_against,
    CASE WHEN witnesses > 0 AND (has_mixed = 1 OR (has_supporting = 1 AND has_opposing = 1))
      THEN CASE WHEN is_within = 1 THEN 'within' ELSE 'between' END END AS conflict,
    CASE WHEN state = 'searched-empty' THEN ',absolute' WHEN state = 'not-searched'
      THEN ',not-searched' ELSE concat(held_states, held_marks) END AS held
  FROM stated
)
SELECT row_key, column_key, witnesses, papers, independent_papers, supporting, mixed, opposing,
  unresolved, state, marks, here, below, works_for, works_against, conflict
FROM cell
ORDER BY row_key, column_key;
