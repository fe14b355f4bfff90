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
link AS (
  SELECT from_key AS a, to_key AS b FROM s
  UNION
  SELECT to_key, from_key FROM s
),
around AS (
  WITH RECURSIVE around_walk(node, hops) AS (
    SELECT key, 0 FROM n WHERE key = 'paper:p0'
    UNION
    SELECT l.b, w.hops + 1 FROM around_walk AS w JOIN link AS l ON l.a = w.node WHERE w.hops < 2
  )
  SELECT DISTINCT node, hops FROM around_walk
)
SELECT node, min(hops) AS hops FROM around GROUP BY node
ORDER BY min(hops), node;
