// Which two domains do the same papers name risks of most often?
MATCH (a:RiskDomain)<-[:IN_DOMAIN]-(:Risk)<-[:IDENTIFIES]-(p:Paper)
WITH DISTINCT a, p
MATCH (p)-[:IDENTIFIES]->(:Risk)-[:IN_DOMAIN]->(b:RiskDomain)
WHERE a.key < b.key AND a.scheme = b.scheme AND NOT (a)-[:BROADER]-(b)
WITH a, b, count(DISTINCT p) AS papers
RETURN a.label AS one, b.label AS other, papers
ORDER BY papers DESC, one, other
LIMIT 5
