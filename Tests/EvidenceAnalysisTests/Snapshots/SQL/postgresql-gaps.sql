BEGIN;
CREATE TEMPORARY TABLE n ON COMMIT DROP AS
SELECT key, kind, scheme, year FROM nodes;
ANALYZE n;
CREATE TEMPORARY TABLE s ON COMMIT DROP AS
SELECT id, from_key, relation, to_key, source, via, evidence_type, confidence,
  reviewer, disputed, coalesce(stance, 'supports') AS stance,
  CASE WHEN relation IN ('BROAD_MATCH', 'CLOSE_MATCH', 'EXACT_MATCH', 'NARROW_MATCH', 'RELATED_MATCH') OR method = 'model'
    OR lower(justification) LIKE '%chaining%' OR lower(justification) LIKE '%lexical%'
    OR lower(justification) LIKE '%similarity%' THEN 0 ELSE 1 END AS plain
FROM statements
WHERE NOT negated;
ANALYZE s;
SELECT kind, row_key, column_key, node FROM (
SELECT 'risk-without-mitigation' AS kind, CASE WHEN 1 = 0 THEN n.key END AS row_key,
  CASE WHEN 1 = 0 THEN n.key END AS column_key, n.key AS node
FROM n WHERE n.kind = 'Risk' AND NOT EXISTS (SELECT 1 FROM s WHERE s.to_key = n.key AND s.relation = 'ADDRESSES')
UNION ALL
SELECT 'mitigation-without-risk' AS kind, CASE WHEN 1 = 0 THEN n.key END AS row_key,
  CASE WHEN 1 = 0 THEN n.key END AS column_key, n.key AS node
FROM n WHERE n.kind = 'Mitigation' AND NOT EXISTS (SELECT 1 FROM s WHERE s.from_key = n.key AND s.relation = 'ADDRESSES')
UNION ALL
SELECT 'unclassified' AS kind, CASE WHEN 1 = 0 THEN n.key END AS row_key,
  CASE WHEN 1 = 0 THEN n.key END AS column_key, n.key AS node
FROM n WHERE n.kind = 'Mitigation' AND NOT EXISTS (SELECT 1 FROM s WHERE s.from_key = n.key AND s.relation = 'CLASSIFIED_AS')
) AS gap
ORDER BY kind, row_key COLLATE "C", column_key COLLATE "C", node COLLATE "C";
COMMIT;
