// How many measures does each paper propose, and of how many does it say which risk they address?
MATCH (p:Paper)-[:PROPOSES]->(m:Mitigation)
WITH p, m, exists { (m)-[:ADDRESSES]->() } AS isStated
RETURN p.label AS paper, count(DISTINCT m) AS measures,
       count(DISTINCT CASE WHEN isStated THEN m END) AS stated
ORDER BY measures DESC, paper
