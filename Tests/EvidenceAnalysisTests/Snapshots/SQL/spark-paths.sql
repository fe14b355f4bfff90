CREATE SCHEMA IF NOT EXISTS evidence_scratch;
DROP TABLE IF EXISTS evidence_scratch.n;
CREATE TABLE evidence_scratch.n USING parquet AS
SELECT key, kind, scheme, year FROM nodes;
CREATE OR REPLACE TEMPORARY VIEW n AS SELECT * FROM evidence_scratch.n;
DROP TABLE IF EXISTS evidence_scratch.s;
CREATE TABLE evidence_scratch.s USING parquet AS
SELECT id, from_key, relation, to_key, source, via, evidence_type, confidence,
  reviewer, disputed, coalesce(stance, 'supports') AS stance,
  CASE WHEN relation IN ('BROAD_MATCH', 'CLOSE_MATCH', 'EXACT_MATCH', 'NARROW_MATCH', 'RELATED_MATCH') OR method = 'model'
    OR lower(justification) LIKE '%chaining%' OR lower(justification) LIKE '%lexical%'
    OR lower(justification) LIKE '%similarity%' THEN 0 ELSE 1 END AS plain
FROM statements
WHERE NOT negated;
CREATE OR REPLACE TEMPORARY VIEW s AS SELECT * FROM evidence_scratch.s;
DROP TABLE IF EXISTS evidence_scratch.work_of_pairs;
CREATE TABLE evidence_scratch.work_of_pairs USING parquet AS
SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'IS_VERSION_OF'
UNION
SELECT to_key, from_key FROM s WHERE relation = 'IS_VERSION_OF';
CREATE OR REPLACE TEMPORARY VIEW work_of_pairs AS SELECT * FROM evidence_scratch.work_of_pairs;
DROP TABLE IF EXISTS evidence_scratch.work_of_versions_0;
CREATE TABLE evidence_scratch.work_of_versions_0 USING parquet AS
SELECT a AS start, b AS node FROM work_of_pairs;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions_0 AS SELECT * FROM evidence_scratch.work_of_versions_0;
DROP TABLE IF EXISTS evidence_scratch.work_of_versions_1;
CREATE TABLE evidence_scratch.work_of_versions_1 USING parquet AS
SELECT start, node FROM work_of_versions_0
UNION
SELECT x.start, y.node FROM work_of_versions_0 AS x JOIN work_of_versions_0 AS y ON y.start = x.node;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions_1 AS SELECT * FROM evidence_scratch.work_of_versions_1;
DROP TABLE IF EXISTS evidence_scratch.work_of_versions_2;
CREATE TABLE evidence_scratch.work_of_versions_2 USING parquet AS
SELECT start, node FROM work_of_versions_1
UNION
SELECT x.start, y.node FROM work_of_versions_1 AS x JOIN work_of_versions_1 AS y ON y.start = x.node;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions_2 AS SELECT * FROM evidence_scratch.work_of_versions_2;
DROP TABLE IF EXISTS evidence_scratch.work_of_versions_3;
CREATE TABLE evidence_scratch.work_of_versions_3 USING parquet AS
SELECT start, node FROM work_of_versions_2
UNION
SELECT x.start, y.node FROM work_of_versions_2 AS x JOIN work_of_versions_2 AS y ON y.start = x.node;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions_3 AS SELECT * FROM evidence_scratch.work_of_versions_3;
DROP TABLE IF EXISTS evidence_scratch.work_of_versions_4;
CREATE TABLE evidence_scratch.work_of_versions_4 USING parquet AS
SELECT start, node FROM work_of_versions_3
UNION
SELECT x.start, y.node FROM work_of_versions_3 AS x JOIN work_of_versions_3 AS y ON y.start = x.node;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions_4 AS SELECT * FROM evidence_scratch.work_of_versions_4;
CREATE OR REPLACE TEMPORARY VIEW work_of_versions AS
SELECT start, node FROM work_of_versions_4
UNION ALL
SELECT x.start, p.b FROM work_of_versions_4 AS x JOIN work_of_pairs AS p ON p.a = x.node
LEFT JOIN work_of_versions_4 AS k ON k.start = x.start AND k.node = p.b
WHERE CASE WHEN k.start IS NULL THEN CAST(raise_error('more than 16 matches or versions in a row') AS INT) ELSE 0 END = 1;
DROP TABLE IF EXISTS evidence_scratch.work_of;
CREATE TABLE evidence_scratch.work_of USING parquet AS
SELECT start AS key, min(CASE WHEN node < start THEN node ELSE start END) AS work
FROM work_of_versions GROUP BY start;
CREATE OR REPLACE TEMPORARY VIEW work_of AS SELECT * FROM evidence_scratch.work_of;
DROP TABLE IF EXISTS evidence_scratch.weighed;
CREATE TABLE evidence_scratch.weighed USING parquet AS
SELECT s.*, CAST(CASE WHEN relation IN ('ADDRESSES', 'IDENTIFIES')
    THEN coalesce(confidence, CAST(0.5 AS DOUBLE)) * CASE evidence_type WHEN 'expert-judgment' THEN CAST(0.5 AS DOUBLE) WHEN 'case' THEN CAST(0.5 AS DOUBLE) WHEN 'observational' THEN CAST(0.6 AS DOUBLE) WHEN 'experimental' THEN CAST(0.8 AS DOUBLE) WHEN 'synthesis' THEN CAST(0.8 AS DOUBLE) ELSE CAST(0.3 AS DOUBLE) END
  WHEN relation = 'EXACT_MATCH' THEN coalesce(confidence, CAST(1 AS DOUBLE)) * CAST(1 AS DOUBLE)
  WHEN relation = 'CLOSE_MATCH' THEN coalesce(confidence, CAST(1 AS DOUBLE)) * CAST(0.8 AS DOUBLE)
  WHEN relation IN ('BROAD_MATCH', 'NARROW_MATCH') THEN coalesce(confidence, CAST(1 AS DOUBLE)) * CAST(0.9 AS DOUBLE)
  ELSE coalesce(confidence, CAST(1 AS DOUBLE)) END AS DOUBLE) AS factor FROM s;
CREATE OR REPLACE TEMPORARY VIEW weighed AS SELECT * FROM evidence_scratch.weighed;
DROP TABLE IF EXISTS evidence_scratch.broad;
CREATE TABLE evidence_scratch.broad USING parquet AS
SELECT from_key AS a, to_key AS b FROM s WHERE relation = 'BROAD_MATCH'
UNION
SELECT to_key, from_key FROM s WHERE relation = 'NARROW_MATCH';
CREATE OR REPLACE TEMPORARY VIEW broad AS SELECT * FROM evidence_scratch.broad;
DROP TABLE IF EXISTS evidence_scratch.chain_step;
CREATE TABLE evidence_scratch.chain_step USING parquet AS
SELECT x.*, CASE t.kind WHEN 'Paper' THEN 0 WHEN 'Mitigation' THEN 1 ELSE 2 END AS sort
FROM (
SELECT s.from_key AS a, s.to_key AS b, 'proposes' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation IN ('PROPOSES', 'EVALUATES')
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'identifies' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'IDENTIFIES'
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'addresses' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'ADDRESSES'
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'in' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'IN_DOMAIN'
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'broader' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'BROADER'
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'broad' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'BROAD_MATCH' AND NOT EXISTS (SELECT 1 FROM broad AS y WHERE y.a = s.to_key AND y.b = s.from_key)
UNION ALL
SELECT s.to_key AS a, s.from_key AS b, 'broad' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'NARROW_MATCH' AND NOT EXISTS (SELECT 1 FROM broad AS y WHERE y.a = s.from_key AND y.b = s.to_key)
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'exact' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'EXACT_MATCH'
UNION ALL
SELECT s.to_key AS a, s.from_key AS b, 'exact' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'EXACT_MATCH' AND s.from_key <> s.to_key
UNION ALL
SELECT s.from_key AS a, s.to_key AS b, 'close' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'CLOSE_MATCH'
UNION ALL
SELECT s.to_key AS a, s.from_key AS b, 'close' AS move, s.id, s.plain, s.factor,
  CASE WHEN s.relation IN ('ADDRESSES', 'IDENTIFIES') THEN s.id END AS claim
FROM weighed AS s WHERE s.relation = 'CLOSE_MATCH' AND s.from_key <> s.to_key
) AS x JOIN n AS t ON t.key = x.b
  AND t.kind IN ('Paper', 'Mitigation', 'Risk', 'RiskDomain');
CREATE OR REPLACE TEMPORARY VIEW chain_step AS SELECT * FROM evidence_scratch.chain_step;
DROP TABLE IF EXISTS evidence_scratch.walked;
CREATE TABLE evidence_scratch.walked USING parquet AS
WITH RECURSIVE walked_walk(node, phase, loose, plain, strength, hops, keys, ids, claim) AS (
  SELECT key, CASE kind WHEN 'Paper' THEN 0 WHEN 'Mitigation' THEN 1 ELSE 2 END, 0, 1,
    CAST(1 AS DOUBLE), 0, array(key), CAST(array() AS ARRAY<STRING>),
    CASE WHEN 1 = 0 THEN key END
  FROM n WHERE key = 'paper:p0'
    AND kind IN ('Paper', 'Mitigation', 'Risk', 'RiskDomain')
  UNION ALL
  SELECT x.b,
    CASE WHEN x.move = 'proposes' THEN 1 WHEN x.move IN ('addresses', 'identifies') THEN 2
      WHEN x.move IN ('in', 'broader', 'broad') THEN 3 ELSE w.phase END,
    CASE WHEN x.move IN ('close', 'broad') THEN 1 ELSE w.loose END,
    least(w.plain, x.plain), w.strength * x.factor, w.hops + 1,
    array_append(w.keys, x.b), array_append(w.ids, x.id),
    coalesce(w.claim, x.claim)
  FROM walked_walk AS w JOIN chain_step AS x ON x.a = w.node
  WHERE w.node <> 'risk-a@1:1'
    AND NOT (array_contains(w.keys, x.b))
    AND ((x.move = 'proposes' AND w.phase = 0 AND x.sort = 1)
      OR (x.move = 'identifies' AND w.phase = 0 AND x.sort = 2)
      OR (x.move = 'addresses' AND w.phase = 1 AND x.sort = 2)
      OR (x.move = 'exact' AND w.phase > 0 AND x.sort = least(w.phase, 2))
      OR (x.move = 'close' AND w.phase IN (1, 2) AND w.loose = 0 AND x.sort = w.phase)
      OR (x.move = 'in' AND w.phase = 2 AND x.sort = 2)
      OR (x.move = 'broader' AND w.phase > 1 AND x.sort = 2)
      OR (x.move = 'broad' AND w.phase > 1 AND w.loose = 0 AND x.sort = 2)
      OR (x.move = 'through' AND x.sort = least(w.phase, 2)))
)
SELECT * FROM walked_walk;
CREATE OR REPLACE TEMPORARY VIEW walked AS SELECT * FROM evidence_scratch.walked;
CREATE OR REPLACE TEMPORARY VIEW found AS
SELECT w.*, c.relation, c.stance, CASE WHEN w.plain = 0 THEN 'inferred'
    WHEN c.relation = 'ADDRESSES' AND p.key IS NOT NULL AND c.source IS NOT NULL
      AND coalesce(v.work, c.source) <> coalesce(o.work, p.key) THEN 'borrowed'
    ELSE 'direct' END AS directness
FROM walked AS w
LEFT JOIN s AS c ON c.id = w.claim
LEFT JOIN work_of AS v ON v.key = c.source
LEFT JOIN n AS p ON p.key = 'paper:p0' AND p.kind = 'Paper'
LEFT JOIN work_of AS o ON o.key = p.key
WHERE w.node = 'risk-a@1:1' AND w.hops > 0 AND w.phase > 1;
CREATE OR REPLACE TEMPORARY VIEW chain AS
SELECT CASE WHEN relation = 'ADDRESSES' THEN 'mitigation' ELSE 'risk' END AS about,
  coalesce(stance, 'supports') AS stance, directness,
  strength * CASE directness WHEN 'inferred' THEN CAST(1 AS DOUBLE) WHEN 'borrowed' THEN CAST(1 AS DOUBLE) ELSE CAST(1 AS DOUBLE) END
    AS strength,
  hops, to_json(keys) AS keys, to_json(ids) AS statements
FROM found;
SELECT about, stance, directness, strength, hops, keys, statements
FROM chain
ORDER BY CASE WHEN strength IS NULL THEN 1 ELSE 0 END, strength DESC, hops,
  keys, statements
LIMIT 10;
