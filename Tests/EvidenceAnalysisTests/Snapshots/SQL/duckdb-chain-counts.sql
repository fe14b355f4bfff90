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
)
SELECT pattern, chains FROM (
SELECT 'PROPOSES ADDRESSES' AS pattern, count(*) AS chains
FROM s AS s0
  JOIN s AS s1 ON s1.from_key = s0.to_key AND s1.relation = 'ADDRESSES'
WHERE s0.relation = 'PROPOSES'
) AS counted
ORDER BY pattern;
