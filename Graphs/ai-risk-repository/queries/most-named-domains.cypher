// Which domains do the most papers name risks of, and how many measures are stated to address these?
MATCH (p:Paper)-[:IDENTIFIES]->(r:Risk)-[:IN_DOMAIN]->(d:RiskDomain)
OPTIONAL MATCH (m:Mitigation)-[:ADDRESSES]->(d)
RETURN d.key AS domain, d.label AS name, count(DISTINCT p) AS papers,
       count(DISTINCT r) AS risks, count(DISTINCT m) AS measures
ORDER BY papers DESC, domain
LIMIT 10
