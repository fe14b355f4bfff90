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
DROP TABLE IF EXISTS evidence_scratch.link;
CREATE TABLE evidence_scratch.link USING parquet AS
SELECT from_key AS a, to_key AS b FROM s
UNION
SELECT to_key, from_key FROM s;
CREATE OR REPLACE TEMPORARY VIEW link AS SELECT * FROM evidence_scratch.link;
DROP TABLE IF EXISTS evidence_scratch.around;
CREATE TABLE evidence_scratch.around USING parquet AS
WITH RECURSIVE around_walk(node, hops) AS (
  SELECT key, 0 FROM n WHERE key = 'paper:p0'
  UNION ALL
  SELECT DISTINCT l.b, w.hops + 1 FROM around_walk AS w JOIN link AS l ON l.a = w.node WHERE w.hops < 2
)
SELECT DISTINCT node, hops FROM around_walk;
CREATE OR REPLACE TEMPORARY VIEW around AS SELECT * FROM evidence_scratch.around;
SELECT node, min(hops) AS hops FROM around GROUP BY node
ORDER BY min(hops), node;
